"""The two theatres' feeds as a soak drives them: runs that fail and go on, and what must be true afterwards."""

from contextlib import suppress
from datetime import date, timedelta

from django.conf import settings

from houselights.connections.actions import store_connection
from houselights.connections.models import Connection
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds import schedule
from houselights.feeds.actions import sync_now
from houselights.feeds.models import SyncRun
from houselights.home import Home
from houselights.organisations.actions import add_organisation
from houselights.reconciliation.check import check
from houselights.register.actions import adopt_events
from houselights.register.queries import unlinked_box_office
from houselights.sandbox.remote import Sandbox
from houselights.warehouse.opened import open_build

Figures = dict[str, tuple[int, int]]


def connected(client: str, sandbox: Sandbox, *, slug: str = "") -> Connection:
    """A new organisation at the theatre of that name."""
    account = sandbox.client(client)
    given = {name: account[name] for name in ("client", "login", "secret")}
    organisation = add_organisation(slug=slug or client, name=client.title(), by=None)
    first = date.today() - timedelta(days=400)
    return store_connection(
        organisation=organisation, kind="spektrix", origin=sandbox.origin, by=None, history_from=first, **given
    )


def run(connection: Connection) -> SyncRun:
    """One run, however it ends, as long as it ends for a reason that passes."""
    connection = Connection.objects.get(pk=connection.pk)
    with suppress(BoxOfficeUnavailable):
        sync_now(connection=connection, by=None)
    ended = connection.runs.first()
    assert ended is not None
    assert ended.state in ("complete", "incomplete")
    return ended


def a_night_passes(connection: Connection) -> None:
    """The next run has its second look at the last weeks."""
    Connection.objects.filter(pk=connection.pk).update(looked_again_on=None)


def a_round_of_nights_passes(connection: Connection) -> None:
    """Every window has been read again, each night a stretch; the box office is well."""
    for _ in range(schedule.ROUND):
        a_night_passes(connection)
        assert run(connection).state == "complete"


def adopt_all(connection: Connection) -> None:
    waiting = [each for each in unlinked_box_office(connection.organisation) if each.connection_id == connection.pk]
    adopt_events(box_office_events=waiting, by=None)


def figures(connection: Connection) -> Figures:
    """{performance: (tickets, pence)} of the published build."""
    warehouse = open_build(Home(settings.HOME.path).organisation(connection.organisation.slug))
    assert warehouse
    rows = warehouse.rows(
        "select performance_id, count(*), cast(sum(total_pence) as bigint) "
        "from ticket_sales inner join performances using (performance_number) "
        "where seen_until is null group by performance_id"
    )
    return {performance: (tickets, pence) for performance, tickets, pence in rows}


def truth(connection: Connection, sandbox: Sandbox) -> Figures:
    """The same of the box office's own ledger."""
    listed = sandbox.ledger(connection.client)["performances"]
    return {each["performance"]: (each["tickets"], each["pence"]) for each in listed if each["tickets"]}


def disagreements(connection: Connection) -> list[str]:
    """What `check` would say of the organisation."""
    return [f"{each.what} of {each.of}" for each in check(connection.organisation) if not each.agrees]
