"""Draft, ask, send back, release, withdraw: each is one move of the table, with its entry in the trail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from houselights.audit.actions import record
from houselights.disclosure.shapes import reporting_period
from houselights.errors import NotReleasable, WrongUsage
from houselights.organisations.models import Organisation, User
from houselights.organisations.permissions import check_may
from houselights.periods import parse_period
from houselights.submissions.actions import checked_reason
from houselights.submissions.errors import ChangedMeanwhile
from houselights.submissions.publishing.document import PublicDocument, digest_of, of_bytes, to_bytes
from houselights.submissions.publishing.models import FrozenFile, Publication
from houselights.submissions.publishing.moves import check_another, move
from houselights.submissions.publishing.names import Hit
from houselights.submissions.publishing.queries import document_of, hits_in_reason, hits_of, releases_of
from houselights.submissions.publishing.tables import given_of
from houselights.submissions.releases.ledger import KeptLedger


@dataclass(frozen=True)
class Said:
    """What a person chose and wrote."""

    title: str
    summary: str
    note: str
    tables: Sequence[str]


@dataclass(frozen=True)
class Drawn:
    """A page or file that was made of a document: `name` is what follows the publication's address."""

    name: str
    content_type: str
    content: bytes


Draw = Callable[[PublicDocument, date], Sequence[Drawn]]  # of a document, and the day of its release


@transaction.atomic
def draft_publication(*, funder: Organisation, period: str, said: Said, by: User) -> Publication:
    """Begin one; NotReleasable for days that are no financial quarter or year, and for tables not for the public."""
    check_may(by, "draft_publication", funder)
    publication = Publication(funder=funder, period=reporting_period(parse_period(period)).name)
    return _written(publication, said, "publication drafted", by)


@transaction.atomic
def change_publication(*, publication: Publication, said: Said, seen: int, by: User) -> Publication:
    """Write it anew. `seen` is the edition that the person looked at."""
    row = _moved(publication, "change", seen, by)
    return _written(row, said, "publication changed", by)


@transaction.atomic
def ask_for_release(*, publication: Publication, seen: int, by: User) -> Publication:
    """Put it before somebody else. From now on nothing in it changes; refused while a name stands in it."""
    row = _moved(publication, "ask", seen, by)
    document = document_of(row)
    check_no_names(hits_of(row, document))
    row.content = to_bytes(document)
    row.reason = ""
    return _kept(row, "publication put forward", by, {"digest": digest_of(row.content)}, worked=True)


@transaction.atomic
def send_back(*, publication: Publication, reason: str, seen: int, by: User) -> Publication:
    """Let it be written anew, and say why."""
    row = _moved(publication, "send back", seen, by)
    row.reason, row.content = checked_reason(reason), b""
    return _kept(row, "publication sent back", by, {})


@transaction.atomic
def drop_publication(*, publication: Publication, seen: int, by: User) -> Publication:
    """Leave a draft; what was written in it is erased."""
    row = _moved(publication, "drop", seen, by)
    row.title = row.summary = row.note = row.reason = ""
    return _kept(row, "publication dropped", by, {})


@transaction.atomic
def release_publication(*, publication: Publication, seen: int, draw: Draw, by: User) -> Publication:
    """Freeze it and open it to everybody: by a person who had no hand in it, with what the ledger says still true."""
    row = _moved(publication, "release", seen, by)
    check_another(by.pk, row.worked_on)
    content = bytes(row.content)
    document = of_bytes(content)
    _check_is_still_so(row, document)
    check_no_names(hits_of(row, document))  # somebody may have got a login, or an event its name, since it was asked
    now = timezone.now()
    row.released_at, row.slug = now, _address_of(row)
    drawn = [*draw(document, timezone.localdate(now))]
    frozen = {each.name: digest_of(each.content) for each in drawn}
    kept = _kept(row, "publication released", by, {"digest": digest_of(content), "files": len(drawn), "frozen": frozen})
    FrozenFile.objects.bulk_create(
        FrozenFile(
            of=row, name=each.name, content_type=each.content_type, content=each.content, digest=digest_of(each.content)
        )
        for each in drawn
    )
    _note_given(row, by)
    return kept


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, seen: int, by: User) -> Publication:
    """Show it no more. One person may: what should not be read must be gone at once. The public reads the reason."""
    row = _moved(publication, "withdraw", seen, by)
    row.reason, row.withdrawn_at = checked_reason(reason), timezone.now()
    check_no_names(hits_in_reason(row.funder, row.reason))
    return _kept(row, "publication withdrawn", by, {})


def check_no_names(hits: Sequence[Hit]) -> None:
    """Insists: NotReleasable, with every hit, while there is one."""
    if hits:
        told = "; ".join(f"“{hit.words}” ({hit.where}) is {hit.what}" for hit in hits[:20])
        raise NotReleasable(f"Names never leave the house: {told}.", remedy="Write it without, or leave the table out.")


def _written(row: Publication, said: Said, action: str, by: User) -> Publication:
    row.title, row.summary = _text(said.title, 120, "title"), _text(said.summary, 600, "summary")
    row.note, row.tables = _text(said.note, 600, "note", needed=False), [*dict.fromkeys(said.tables)]
    document_of(row)  # refuses what the ledger has not, and what is not for the public
    return _kept(row, action, by, {"period": row.period, "tables": row.tables}, worked=True)


def _text(text: str, most: int, what: str, *, needed: bool = True) -> str:
    """One paragraph."""
    said = " ".join(text.split())
    if (needed and not said) or len(said) > most:
        raise WrongUsage(f"The {what} cannot stay as it is.", remedy=f"Write one, in at most {most} letters.")
    return said


def _moved(publication: Publication, verb: str, seen: int, by: User) -> Publication:
    """The row as it is now, after the move; refused for a role that may not, and where somebody else was quicker."""
    row = Publication.objects.select_for_update().select_related("funder").get(pk=publication.pk)
    made = move(row.state, verb)
    check_may(by, made.permission, row.funder)
    if row.edition != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this publication while you did.", remedy="Look at what it is now."
        )
    row.state = made.after
    return row


def _kept(row: Publication, action: str, by: User, detail: Mapping[str, Any], *, worked: bool = False) -> Publication:
    row.edition += 1
    if worked:
        row.worked_on = sorted({*row.worked_on, by.pk})
    row.save()
    record(action=action, subject=f"publication {row.pk}", organisation=row.funder.slug, by=by, detail=dict(detail))
    return row


def _check_is_still_so(row: Publication, document: PublicDocument) -> None:
    """Nothing that the ledger does not say, and nothing but what was asked for."""
    if document_of(row) != document:
        raise NotReleasable(
            "What was put forward is not what the ledger of releases says today.",
            remedy="Send it back, look at it again, and ask anew.",
        )


def _address_of(row: Publication) -> str:
    """`audiences-in-spring-2026-q1`; with a number where the funder has it already."""
    Organisation.objects.select_for_update().get(pk=row.funder_id)  # two of one title at once take turns
    base = f"{slugify(row.title)[:60].strip('-') or 'figures'}-{row.period.lower()}"
    taken = set(row.funder.publications.exclude(pk=row.pk).values_list("slug", flat=True))
    return next(each for each in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if each not in taken)


def _note_given(row: Publication, by: User) -> None:
    ledger = KeptLedger(by)
    for table in given_of(releases_of(row.funder, row.period), row.tables):
        ledger.note(table)
