"""A full sync of the `venue` theatre, beside the same client fetching and parsing the same pages, storing nothing."""

import json
import resource
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

import msgspec

from bench.homes import open_bench_home
from bench.result import Result, seconds

if TYPE_CHECKING:
    from houselights.connections.models import Connection
    from houselights.connectors.base import BoxOffice, Record, Window
    from houselights.home import Home
    from houselights.sandbox.remote import Sandbox

SIZE = "venue"


def main() -> None:
    from houselights.sandbox.running import started_sandbox

    with open_bench_home() as home, started_sandbox(size=SIZE) as sandbox:
        connection = lyric_at(sandbox, home)
        ours = seconds(lambda: full_sync(connection))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        theirs = seconds(lambda: fetch_and_parse(home, connection))
        tickets = connection.organisation.builds.first().tickets
    note = f"{tickets:,} tickets: {ours:.1f} s against {theirs:.1f} s"
    results = [
        Result("full sync / fetching and parsing alone", ours / theirs, 2.0, "times", note),
        Result(
            "full sync, peak memory", memory, 600, "MB", f"{tickets:,} tickets; reached while building, not reading"
        ),
    ]
    print(json.dumps([asdict(result) for result in results]))


def lyric_at(sandbox: "Sandbox", home: "Home") -> "Connection":
    """The Lyric, connected to its theatre, with nothing read."""
    from houselights.connections.actions import store_connection
    from houselights.organisations.actions import add_organisation
    from houselights.warehouse.geography import places

    places.prepare_reference(home.reference)
    account = sandbox.client("lyric")
    lyric = add_organisation(slug="lyric", name="The Lyric", by=None)
    return store_connection(
        organisation=lyric, kind="spektrix", origin=sandbox.origin, by=None, **_credentials(account)
    )


def full_sync(connection: "Connection") -> None:
    """Everything: orders first, then, with all on the register, the customers."""
    from houselights.feeds.actions import sync_now
    from houselights.register.actions import adopt_events

    sync_now(connection=connection, by=None)
    adopt_events(box_office_events=list(connection.catalogue.all()), by=None)
    sync_now(connection=connection, by=None)


def fetch_and_parse(home: "Home", connection: "Connection") -> None:
    """The same requests, four at once, every record parsed as plain JSON."""
    from houselights.feeds.opening import opened
    from houselights.feeds.rules import windows_between
    from houselights.periods import local_date

    connection.refresh_from_db()
    with opened(connection) as box_office:
        today = local_date(box_office.now(), "Europe/London")
        windows = windows_between(connection.history_from, today)
        for _ in range(2):  # both syncs read the lists
            parse(box_office.fetch("events"))
            parse(box_office.fetch("performances"))
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda window: parse_window(box_office, window), windows))
        parse(box_office.look_up("customers", customers_of(home, connection)))


def parse_window(box_office: "BoxOffice", window: "Window") -> None:
    parse(box_office.fetch("orders", window))


def parse(records: Iterable["Record"]) -> None:
    for record in records:
        body = record.body
        msgspec.json.decode(body if isinstance(body, bytes | msgspec.Raw) else body.body)


def customers_of(home: "Home", connection: "Connection") -> list[str]:
    """Everybody whom the sync has read."""
    from houselights.connectors.privacy import Privacy
    from houselights.feeds.bundling import landed_files
    from houselights.organisations.queries import organisation_key
    from houselights.warehouse.store import Engine

    privacy = Privacy(organisation_key(connection.organisation))
    with Engine(home.path) as engine:
        engine.read_landed(home.path, landed_files(connection.organisation))
        rows = engine.rows("select min(customer_reference) from landed_orders group by customer_id")
    return [privacy.open_reference(reference) for (reference,) in rows if reference]


def _credentials(account: dict[str, str]) -> dict[str, str]:
    return {name: account[name] for name in ("client", "login", "secret")}


if __name__ == "__main__":
    main()
