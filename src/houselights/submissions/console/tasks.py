"""The console's background work: every night, and when a funder asks, a look at what returns still lack; reminders."""

import logging

from django.core.mail import get_connection
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from houselights.errors import HouselightsError
from houselights.organisations.models import Organisation, User
from houselights.periods import quarter_of
from houselights.submissions.console.actions import look_at_all, reminders
from houselights.submissions.console.figures import collect, release_figures
from houselights.submissions.console.queries import console_of
from houselights.submissions.drafting import quarter_before

log = logging.getLogger(__name__)


@db_task()
def look_again(funder: int, quarter: str) -> None:
    """Count what the portfolio's returns lack now."""
    look_at_all(funder=Organisation.objects.get(pk=funder), quarter=quarter)


@db_periodic_task(crontab(hour="4", minute="20"))
def look_every_night() -> None:
    """The quarter that was over last is the one that funders wait for: what is open, and who contributes."""
    quarter = quarter_before(quarter_of(timezone.localdate()))
    for funder in Organisation.objects.filter(kind="funder"):
        look_at_all(funder=funder, quarter=quarter)
        collect(funder=funder, quarter=quarter)


@db_task()
def remind(funder: int, quarter: str, by: int) -> None:
    """Send the reminders. A mail server that is away costs nothing: the funder may remind again."""
    holder = Organisation.objects.get(pk=funder)
    console = console_of(holder, quarter, timezone.localdate())
    try:
        get_connection().send_messages(reminders(funder=holder, console=console, by=User.objects.get(pk=by)))
    except OSError as problem:
        log.warning("reminders to a portfolio could not be sent: %s", type(problem).__name__)


@db_task()
def release_again(funder: int, quarter: str, by: int) -> None:
    """Collect what everybody contributes, then release it; a refusal stands on the page, which counts for itself."""
    holder = Organisation.objects.get(pk=funder)
    collect(funder=holder, quarter=quarter)
    try:
        release_figures(funder=holder, quarter=quarter, by=User.objects.get(pk=by))
    except HouselightsError as problem:
        log.warning("figures of a portfolio were not released: %s", type(problem).__name__)
