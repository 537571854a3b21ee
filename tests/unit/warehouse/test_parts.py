"""A build stands on the one before: what nothing touched is taken over as it lies, the rest is made anew."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.warehouse import grounds, parts, touching
from houselights.warehouse.build import build
from houselights.warehouse.builds import (
    CONTENTS,
    PARTIES,
    TABLES,
    WORKINGS,
    build_folder,
    contents,
    current_tables,
    files_of,
    publish,
    published,
)
from houselights.warehouse.bundle import Bundle, LandedFile
from houselights.warehouse.landed import SCHEMAS, compacted_schema, made_of
from houselights.warehouse.opened import open_build
from houselights.warehouse.store import Engine

from .theatre import SEEN, a_theatre

ORDERS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "organisations" / "lyric"


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """An order, and a dozen more read after it; built and published."""
    begun = a_theatre(tmp_path)
    bundle = msgspec.structs.replace(begun, files=(*begun.files, *an_order(tmp_path, 2, *range(2, 2 + ORDERS))))
    build_and_publish(bundle, tmp_path)
    return bundle


def an_order(home: Path, reading: int, *numbers: int, pence: int = 500) -> tuple[LandedFile, LandedFile]:
    """A reading of orders with a ticket each."""
    order = {"customer_id": "c1", "first_sold_local": datetime(2026, 1, 6)}
    ticket = {"event_id": "e1", "performance_id": "p1", "total_pence": pence}
    orders = [{"order_id": f"o{number}", **order} for number in numbers]
    tickets = [{"order_id": f"o{number}", "ticket_id": f"x{number}", **ticket} for number in numbers]
    return land(home, "orders", reading, orders), land(home, "tickets", reading, tickets)


def land(home: Path, kind: str, reading: int, rows: list[dict[str, Any]]) -> LandedFile:
    path = Path("organisations/lyric/landing/1", kind, f"{reading:09d}.parquet")
    stamped = [{**SEEN, **row, "reading": reading} for row in rows]
    pq.write_table(pa.Table.from_pylist(stamped, schema=SCHEMAS[kind]), home / path)
    return LandedFile(1, kind, path.as_posix(), 1)


def build_and_publish(bundle: Bundle, home: Path, *, whole: bool = False) -> None:
    folder = home / "organisations" / "lyric"
    built = build(bundle, home=home, organisation_folder=folder, areas=None, whole=whole)
    publish(folder, built.number, data_as_of="")


def with_files(bundle: Bundle, *files: LandedFile) -> Bundle:
    return msgspec.structs.replace(bundle, files=(*bundle.files, *files))


def said(folder: Path) -> Any:
    pointer = published(folder)
    assert pointer
    return contents(build_folder(folder, pointer.number))


def sales(folder: Path) -> list[Path]:
    return current_tables(folder)["ticket_sales"]


def pence(folder: Path) -> int:
    return sum(
        row["total_pence"] for path in sales(folder) for row in pq.read_table(path).to_pylist() if not row["seen_until"]
    )


def test_a_part_that_nothing_touched_is_the_same_file_in_the_next_build(tmp_path, folder, bundle, monkeypatch):
    monkeypatch.setattr(parts, "PART", 0)
    (before,) = sales(folder)

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    kept, new = sales(folder)
    assert (kept.stat().st_ino, kept.parent != before.parent) == (before.stat().st_ino, True)
    assert pq.read_metadata(new).num_rows == 1
    assert said(folder).stands_on == 1


def test_a_part_with_a_touched_order_is_written_again_without_what_it_said(tmp_path, folder, bundle):
    before = pence(folder)

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 2, pence=700)), tmp_path)

    assert said(folder).stands_on == 1
    assert pence(folder) == before + 200


def test_a_small_part_is_joined_with_what_comes_so_that_files_stay_few(tmp_path, folder, bundle):
    for reading in (3, 4, 5):
        bundle = with_files(bundle, *an_order(tmp_path, reading, 90 + reading))
        build_and_publish(bundle, tmp_path)

    assert len(sales(folder)) == 1
    assert said(folder).steps == 3


def test_where_files_cannot_be_linked_they_are_copied(tmp_path, folder, bundle, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(parts, "PART", 0)
    monkeypatch.setattr(os, "link", refuse)
    before = pence(folder)

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    assert pence(folder) == before + 500


def test_a_taken_over_part_outlives_the_build_it_was_written_for(tmp_path, folder, bundle, monkeypatch):
    monkeypatch.setattr(parts, "PART", 0)
    before = pence(folder)

    for reading in (3, 4, 5):
        bundle = with_files(bundle, *an_order(tmp_path, reading, 90 + reading))
        build_and_publish(bundle, tmp_path)

    assert not build_folder(folder, 1).exists()
    assert pence(folder) == before + 1500


def test_a_build_killed_half_way_takes_nothing_from_the_one_it_stood_on(tmp_path, folder, bundle, monkeypatch):
    monkeypatch.setattr(parts, "PART", 0)
    later = with_files(bundle, *an_order(tmp_path, 3, 99))
    before = pence(folder)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("houselights.warehouse.build.finish", die)
        with pytest.raises(KeyboardInterrupt):
            build_and_publish(later, tmp_path)
    assert pence(folder) == before

    build_and_publish(later, tmp_path)

    assert pence(folder) == before + 500
    assert [path.name for path in build_folder(folder, 2).parent.iterdir() if path.suffix] == []


def test_a_compacted_landing_has_only_grown(tmp_path, folder, bundle):
    """Also where the file it was compacted into holds something that no build has seen."""
    later = with_files(bundle, *an_order(tmp_path, 3, 99))
    before = pence(folder)
    some = [file for file in later.files if file.kind == "orders"]
    rows = [row for file in some for row in pq.read_table(tmp_path / file.path).to_pylist()]
    path = Path(some[0].path).with_name("000000004.parquet")
    schema = compacted_schema("orders", [file.path for file in some])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / path)
    assert made_of(tmp_path / path) == {file.path for file in some}
    kept = tuple(file for file in later.files if file not in some)

    compacted = LandedFile(1, "orders", path.as_posix(), 1)
    build_and_publish(msgspec.structs.replace(later, files=(*kept, compacted)), tmp_path)

    assert said(folder).stands_on == 1
    assert pence(folder) == before + 500


def test_where_a_landed_file_is_gone_the_build_is_made_whole_and_says_so(tmp_path, folder, bundle):
    left = tuple(file for file in bundle.files if "000000002" not in file.path)

    build_and_publish(msgspec.structs.replace(bundle, files=left), tmp_path)

    assert (said(folder).stands_on, said(folder).whole_because) == (None, "something that was landed is gone")
    assert pence(folder) == 2000


@pytest.mark.parametrize(
    ("changed", "because"),
    [({"rules": "others"}, "the rules changed"), ({"time_zone": "Europe/Dublin"}, "the rules changed")],
)
def test_where_the_rules_changed_the_build_is_made_whole_and_says_so(tmp_path, folder, bundle, changed, because):
    build_and_publish(msgspec.structs.replace(bundle, **changed), tmp_path)

    assert (said(folder).stands_on, said(folder).whole_because) == (None, because)


def test_where_much_changed_the_build_is_made_whole_and_says_so(tmp_path, folder, bundle):
    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, *range(2, 8), pence=700)), tmp_path)

    assert said(folder).whole_because == "too much changed"


def test_a_build_asked_for_whole_is_whole(tmp_path, folder, bundle):
    build_and_publish(bundle, tmp_path, whole=True)

    assert said(folder).whole_because == "it was asked for"


def test_a_damaged_build_is_no_ground(tmp_path, folder, bundle):
    (path,) = sales(folder)
    path.write_bytes(path.read_bytes()[:40])
    before = 2000 + 500 * ORDERS

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    assert said(folder).whole_because == "the build before was damaged"
    assert pence(folder) == before + 500


def test_after_many_steps_a_build_is_made_whole_again(tmp_path, folder, bundle, monkeypatch):
    monkeypatch.setattr(grounds, "MOST_STEPS", 1)
    for reading in (3, 4):
        bundle = with_files(bundle, *an_order(tmp_path, reading, 90 + reading))
        build_and_publish(bundle, tmp_path)

    assert (said(folder).stands_on, said(folder).steps) == (None, 0)


def test_what_two_orders_hold_is_decided_between_them_also_where_only_one_of_them_came_anew(tmp_path, folder, bundle):
    """The newest reading has the ticket: it leaves the order that had it, which was not read again."""
    order = {"order_id": "o99", "customer_id": "c1", "first_sold_local": datetime(2026, 1, 6)}
    ticket = {"order_id": "o99", "ticket_id": "x2", "event_id": "e1", "performance_id": "p1", "total_pence": 900}
    before = pence(folder)

    files = land(tmp_path, "orders", 3, [order]), land(tmp_path, "tickets", 3, [ticket])
    build_and_publish(with_files(bundle, *files), tmp_path)

    assert said(folder).stands_on == 1
    assert pence(folder) == before - 500 + 900


def a_customer(home: Path, reading: int, name: str = "c1", kind: str = "missing") -> LandedFile:
    row = {"customer_id": name, "postcode_kind": kind, "content": kind, "tokens": "{}", "consents": "{}"}
    return land(home, "customers", reading, [row])


def kinds(folder: Path) -> dict[str, str]:
    rows = [row for path in current_tables(folder)["customers"] for row in pq.read_table(path).to_pylist()]
    return {row["customer_id"]: row["postcode_kind"] for row in rows}


@pytest.fixture
def with_customers(tmp_path: Path, bundle: Bundle) -> Bundle:
    (tmp_path / "organisations/lyric/landing/1/customers").mkdir()
    read = with_files(bundle, a_customer(tmp_path, 3))
    build_and_publish(read, tmp_path)
    return read


@pytest.mark.parametrize("table", ["customers", "order_versions"])
def test_who_and_what_is_as_before_lies_where_it_lay(tmp_path, folder, with_customers, table, monkeypatch):
    """Customers whom nothing concerns are not written again, nor are orders."""
    monkeypatch.setattr(parts, "PART", 0)
    before = files_of(build_folder(folder, 2), said(folder))[table]
    orders = {"order_id": "o99", "customer_id": "c9", "first_sold_local": datetime(2026, 1, 6)}

    build_and_publish(with_files(with_customers, land(tmp_path, "orders", 4, [orders])), tmp_path)

    kept, new = files_of(build_folder(folder, 3), said(folder))[table]
    assert [kept.stat().st_ino] == [path.stat().st_ino for path in before]
    assert pq.read_metadata(new).num_rows == 1


def test_of_customers_only_what_came_is_read(tmp_path, folder, with_customers, monkeypatch):
    """What is landed already may be as large as it likes."""
    monkeypatch.setattr(parts, "PART", 0)
    looked_at = []
    write = Engine.make
    monkeypatch.setattr(Engine, "make", lambda engine, name, sql: (write(engine, name, sql), looked(engine, name)))

    def looked(engine: Engine, name: str) -> None:
        if name == "customer_areas":
            looked_at.extend(engine.rows("select customer_id from customer_areas"))

    build_and_publish(with_files(with_customers, a_customer(tmp_path, 4, "c2", "unusable")), tmp_path)

    assert looked_at == [("c2",)]
    assert kinds(folder) == {"c1": "missing", "c2": "unusable"}


def test_what_is_read_of_a_customer_again_goes_before_what_was(tmp_path, folder, with_customers, monkeypatch):
    monkeypatch.setattr(touching, "MOST_TOUCHED", 1)

    build_and_publish(with_files(with_customers, a_customer(tmp_path, 4, kind="unusable")), tmp_path)

    assert said(folder).stands_on == 2
    assert kinds(folder) == {"c1": "unusable"}


def test_where_a_landed_customer_was_altered_the_build_is_made_whole_and_says_so(tmp_path, folder, with_customers):
    """As forgetting would do it: the rows go, the file keeps its name."""
    land(tmp_path, "customers", 3, [])

    build_and_publish(with_files(with_customers, *an_order(tmp_path, 4, 99)), tmp_path)

    assert said(folder).whole_because == "people were found anew"
    assert kinds(folder) == {"c1": "not read yet"}


@pytest.mark.parametrize("table", WORKINGS)
def test_a_build_without_its_workings_is_no_ground(tmp_path, folder, bundle, table):
    for path in files_of(build_folder(folder, 1), said(folder))[table]:
        path.write_bytes(b"damaged")

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    assert said(folder).whole_because == "the build before was damaged"


def test_workings_are_no_tables_that_people_ask_or_take_away(folder, bundle):
    assert set(current_tables(folder)) == set(TABLES)


def test_a_build_that_says_nothing_of_itself_is_read_as_it_is_and_is_no_ground(tmp_path, folder, bundle):
    """As builds were made until they stood on each other: each table one file, and no contents.json."""
    build = build_folder(folder, 1)
    for name, (path, *_) in files_of(build, said(folder)).items():
        path.rename(build / f"{name}.parquet")
    (build / CONTENTS).unlink()

    assert pence(folder) == 2000 + 500 * ORDERS
    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    assert said(folder).whole_because == "the build before was damaged"
    assert pence(folder) == 2000 + 500 * ORDERS + 500


def test_parties_of_tickets_that_nothing_touched_are_the_same_file_too(tmp_path, folder, bundle, monkeypatch):
    monkeypatch.setattr(parts, "PART", 0)
    (before,) = current_tables(folder, PARTIES)[PARTIES]

    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)

    kept, new = current_tables(folder, PARTIES)[PARTIES]
    assert (kept.stat().st_ino, kept.parent != before.parent) == (before.stat().st_ino, True)
    assert [row["tickets"] for row in pq.read_table(new).to_pylist()] == [1]


def test_a_build_of_an_earlier_version_without_parties_answers_and_is_no_ground(tmp_path, folder, bundle):
    lies = build_folder(folder, 1)
    told = msgspec.json.decode((lies / CONTENTS).read_bytes())
    del told["files"][PARTIES]
    (lies / CONTENTS).write_bytes(msgspec.json.encode(told))
    (tickets,) = open_build(folder).rows("select sum(tickets) from parties")[0]

    assert tickets == len([row for path in sales(folder) for row in pq.read_table(path).to_pylist()])
    build_and_publish(with_files(bundle, *an_order(tmp_path, 3, 99)), tmp_path)
    assert said(folder).whole_because == "the build before was damaged"
