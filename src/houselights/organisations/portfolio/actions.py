"""What an organisation lets a funder see, deadlines and exemptions: one transaction each, with its entry."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import Organisation, User
from houselights.organisations.portfolio.importing import check_is_funder
from houselights.organisations.portfolio.models import Deadline, Exemption, Grant
from houselights.organisations.portfolio.rules import exemptions
from houselights.periods import last_day


@transaction.atomic
def grant_funder(
    *, organisation: Organisation, funder: Organisation, return_lines: bool, audience: bool, by: User | None
) -> Grant | None:
    """What the funder may see from now on, as a new version; the one before ends. Nothing at all is a revocation."""
    _check_lists(funder, organisation)
    before = _in_force(funder, organisation)
    if before and (before.return_lines, before.audience) == (return_lines, audience):
        return before
    if before:
        before.ended_at, before.ended_by = timezone.now(), by
        before.save(update_fields=["ended_at", "ended_by"])
    made = _next(funder, organisation, return_lines, audience, by) if return_lines or audience else None
    if before or made:
        detail = {"funder": funder.slug, "return_lines": return_lines, "audience": audience}
        action = "funder granted" if made else "grant to funder ended"
        subject = f"organisation {funder.pk}"
        record(action=action, subject=subject, organisation=organisation.slug, by=by, detail=detail)
    return made


@transaction.atomic
def set_deadline(*, funder: Organisation, quarter: str, due_on: date, by: User | None) -> Deadline:
    """The last day for a quarter's return; it cannot be before the quarter's own last day."""
    check_is_funder(funder)
    last = last_day(quarter)
    if due_on <= last:
        raise WrongUsage(
            "A return cannot be due before its quarter is over.", remedy=f"Choose a day after {last.isoformat()}."
        )
    deadline, _ = Deadline.objects.update_or_create(funder=funder, quarter=quarter, defaults={"due_on": due_on})
    _record("deadline set", funder, funder, by, quarter=quarter, due_on=due_on.isoformat())
    return deadline


@transaction.atomic
def exempt(*, funder: Organisation, organisation: Organisation, quarter: str, why: str, by: User | None) -> Exemption:
    """This organisation owes no return for the quarter; `why` is a code."""
    _check_lists(funder, organisation)
    last_day(quarter)
    if why not in exemptions():
        raise WrongUsage("That is no reason on the list.", remedy=f"Use one of {', '.join(exemptions())}.")
    made, _ = Exemption.objects.update_or_create(
        funder=funder, organisation=organisation, quarter=quarter, defaults={"why": why}
    )
    _record("exempted", funder, organisation, by, quarter=quarter, why=why)
    return made


@transaction.atomic
def end_exemption(*, funder: Organisation, organisation: Organisation, quarter: str, by: User | None) -> None:
    """The organisation owes the quarter's return again. Safe to repeat."""
    deleted, _ = Exemption.objects.filter(funder=funder, organisation=organisation, quarter=quarter).delete()
    if deleted:
        _record("exemption ended", funder, organisation, by, quarter=quarter)


def _check_lists(funder: Organisation, organisation: Organisation) -> None:
    if not funder.listings.filter(organisation=organisation).exists():
        raise NotFound("There is no such page.")


def _in_force(funder: Organisation, organisation: Organisation) -> Grant | None:
    # The row of the organisation is the lock: two admins granting at once take turns.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return Grant.objects.filter(funder=funder, organisation=organisation, ended_at=None).first()


def _next(funder: Organisation, organisation: Organisation, lines: bool, audience: bool, by: User | None) -> Grant:
    last = Grant.objects.filter(funder=funder, organisation=organisation).first()
    return Grant.objects.create(
        funder=funder,
        organisation=organisation,
        version=last.version + 1 if last else 1,
        return_lines=lines,
        audience=audience,
        granted_at=timezone.now(),
        granted_by=by,
    )


def _record(action: str, funder: Organisation, about: Organisation, by: User | None, **detail: str) -> None:
    record(action=action, subject=f"organisation {about.pk}", organisation=funder.slug, by=by, detail=dict(detail))
