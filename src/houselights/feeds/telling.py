"""Tells an organisation's admins by mail of a stalled feed and of new drafts: each once a day at most, after commit."""

import logging
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from houselights.audit.actions import record
from houselights.connections.models import Connection
from houselights.feeds.models import SyncRun
from houselights.organisations.models import Organisation, User

log = logging.getLogger(__name__)
TOLD = ("stalled", "not-read")  # the box office sells nothing new, or cannot be asked
_STALLED = """{message}

{remedy}

{address}

Houselights, for {organisation}. You get this because you are an admin there; it comes once a day at most, and
stops by itself when something new arrives.
"""
_DRAFTED = """{many} at the box office became {drafts} on the register.

Their sales count already. Complete and confirm them here:

{address}

Houselights, for {organisation}. You get this because you are an admin there; it comes once a day at most. Whether
new events become drafts by themselves is switched on the box office page.
"""


def tell_of_a_stall(*, run: SyncRun, by: User | None) -> None:
    """Of either sort. Nothing where the run found none, where no mail can be sent, and where today's mail was sent."""
    organisation, found = run.connection.organisation, run.findings.filter(code__in=TOLD).first()
    if found is None or not settings.MAIL_IS_SET_UP:
        return
    body = _STALLED.format(
        message=found.message,
        remedy=found.remedy,
        address=f"{settings.PUBLIC_URL}/o/{organisation.slug}/box-office/",
        organisation=organisation.name,
    )
    with transaction.atomic():
        mails = _mails(organisation, "no new sales have arrived", body)
        if mails and _is_first_today(organisation, "stall_told_on"):
            _tell(mails, run, by, "told of a stalled feed", {"people": len(mails)})


def count_drafts(*, connection: Connection, drafts: int) -> None:
    """Remember that so many were made of what is new at the box office, for the next mail."""
    if settings.MAIL_IS_SET_UP:
        Connection.objects.filter(pk=connection.pk).update(drafts_untold=F("drafts_untold") + drafts)


def tell_of_drafts(*, run: SyncRun, by: User | None) -> None:
    """Of all made since the last such mail; what comes after today's waits for tomorrow's."""
    organisation = run.connection.organisation
    if not settings.MAIL_IS_SET_UP:
        return
    with transaction.atomic():
        untold = organisation.connections.aggregate(drafts=Sum("drafts_untold"))["drafts"]
        mails = _mails(organisation, "new events are on the register", _of_drafts(organisation, untold or 0))
        if untold and mails and _is_first_today(organisation, "drafts_told_on"):
            organisation.connections.update(drafts_untold=0)
            _tell(mails, run, by, "told of new drafts", {"people": len(mails), "drafts": untold})


def _of_drafts(organisation: Organisation, many: int) -> str:
    return _DRAFTED.format(
        many=f"{many:,} events that are new" if many != 1 else "An event that is new",
        drafts="drafts" if many != 1 else "a draft",
        address=f"{settings.PUBLIC_URL}/o/{organisation.slug}/events/?quarter=all&only=draft",
        organisation=organisation.name,
    )


def _is_first_today(organisation: Organisation, told_on: str) -> bool:
    """Claims the day for this mail: of two runs at once, one sends it."""
    today = timezone.localdate(timezone=ZoneInfo(organisation.time_zone))
    connections = organisation.connections.select_for_update()
    if any(getattr(each, told_on) == today for each in connections):
        return False
    organisation.connections.update(**{told_on: today})
    return True


def _mails(organisation: Organisation, what: str, body: str) -> list[EmailMessage]:
    """One to each admin: nobody learns of the others' addresses."""
    subject = " ".join(f"{organisation.name}: {what}".split())  # a header is one line
    admins = organisation.members.filter(role="admin", user__is_active=True).select_related("user")
    return [EmailMessage(subject, body, to=[admin.user.email]) for admin in admins]


def _tell(mails: list[EmailMessage], run: SyncRun, by: User | None, action: str, detail: dict[str, int]) -> None:
    """With its entry in the trail; sent once that is committed."""
    slug = run.connection.organisation.slug
    record(action=action, subject=f"run {run.pk}", organisation=slug, by=by, detail=detail)
    transaction.on_commit(lambda: _send(mails))


def _send(mails: list[EmailMessage]) -> None:
    """A mail server that is away must not fail the run: the page says it too, and tomorrow has its mail."""
    try:
        get_connection().send_messages(mails)
    except OSError as problem:
        log.warning("a mail about a feed could not be sent: %s", type(problem).__name__)
