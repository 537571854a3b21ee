"""The doctor looks at an organisation's box offices: every step from the network to the newest order."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from msgspec.structs import replace

from houselights.connections.models import Connection
from houselights.connections.queries import events_on_sale, secret_of
from houselights.connectors.base import Step
from houselights.errors import HomeProblem
from houselights.feeds.opening import OPTIONAL, opened
from houselights.feeds.queries import latest_complete_run
from houselights.feeds.rules import is_stalled
from houselights.organisations.models import Organisation
from houselights.reconciliation.doctor import rules
from houselights.reconciliation.doctor.checked import Checked


def box_offices(organisation: Organisation) -> Iterator[Checked]:
    """The checks of each connection; one line for one that was disconnected, or where there is none."""
    for connection in organisation.connections.all():
        for found in _checks(connection):
            yield replace(
                found,
                organisation=organisation.slug,
                connection=connection.pk,
                remedy=found.remedy.replace("ORG", organisation.slug),
            )
    if not organisation.connections.exists():
        remedy = f"Connect one: houselights connect {organisation.slug} spektrix …"
        yield Checked("connected", True, "No box office is connected.", remedy, organisation.slug)


def _checks(connection: Connection) -> Iterator[Checked]:
    if not connection.is_connected:
        yield Checked("connected", True, "Disconnected: what was read is kept, and nothing new arrives.")
        return
    try:
        secret_of(connection)
    except HomeProblem as problem:
        yield Checked("sealed-key", False, problem.message, f"{problem.remedy} Or connect again with a new key.")
        return
    with opened(connection) as box_office:
        yield from (_of_step(step) for step in box_office.test())
    yield from _feed(connection)


def _of_step(step: Step) -> Checked:
    """What is not needed may be absent: it is said, and nothing has to be mended."""
    return Checked(step.check, step.passed or step.check in OPTIONAL, step.detail, step.remedy)


def _feed(connection: Connection) -> Iterator[Checked]:
    now, newest_run = timezone.now(), connection.runs.exclude(finished_at=None).first()
    complete = latest_complete_run(connection)
    failure = newest_run.failure if newest_run and newest_run.state in ("failed", "incomplete") else ""
    yield rules.last_run(complete.finished_at if complete else None, failure, now)
    yield rules.windows(connection.windows.filter(is_complete=False).count())
    newest = connection.catalogue.aggregate(newest=Max("last_sold_at"))["newest"]
    stalled = is_stalled(newest, now, days=settings.STALLED_DAYS) and events_on_sale(connection) > 0
    was_stalled = newest_run is not None and newest_run.findings.filter(code="stalled").exists()
    yield rules.newest_order(newest, is_stalled=stalled or was_stalled)
    yield rules.set_aside(connection.set_aside.count())
    connection.refresh_from_db(fields=["requests_on", "requests_made"])
    made = connection.requests_made if connection.requests_on == timezone.localdate() else 0
    yield rules.budget(made, settings.DAILY_REQUEST_BUDGET)
