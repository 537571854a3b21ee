"""Open an organisation's box office with its sealed key, within the daily budget; test credentials step by step."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from houselights.connections.actions import store_connection
from houselights.connections.models import Connection
from houselights.connections.queries import secret_of
from houselights.connectors.base import BoxOffice, Credentials, Step
from houselights.connectors.registry import open_box_office
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused, WrongUsage
from houselights.feeds.new_at_source import note_what_is_new
from houselights.feeds.progress import Tracker
from houselights.organisations.models import Organisation, User


@contextmanager
def opened(connection: Connection, tracker: Tracker | None = None) -> Iterator[BoxOffice]:
    """The open box office, with what is left of the day's requests.

    What was spent is written down at the end, and whenever the tracker writes: a killed run has spent it too.
    """
    if not connection.is_connected:
        raise CredentialsRefused(
            "This box office is disconnected: its key was erased.", remedy="Connect it again with a new key."
        )
    credentials = Credentials(
        connection.client,
        connection.login,
        secret_of(connection),
        connection.origin,
        connection.organisation.time_zone,
    )
    with closing(
        open_box_office(
            connection.kind,
            credentials,
            budget=_left_today(connection),
            contact=settings.PUBLIC_URL,
            waits=settings.BOX_OFFICE_WAITS,
        )
    ) as box_office:
        spending = Spending(connection, box_office)
        if tracker:
            tracker.beside.append(spending.write)
        try:
            yield box_office
        finally:
            spending.write()
            note_what_is_new(connection, box_office.new_fields)


@dataclass
class Spending:
    """The requests of one opening, against the day's budget of its connection."""

    connection: Connection
    box_office: BoxOffice
    written: int = 0

    def write(self) -> None:
        """Add what was sent since the last time; a new day begins with it."""
        new, today = self.box_office.requests_made - self.written, timezone.localdate()
        self.written += new
        mine = Connection.objects.filter(pk=self.connection.pk)
        if new and not mine.filter(requests_on=today).update(requests_made=F("requests_made") + new):
            mine.update(requests_on=today, requests_made=new)


def try_credentials(kind: str, credentials: Credentials) -> list[Step]:
    """Every step of testing, up to the first that fails."""
    with closing(
        open_box_office(kind, credentials, contact=settings.PUBLIC_URL, waits=settings.BOX_OFFICE_WAITS)
    ) as box_office:
        return list(box_office.test())


def check_origin(origin: str, *, by_operator: bool) -> None:
    """Organisations choose from the operator's list; a loopback or custom address is the operator's to give."""
    if by_operator or origin in settings.BOX_OFFICE_ORIGINS:
        return
    raise WrongUsage(
        f"{urlsplit(origin).hostname or origin} is not on the list of box-office addresses of this installation.",
        remedy="Ask whoever runs the server to add it to HOUSELIGHTS_BOX_OFFICE_ORIGINS.",
    )


def connect(
    *,
    organisation: Organisation,
    kind: str,
    credentials: Credentials,
    by: User | None,
    history_from: date | None = None,
) -> tuple[list[Step], Connection | None]:
    """Test the credentials step by step and store them sealed if all that is needed passes.

    No connection comes back where a step failed; the steps say which, and what to do.
    """
    steps = try_credentials(kind, credentials)
    if not all(step.passed or step.check in OPTIONAL for step in steps):
        return steps, None
    connection = store_connection(
        organisation=organisation,
        kind=kind,
        client=credentials.client,
        login=credentials.login,
        secret=credentials.secret,
        origin=credentials.origin,
        by=by,
        history_from=history_from,
    )
    connection.runs.filter(was_refused=True).update(was_refused=False)  # the door has just opened
    return steps, connection


OPTIONAL = ("changes",)  # without the feed of changes, windows are read again instead


def check_steps(steps: list[Step]) -> None:
    """Insist: CredentialsRefused (or BoxOfficeUnavailable where it could not be reached) with the step's own remedy."""
    for step in steps:
        if step.passed or step.check in OPTIONAL:
            continue
        error = BoxOfficeUnavailable if step.check == "reachable" else CredentialsRefused
        raise error(step.detail, remedy=step.remedy)


def _left_today(connection: Connection) -> int:
    today = timezone.localdate()
    connection.refresh_from_db(fields=["requests_on", "requests_made"])  # a run may have waited while others spent
    if connection.requests_on != today:
        Connection.objects.filter(pk=connection.pk).update(requests_on=today, requests_made=0)
        return int(settings.DAILY_REQUEST_BUDGET)
    return max(0, settings.DAILY_REQUEST_BUDGET - connection.requests_made)
