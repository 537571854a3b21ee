"""Bring a connection up to date: the whole path, steps 1 to 8 of the house, in one function."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houselights.connections.models import Connection
from houselights.connectors.base import BoxOffice
from houselights.connectors.privacy import Privacy
from houselights.crashing import crash_point
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds.accounting import Accounting
from houselights.feeds.asking_again import ask_again
from houselights.feeds.building import build_and_publish
from houselights.feeds.bundling import landed_files
from houselights.feeds.catalogue import refresh_catalogue
from houselights.feeds.compacting import compact
from houselights.feeds.drafting import draft_what_is_new
from houselights.feeds.known import known_of
from houselights.feeds.landed import customers_to_read, houses_to_count, unlisted
from houselights.feeds.landing import Landing
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import SyncRun
from houselights.feeds.opening import opened
from houselights.feeds.progress import Tracker, Watcher, nobody
from houselights.feeds.reading import Reader, days_since
from houselights.feeds.recording import recorded, who_asked
from houselights.feeds.room import full_disk_told
from houselights.feeds.rules import history_start
from houselights.feeds.schedule import night_of, old_stretch, second_look_from
from houselights.home import Home
from houselights.organisations.queries import organisation_key
from houselights.periods import local_date
from houselights.warehouse.asking import asked_together

LEAP = timedelta(days=2)  # more than a clock is out by before people notice
OVERLAP = timedelta(hours=1)  # changes are read again from this long before a run began: nothing slips between two


@dataclass(frozen=True)
class Extent:
    """How much a run reads: from which day (None: as before), and whether everything again."""

    since: date | None = None
    full: bool = False


def sync(
    *, run: SyncRun, extent: Extent = Extent(), watcher: Watcher = nobody, asked_by: str = "the command line"
) -> SyncRun:
    """Read the box office, land, link, build, publish, notice.

    The run's row tells how it ended, whatever happens; the errors a person can mend are raised after that.
    """
    home, organisation = Home.from_environment(), run.connection.organisation
    tracker = Tracker(run, watcher)
    with (
        full_disk_told(),  # also where not even the run's end could be written
        organisation_lock(home, organisation.slug, who=who_asked(run, asked_by)),
        recorded(run) as accounting,
        full_disk_told(),
        opened(run.connection, tracker) as box_office,
    ):
        run.data_as_of = box_office.now()
        reader = open_reader(home, run, box_office, accounting, tracker)
        with asked_together():
            problem = read_sales(home, reader, extent)
            refresh_catalogue(home, reader)
            crash_point("catalogue.refreshed")
            draft_what_is_new(run.connection)
            customers = customers_to_read(home, reader)
        compact(reader.landing)
        reader.landing.known.moved(landed_files(organisation, run.connection_id))
        whole = None if problem else run
        tracker.step("Building the figures")
        build_and_publish(organisation, home=home, whole=whole, again=extent.full)  # before customers are read
        if problem:
            raise problem
        if customers:
            reader.look_up("customers", customers, "Reading customers")
            tracker.step("Building the figures, with where customers live")
            build_and_publish(organisation, home=home, whole=whole)
    return run


def open_reader(home: Home, run: SyncRun, box_office: BoxOffice, accounting: Accounting, tracker: Tracker) -> Reader:
    """Everything a run needs to read: the organisation's key, what is landed already, a clean landing."""
    connection = run.connection
    landing = Landing(home, connection, run, accounting, known_of(connection, home))
    landing.sweep()
    privacy = Privacy(organisation_key(connection.organisation))
    return Reader(connection, run, box_office, privacy, landing, accounting, tracker)


def read_sales(home: Home, reader: Reader, extent: Extent) -> BoxOfficeUnavailable | None:
    """Events, performances, orders, what only tickets name, houses. What arrived before a failure counts."""
    try:
        reader.read_list("events", "Reading events")
        reader.read_list("performances", "Reading performances")
        read_orders(reader, extent)
        ask_again(reader)
        reader.landing.known.let_go("orders")  # two hundred megabytes, of a large theatre
        for kind in ("events", "performances"):
            reader.look_up(kind, unlisted(home, reader, kind), f"Reading {kind} that are no longer listed")
        reader.look_up("house_counts", houses_to_count(home, reader), "Reading how full houses were")
    except BoxOfficeUnavailable as problem:
        return problem
    return None


def read_orders(reader: Reader, extent: Extent) -> None:
    """History by windows, then what changed since the mark; the mark moves only when both came whole."""
    connection, began = reader.connection, reader.run.data_as_of
    assert began is not None  # the box office's clock was asked before anything was read
    today = local_date(began, connection.organisation.time_zone)
    first_day, mark = start_mark(reader, extent, today, began)
    again_from = first_day if extent.full else second_look_from(connection, began)
    reader.read_history(first_day, today, again_from=again_from, again=old_stretch(connection, again_from))
    if reader.read_changes(mark):
        connection.changes_mark = began - OVERLAP
    else:  # the mark stays: once there is a feed, it tells of all that happened meanwhile, of whatever day it is
        start, end = days_since(read_until(reader, mark, began), today)
        reader.read_history(start, end, again_from=start)
    crash_point("changes.landed")
    connection.looked_again_on = night_of(connection, began)
    connection.save(update_fields=["changes_mark", "looked_again_on"])
    crash_point("mark.moved")


def start_mark(reader: Reader, extent: Extent, today: date, began: datetime) -> tuple[date, datetime]:
    """The first day of history, and the mark to read changes from.

    Both are set before the first window is read, so that a killed run loses nothing between.
    """
    connection = reader.connection
    first_day = connection.history_from or history_start(today)
    first_day = min(first_day, extent.since or first_day)
    mark = connection.changes_mark or began - OVERLAP
    if mark > began:  # the box office's clock was ahead and is right again
        mark, connection.looked_again_on = before_the_leap(connection, began), None
    connection.history_from, connection.changes_mark = first_day, mark
    connection.save(update_fields=["history_from", "changes_mark", "looked_again_on"])
    crash_point("mark.set")
    return first_day, mark


def read_until(reader: Reader, mark: datetime, began: datetime) -> datetime:
    """Up to when windows hold what happened: to the last whole run, or to the mark where clocks make that doubtful."""
    last = reader.connection.runs.filter(state="complete").first()
    known = last.data_as_of if last else None
    return max(mark, known - OVERLAP) if known and known <= began else mark


def before_the_leap(connection: Connection, began: datetime) -> datetime:
    """A mark that a clock put back has not passed over: from the last whole run by our own clock, and two days more."""
    last = connection.runs.filter(state="complete").first()
    return min(last.started_at if last else began, began) - LEAP
