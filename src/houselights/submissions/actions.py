"""Change a return: set a value, check, sign, submit, amend, withdraw; each one transaction, its trail entry inside."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.errors import WrongUsage
from houselights.feeds.actions import rebuild
from houselights.organisations.models import Organisation, User
from houselights.organisations.permissions import role_of
from houselights.periods import quarter_named
from houselights.register.queries import event_of, vocabularies
from houselights.submissions.drafting import Draft, draft_of
from houselights.submissions.errors import ChangedMeanwhile
from houselights.submissions.fields import FIELDS, Field, read_value
from houselights.submissions.forms import form
from houselights.submissions.freezing import freeze
from houselights.submissions.models import Return, SetValue, Version
from houselights.submissions.moves import move
from houselights.submissions.papers.tasks import ask_for_paper

REASON_LENGTH = 300


@transaction.atomic
def set_value(
    *,
    organisation: Organisation,
    quarter: str,
    event: int,
    field: str,
    text: str,
    reason: str,
    seen: int,
    by: User | None,
) -> Return:
    """Put a value in the place of what was filled in. `seen` is the edition that the person looked at."""
    found = event_of(organisation, event)
    value = read_value(_field(field), text, vocabularies(), timezone.localdate())
    row = _open(organisation, quarter, seen)
    SetValue.objects.update_or_create(
        of=row,
        event=found,
        field=field,
        defaults={
            "value": value,
            "reason": checked_reason(reason),
            "by_id": by.pk if by else None,
            "at": timezone.now(),
        },
    )
    return _changed(row, "return value set", by, {"event": found.pk, "field": field})


@transaction.atomic
def take_value_back(
    *, organisation: Organisation, quarter: str, event: int, field: str, seen: int, by: User | None
) -> Return:
    """Let the value be what the register, the feed or the quarter before says."""
    found = event_of(organisation, event)
    row = _open(organisation, quarter, seen)
    SetValue.objects.filter(of=row, event=found, field=_field(field).name).delete()
    return _changed(row, "return value taken back", by, {"event": event, "field": field})


@transaction.atomic
def choose_form(*, organisation: Organisation, quarter: str, name: str, seen: int, by: User | None) -> Return:
    """Another form asks for other fields; nothing that people set is lost by it."""
    row = _open(organisation, quarter, seen)
    row.form = form(name).name
    return _changed(row, "return form chosen", by, {"form": name})


@transaction.atomic
def check_return(
    *,
    organisation: Organisation,
    quarter: str,
    mark: str,
    left_open: str = "",
    has_looked: bool = False,
    by: User | None,
) -> Return:
    """Say that the return was looked at: why what is open stays open, and that large differences are right."""
    draft = _draft(organisation, quarter, mark)
    if draft.gaps and not left_open.strip():
        raise WrongUsage(
            f"{_things(len(draft.gaps))} still open.", remedy="Mend them, or say in a sentence why they stay open."
        )
    if draft.large and not has_looked:
        raise WrongUsage(
            f"{_things(len(draft.large), 'difference')} from the quarter before large.",
            remedy="Look at them, and say that they are right.",
        )
    row = draft.row
    row.mark, row.left_open = draft.mark, checked_reason(left_open) if draft.gaps else ""
    return _step(row, "check", by, left_open=len(draft.gaps), large=[each.field for each in draft.large])


@transaction.atomic
def sign_return(*, organisation: Organisation, quarter: str, by: User | None) -> Return:
    """Sign for what was checked; refused where that is no longer what is there."""
    row = _row(organisation, quarter)
    move(row.state, "sign")
    return _step(_draft(organisation, quarter, row.mark).row, "sign", by)


@transaction.atomic
def submit_return(
    *, organisation: Organisation, quarter: str, seconds_taken: int | None = None, by: User | None
) -> Version:
    """Freeze what was signed: from now on nothing changes it."""
    row = _row(organisation, quarter)
    verb = "submit again" if row.pk and row.versions.exists() else "submit"
    move(row.state, verb)
    draft = _draft(organisation, quarter, row.mark)
    row = _step(draft.row, verb, by)
    version = freeze(draft, row, seconds_taken=seconds_taken, by=by)
    row.steps, row.mark = [], ""
    row.save(update_fields=["steps", "mark"])
    transaction.on_commit(lambda: ask_for_paper(version), robust=True)  # who asks for it later has it made, too
    return version


def sign_and_submit(
    *,
    organisation: Organisation,
    quarter: str,
    mark: str,
    left_open: str = "",
    has_looked: bool = False,
    seconds_taken: int | None = None,
    by: User | None,
) -> Version:
    """All three steps by one person, whole or not at all, on figures that follow the register."""
    rebuild(organisation)
    with transaction.atomic():
        check_return(
            organisation=organisation, quarter=quarter, mark=mark, left_open=left_open, has_looked=has_looked, by=by
        )
        sign_return(organisation=organisation, quarter=quarter, by=by)
        return submit_return(organisation=organisation, quarter=quarter, seconds_taken=seconds_taken, by=by)


@transaction.atomic
def amend_return(*, organisation: Organisation, quarter: str, reason: str, by: User | None) -> Return:
    """Make another version, with the reason; the one before stays with the funder until it is submitted."""
    row = _row(organisation, quarter)
    row.reason = checked_reason(reason)
    return _step(row, "amend", by)


@transaction.atomic
def withdraw_return(*, organisation: Organisation, quarter: str, reason: str, by: User | None) -> Return:
    """Take it back from the funder; what was frozen is kept."""
    row = _row(organisation, quarter)
    row.reason = checked_reason(reason)
    return _step(row, "withdraw", by)


def checked_reason(text: str) -> str:
    """One line that says why; WrongUsage for none, and for one that is too long to keep."""
    reason = " ".join(text.split())
    if not reason or len(reason) > REASON_LENGTH:
        raise WrongUsage("A reason is needed.", remedy=f"Say why, in at most {REASON_LENGTH} letters.")
    return reason


def _draft(organisation: Organisation, quarter: str, mark: str) -> Draft:
    """What is there now, if it is what the person saw."""
    _locked(organisation, quarter)
    draft = draft_of(organisation, quarter)
    if draft.mark != mark:
        raise ChangedMeanwhile(
            "The return has changed since you looked at it.", remedy="Look at it again: nothing you gave is lost."
        )
    return draft


def _open(organisation: Organisation, quarter: str, seen: int) -> Return:
    """The row, to be changed; ChangedMeanwhile where somebody else was quicker."""
    quarter_named(quarter)
    row = _locked(organisation, quarter) or Return.objects.create(organisation=organisation, quarter=quarter)
    if row.edition != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this return while you did.", remedy="Look at what is there now, then save again."
        )
    row.state = move(row.state, "change").after
    return row


def _row(organisation: Organisation, quarter: str) -> Return:
    quarter_named(quarter)
    return _locked(organisation, quarter) or Return(organisation=organisation, quarter=quarter)


def _locked(organisation: Organisation, quarter: str) -> Return | None:
    """On PostgreSQL two people take turns at the row; on SQLite all writers do."""
    return Return.objects.select_for_update().filter(organisation=organisation, quarter=quarter).first()


def _changed(row: Return, action: str, by: User | None, detail: Mapping[str, Any]) -> Return:
    row.edition += 1
    row.mark, row.left_open, row.steps = "", "", []
    row.save()
    _record(row, action, by, detail)
    return row


def _step(row: Return, verb: str, by: User | None, **detail: Any) -> Return:
    before, row.state = row.state, move(row.state, verb).after
    row.steps = [*(row.steps if verb not in ("check", "amend", "withdraw") else []), _signature(row, verb, by)]
    row.save()
    _record(row, f"return {row.state if verb != 'amend' else 'to be amended'}", by, {"before": before, **detail})
    return row


def _signature(row: Return, verb: str, by: User | None) -> dict[str, Any]:
    role = role_of(by, row.organisation) if by else "command line"
    return {"step": verb, "by": by.pk if by else None, "role": role or "", "at": timezone.now().isoformat()}


def _record(row: Return, action: str, by: User | None, detail: Mapping[str, Any]) -> None:
    subject = f"return {row.quarter}"
    record(action=action, subject=subject, organisation=row.organisation.slug, by=by, detail=dict(detail))


def _field(name: str) -> Field:
    if name not in FIELDS:
        raise WrongUsage(f"A return has no field “{name}”.", remedy=f"Its fields: {', '.join(FIELDS)}.")
    return FIELDS[name]


def _things(many: int, thing: str = "thing") -> str:
    return f"1 {thing} is" if many == 1 else f"{many} {thing}s are"
