"""Tells an organisation's admins by mail that their feed has stalled: one mail a day at most, after the commit."""

import logging
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.feeds.models import Finding, SyncRun
from houselights.organisations.models import Organisation, User

log = logging.getLogger(__name__)
_WORDS = """{message}

{remedy}

{address}

Houselights, for {organisation}. You get this because you are an admin there; it comes once a day at most, and
stops by itself when something new arrives.
"""


def tell_of_a_stall(*, run: SyncRun, by: User | None) -> None:
    """Nothing where the run found none, where the server cannot send mail, and where today's mail was sent."""
    organisation, found = run.connection.organisation, run.findings.filter(code="stalled").first()
    if found is None or not settings.MAIL_IS_SET_UP:
        return
    with transaction.atomic():
        mails = _mails(organisation, found)
        if mails and _is_first_today(organisation):
            slug, detail = organisation.slug, {"people": len(mails)}
            record(action="told of a stalled feed", subject=f"run {run.pk}", organisation=slug, by=by, detail=detail)
            transaction.on_commit(lambda: _send(mails))


def _is_first_today(organisation: Organisation) -> bool:
    """Claims the day for this mail: of two runs at once, one sends it."""
    today = timezone.localdate(timezone=ZoneInfo(organisation.time_zone))
    connections = organisation.connections.select_for_update()
    if any(each.stall_told_on == today for each in connections):
        return False
    organisation.connections.update(stall_told_on=today)
    return True


def _mails(organisation: Organisation, found: Finding) -> list[EmailMessage]:
    """One to each admin: nobody learns of the others' addresses."""
    body = _WORDS.format(
        message=found.message,
        remedy=found.remedy,
        address=f"{settings.PUBLIC_URL}/o/{organisation.slug}/box-office/",
        organisation=organisation.name,
    )
    subject = " ".join(f"{organisation.name}: no new sales have arrived".split())  # a header is one line
    admins = organisation.members.filter(role="admin", user__is_active=True).select_related("user")
    return [EmailMessage(subject, body, to=[admin.user.email]) for admin in admins]


def _send(mails: list[EmailMessage]) -> None:
    """A mail server that is away must not fail the run: the finding stays on the page, and tomorrow has its mail."""
    try:
        get_connection().send_messages(mails)
    except OSError as problem:
        log.warning("a mail about a stalled feed could not be sent: %s", type(problem).__name__)
