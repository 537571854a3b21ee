"""A landing of any size, made directly: what a first sync of a theatre leaves, without the hours of reading it."""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

if TYPE_CHECKING:
    from houselights.home import Home
    from houselights.organisations.models import Organisation

EVENTS, PERFORMANCES = 460, 2_300

# One customer record in eight is the one before it once more: under another telephone, or without the e-mail address.
PERSON = """json_object(
    'email', case when i % 16 <> 15 then md5('email' || (i - (i % 8 = 7)::int)) end,
    'phone', case when i % 3 > 0 then md5('phone' || i) end,
    'name_postcode', md5('name' || (i - (i % 8 = 7)::int)),
    'surname_initial_postcode', md5('surname' || (i - (i % 8 = 7)::int)),
    'sorted_name_postcode', md5('sorted' || (i - (i % 8 = 7)::int)),
    'sound_initial_postcode', md5('sound' || (i - (i % 8 = 7)::int)),
    'name_sector', md5('sector' || ((i - (i % 8 = 7)::int) % 9999991)),
    'address', md5('address' || (i // 3)),
    'surname_address', md5('home' || (i - (i % 8 = 7)::int))
)"""


def make_lyric(home: "Home", tickets: int) -> "Organisation":
    """The Lyric with so many tickets landed, everything on the register and linked; not built yet."""
    from django.utils import timezone

    from houselights.connections.actions import store_connection, update_catalogue
    from houselights.feeds.models import LandedFile, SyncRun
    from houselights.organisations.actions import add_organisation
    from houselights.register.actions import adopt_events
    from houselights.rows import Event

    lyric = add_organisation(slug="lyric", name="The Lyric", by=None)
    secret = {"client": "lyric", "login": "bench", "secret": "c2VjcmV0", "origin": "http://127.0.0.1:1"}
    connection = store_connection(organisation=lyric, kind="spektrix", by=None, **secret)
    now = timezone.now()
    run = SyncRun.objects.create(
        connection=connection, state="complete", started_at=now, finished_at=now, data_as_of=now
    )
    for kind, (path, rows) in write_landing(home, lyric, connection.pk, tickets).items():
        LandedFile.objects.create(
            connection=connection, run=run, kind=kind, path=str(path.relative_to(home.path)), rows=rows
        )
    attributes = [_attributes(place) for place in range(EVENTS)]
    update_catalogue(
        connection=connection,
        events=[
            Event(f"e{place}", f"Event {place}", None, None, is_on_sale=False, attributes=attributes[place])
            for place in range(EVENTS)
        ],
        venues={},
        performances={},
        held={},
        numbers={},
        seen_at=now,
    )
    adopt_events(box_office_events=list(connection.catalogue.all()), by=None)
    return lyric


def write_landing(home: "Home", lyric: "Organisation", connection: int, tickets: int) -> dict[str, tuple[Path, int]]:
    """Each kind's file, and its rows: three tickets an order, two orders a customer, 62% with a usable postcode."""
    from houselights.warehouse.landed import SCHEMAS

    folder = home.organisation(lyric.slug) / "landing" / str(connection)
    written = {}
    with duckdb.connect() as engine:
        for kind, statement in whole_season(connection, tickets, lyric, engine).items():
            path = folder / kind / "000000001.parquet"
            path.parent.mkdir(parents=True)
            columns = ", ".join(SCHEMAS[kind].names)
            engine.execute(f"copy (select {columns} from ({statement})) to '{path}' (format parquet, compression zstd)")
            written[kind] = path, engine.execute(f"select count(*) from '{path}'").fetchone()[0]  # type: ignore[index]
    return written


def _tokens(lyric: "Organisation") -> pa.Table:
    from houselights.connectors.privacy import Privacy
    from houselights.organisations.queries import organisation_key
    from houselights.sandbox.words import postcodes

    plain = [postcode.replace(" ", "") for catchment in postcodes().values() for postcode in catchment]
    tokens = Privacy(organisation_key(lyric)).postcode_tokens(plain)
    return pa.table({"place": list(range(len(tokens))), "token": tokens})


def _attributes(place: int) -> dict[str, str]:
    types = ("Performance", "Screening", "Exhibition", "Festival")
    forms = ("Drama", "Opera", "Ballet", "Poetry", "Jazz")
    return {
        "IlluminateEventType": types[place % len(types)],
        "IlluminateSubDiscipline": forms[place % len(forms)],
        "IlluminateIsFunded": "Yes" if place % 3 else "No",
    }


def whole_season(
    connection: int, tickets: int, lyric: "Organisation", engine: duckdb.DuckDBPyConnection
) -> dict[str, str]:
    """The statement of each kind's rows."""
    orders = max(1, tickets // 3)
    rows = {"tickets": orders * 3, "orders": orders, "performances": PERFORMANCES, "customers": max(1, orders // 2)}
    every = statements(connection, tickets, reading=1, lyric=lyric, engine=engine)
    return {kind: text.replace("{rows}", f"range({rows[kind]})") for kind, text in every.items()}


def statements(
    connection: int, tickets: int, *, reading: int, lyric: "Organisation", engine: duckdb.DuckDBPyConnection
) -> dict[str, str]:
    """Each kind's rows of `{rows}`, a range of numbers: the same numbers make the same rows."""
    engine.register("tokens", _tokens(lyric))
    every = (
        f"'' || hash(i + 5) as content, 1::int as rules_version, {connection}::bigint as connection_id, "
        f"{reading}::bigint as reading, timestamp '2026-11-01' as seen_at"
    )
    customers = max(1, max(1, tickets // 3) // 2)
    long = "'AQRSTBCDGHJKLMNPQRSTVBCDGHJK'"
    sold = "timestamp_s '2025-06-01' + to_days((hash(i) % 540)::int) + to_minutes((hash(i + 1) % 1440)::int)"
    return {
        "tickets": f"""
            select (i // 3) || {long} as order_id, i || {long} as ticket_id,
                'e' || (hash(i // 3) % {PERFORMANCES} % {EVENTS}) as event_id,
                'p' || (hash(i // 3) % {PERFORMANCES}) as performance_id,
                ['Full Price', 'Concession', 'Child', 'Z Guest Ticket'][1 + (hash(i + 2) % 4)::int] as ticket_type,
                p as original_pence, p as price_pence, 0::bigint as discount_pence, p as total_pence, {every}
            from (select i, ([0, 1200, 1800, 2450, 3200])[1 + (hash(i + 3) % 5)::int]::bigint as p
                  from {{rows}} as r(i))""",
        "orders": f"""
            select i || {long} as order_id, 'c' || (hash(i) % {customers}) || {long} as customer_id,
                'r' || (hash(i) % {customers}) as customer_reference,
                {sold} as first_sold_local, ({sold})::timestamp as first_sold_utc, {every}
            from {{rows}} as r(i)""",
        "performances": f"""
            select 'p' || i as performance_id, 'e' || (i % {EVENTS}) as event_id,
                timestamp_s '2025-06-01 19:30:00' + to_days((hash(i) % 640)::int) as starts_local,
                timestamp '2025-06-01 18:30:00' + to_days((hash(i) % 640)::int) as starts_utc,
                i % 97 = 0 as is_cancelled, 'Main house' as venue_name, '' as venue_postcode, 'Stalls' as plan_name,
                640::int as capacity, {every}
            from {{rows}} as r(i)""",
        "customers": f"""
            select 'c' || i || {long} as customer_id,
                case when token is null then 'missing' else 'known' end as postcode_kind, token as postcode_token,
                '{{}}' as consents, {PERSON} as tokens, {every}
            from {{rows}} as r(i)
            left join tokens
                on tokens.place = case when i % 100 < 62 then (hash(i) % 2000)::bigint else -1 end""",
    }
