"""Begin and stop contributing, agree on a group, contribute a quarter, compare a group: one transaction each."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import Person, record
from houselights.benchmarks.compared import Compared, encoded
from houselights.benchmarks.contributing import protected_figures
from houselights.benchmarks.models import Comparison, Contribution, Contributor, PeerGroup
from houselights.benchmarks.queries import comparison_of, contributions_to, members_of
from houselights.benchmarks.rules import KINDS_OF_GROUP, lists, ready_on, terms, title_of
from houselights.disclosure.benchmark import release_benchmark
from houselights.disclosure.contributions import Contribution as Figures
from houselights.disclosure.contributions import as_bytes
from houselights.disclosure.frozen import Ledger, digest_of
from houselights.disclosure.rules import p_of
from houselights.errors import WrongUsage
from houselights.home import Home
from houselights.organisations.models import Organisation

_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another


@transaction.atomic
def start_contributing(*, organisation: Organisation, about: Mapping[str, str], by: Person | None) -> Contributor:
    """From now on; or say something else of oneself. `about` are terms by kind of group."""
    said = {kind: _checked(kind, about.get(kind, "")) for kind in KINDS_OF_GROUP}
    if organisation.kind == "funder":
        raise WrongUsage("A funder has no audience of its own to compare.")
    contributor, is_new = Contributor.objects.update_or_create(
        organisation=organisation, defaults=said, create_defaults={**said, "since": timezone.now()}
    )
    _record("contributing to benchmarks" if is_new else "peers changed", contributor, by, **said)
    return contributor


@transaction.atomic
def stop_contributing(*, contributor: Contributor, by: Person | None) -> None:
    """Its contributions and its places in groups go; a comparison that was made stays, of many as it is."""
    _record("no longer contributing to benchmarks", contributor, by)
    contributor.delete()


@transaction.atomic
def form_group(*, contributor: Contributor, by: Person | None) -> PeerGroup:
    """A group of one, whose code the organisation gives to those who shall join it."""
    name = " ".join(secrets.choice(lists()["names"][part]) for part in ("first", "second"))
    tail = "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))
    code = f"{name.lower().replace(' ', '-')}-{tail}"
    group = PeerGroup.objects.create(name=name, code=code, made_at=timezone.now())
    group.members.add(contributor)
    _record("group formed", contributor, by, group=group.pk)
    return group


@transaction.atomic
def join_group(*, contributor: Contributor, code: str, by: Person | None) -> PeerGroup:
    """Agree to be compared in a group. Safe to repeat."""
    group = PeerGroup.objects.filter(code=code.strip().lower()).first()
    if group is None:
        raise WrongUsage(
            "There is no group with that code.",
            remedy="Ask for it again: it is two words and eight letters, with hyphens.",
        )
    group.members.add(contributor)
    _record("group joined", contributor, by, group=group.pk)
    return group


@transaction.atomic
def leave_group(*, contributor: Contributor, group: PeerGroup, by: Person | None) -> None:
    """It is in no comparison of the group that is made from now on."""
    group.members.remove(contributor)
    _record("group left", contributor, by, group=group.pk)


def contribute(*, contributor: Contributor, period: str, home: Path, ledger: Ledger, by: Person | None) -> Contribution:
    """Its protected figures of a quarter, once: NotReleasable where the quarter is not over in them."""
    found = contributor.contributions.filter(period=period).first()
    return found or _keep(
        contributor, protected_figures(contributor.organisation.slug, period, home=home, ledger=ledger), by
    )


@transaction.atomic
def compare(*, key: str, period: str, today: date, ledger: Ledger, by: Person | None) -> Compared | None:
    """The group's comparison, made when it is ready and never again; NotReleasable with too few contributors.

    None before it is ready: it is made once, and everybody's figures should be in it.
    """
    list(members_of(key).select_for_update())  # two at once take turns, and the second finds what the first made
    if found := comparison_of(key, period):
        return found
    if today < ready_on(period):
        return None
    contributions = contributions_to(key, period)
    spreads = release_benchmark(contributions, f"benchmark:{key}", period=period, p_percent=p_here(), ledger=ledger)
    compared = Compared(
        period,
        min(each.data_as_of for each in contributions),
        len(contributions),
        tuple(each.of for each in contributions),
        spreads,
    )
    _freeze(key, compared, by)
    return compared


def p_here() -> int:
    """The p of this installation's p% rule, which is its secret."""
    return p_of(hmac.digest(Home.from_environment().master_key(), b"p percent", "sha256"))


def _keep(contributor: Contributor, figures: Figures, by: Person | None) -> Contribution:
    with transaction.atomic():
        kept, is_new = Contribution.objects.get_or_create(
            contributor=contributor,
            period=figures.period,
            defaults={"content": as_bytes(figures), "made_at": timezone.now()},
        )
        if is_new:
            _record("contributed to benchmarks", contributor, by, period=figures.period)
    return kept


def _freeze(key: str, compared: Compared, by: Person | None) -> None:
    content = encoded(compared)
    kept = Comparison.objects.create(
        group=key, period=compared.period, content=content, digest=digest_of(content), made_at=timezone.now()
    )
    detail = {"period": compared.period, "contributors": compared.contributors, "digest": kept.digest}
    record(action="group compared", subject=f"comparison {kept.pk}", by=by, detail=detail)


def _checked(kind: str, term: str) -> str:
    if term and term not in terms(kind):
        raise WrongUsage(f"That is no {title_of(kind).lower()} of the list.", remedy="Choose one of the list, or none.")
    return term


def _record(action: str, contributor: Contributor, by: Person | None, **detail: str | int) -> None:
    organisation = contributor.organisation
    subject = f"organisation {organisation.pk}"
    record(action=action, subject=subject, organisation=organisation.slug, by=by, detail=dict(detail))
