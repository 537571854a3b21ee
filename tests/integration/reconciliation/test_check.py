"""Check agrees with what is true, and never with what was damaged or falsified."""

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from houselights.connections.models import BoxOfficeEvent, BoxOfficePerformance
from houselights.errors import AlreadyRunning
from houselights.feeds.actions import rebuild
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import LandedFile
from houselights.feeds.queries import waiting
from houselights.home import Home
from houselights.organisations.actions import add_organisation
from houselights.organisations.models import Organisation
from houselights.reconciliation.check import check
from houselights.reconciliation.comparison import Comparison
from houselights.register.actions import link_event
from houselights.register.models import Link
from houselights.warehouse.builds import PARTIES, current_tables


def disagreeing(organisation: Organisation) -> list[Comparison]:
    return [comparison for comparison in check(organisation) if not comparison.agrees]


def whats(organisation: Organisation) -> set[str]:
    return {comparison.what for comparison in disagreeing(organisation)}


def table_of(home: Home, organisation: Organisation, name: str) -> Path:
    (path,) = current_tables(home.organisation(organisation.slug))[name]
    return path


def falsify(path: Path, column: str, value: Any, *, rows: int = 1) -> None:
    """The first rows of a file say something else; everything about the file stays well formed."""
    table = pq.read_table(path)
    place = table.schema.get_field_index(column)
    changed = pa.concat_arrays(
        [pa.array([value] * rows, table.schema.field(place).type), table[column].combine_chunks()[rows:]]
    )
    pq.write_table(table.set_column(place, table.schema.field(place), changed), path)


@pytest.fixture(autouse=True)
def fresh_eyes(lyric: Organisation, home: Home) -> None:
    """As another process sees it: nothing that an earlier test released is remembered."""
    os.utime(table_of(home, lyric, "events").with_name("bundle.json"))


def landed(home: Home, organisation: Organisation, kind: str) -> Path:
    """The largest file of a kind."""
    file = LandedFile.objects.filter(connection__organisation=organisation, kind=kind).order_by("-rows").first()
    assert file
    return home.path / file.path


def test_what_landed_what_is_counted_and_what_is_shown_agree(lyric, sandbox):
    found = check(lyric)

    assert [comparison for comparison in found if not comparison.agrees] == []
    truth = sandbox.ledger("lyric")
    everything = [each.left for each in found if each.of == "everything"]
    assert everything == [truth["tickets"], truth["pence"]]


def test_every_linked_performance_is_compared_in_tickets_and_pence(lyric, sandbox):
    found = [each for each in check(lyric) if each.of.startswith("performance ")]

    (unlinked,) = BoxOfficeEvent.objects.exclude(box_office_id__in=lyric.events.values("links__box_office_id"))
    truth = [
        each
        for each in sandbox.ledger("lyric")["performances"]
        if each["tickets"] and each["event"] != unlinked.box_office_id
    ]
    assert len(found) == 2 * len(truth)
    assert sum(each.right for each in found if each.what.startswith("tickets")) == sum(
        each["tickets"] for each in truth
    )
    assert any("cancelled" in each.of for each in found)


def test_what_waits_is_compared_with_what_landed(lyric):
    waits = next(each for each in check(lyric) if each.of == "unlinked box-office events and performances")

    assert waits.agrees
    assert waits.left > 0


def test_performances_that_a_narrowed_link_leaves_out_wait_to_the_ticket(lyric):
    link, sold = next(
        (link, rows)
        for link in Link.objects.select_related("event").order_by("id")
        if len(rows := _sold_performances(link)) > 1
    )
    before = waiting(lyric)
    found = BoxOfficeEvent.objects.get(box_office_id=link.box_office_id)
    link_event(event=link.event, box_office_event=found, performance_ids=[sold[0].performance_id], by=None)

    for built in (False, True):
        if built:
            assert rebuild(lyric)
        found = check(lyric)
        assert [comparison for comparison in found if not comparison.agrees] == []
    waits = next(each for each in found if each.of == "unlinked box-office events and performances")
    assert waits.left == before.tickets + sum(row.tickets for row in sold[1:])


def _sold_performances(link):
    rows = BoxOfficePerformance.objects.filter(box_office_event__box_office_id=link.box_office_id)
    return list(rows.filter(tickets__gt=0))


def test_an_organisation_without_data_disagrees_about_nothing(db, home):
    empty = add_organisation(slug="empty", name="Empty", by=None)

    found = check(empty)

    assert all(comparison.agrees for comparison in found)


def test_a_ticket_missing_from_the_warehouse_is_seen(lyric, home):
    path = table_of(home, lyric, "ticket_sales")
    pq.write_table(pq.read_table(path)[1:], path)

    assert "tickets, landing against warehouse" in whats(lyric)


def test_a_ticket_counted_twice_in_the_warehouse_is_seen(lyric, home):
    path = table_of(home, lyric, "ticket_sales")
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table[:1]]), path)

    assert "tickets, landing against warehouse" in whats(lyric)


def test_a_penny_too_much_in_the_warehouse_is_seen_at_its_performance(lyric, home):
    path = table_of(home, lyric, "ticket_sales")
    paid = pq.read_table(path)["total_pence"][0].as_py()

    falsify(path, "total_pence", paid + 1)

    found = disagreeing(lyric)
    assert any(each.of.startswith("performance ") and each.right - each.left == 1 for each in found)
    assert {each.what.split(",")[0] for each in found} == {"pence", "parties"}


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("performance_number", 999_999, "tickets, landing against warehouse"),
        ("event_id", 999_999, "tickets, landing against warehouse"),
        ("is_cancelled", True, "tickets, landing against warehouse"),
        ("performance_month", "1999-01", "parties, of tickets against kept"),
        ("is_comp", True, "parties, of tickets against kept"),
    ],
)
def test_tickets_moved_elsewhere_in_the_warehouse_are_seen(lyric, home, column, value, what):
    falsify(table_of(home, lyric, "ticket_sales"), column, value, rows=3)

    assert what in whats(lyric)


@pytest.mark.parametrize(("column", "value"), [("performance_month", "1999-01"), ("tickets", 77)])
def test_parties_that_say_something_else_than_their_tickets_are_seen(lyric, home, column, value):
    (path, *_) = current_tables(home.organisation(lyric.slug), PARTIES)[PARTIES]
    falsify(path, column, value)

    assert {"parties, of tickets against kept", "tickets, landing against released"} <= whats(lyric)


def test_parties_of_another_event_than_their_tickets_are_seen(lyric, home):
    (path, *_) = current_tables(home.organisation(lyric.slug), PARTIES)[PARTIES]
    falsify(path, "event_id", 999_999)

    assert "parties, of tickets against kept" in whats(lyric)


def test_an_event_missing_from_the_warehouse_is_seen_in_what_is_released(lyric, home):
    path = table_of(home, lyric, "events")
    table = pq.read_table(path)
    sold = pq.read_table(table_of(home, lyric, "ticket_sales"))["event_id"][0]
    pq.write_table(table.filter(pc.not_equal(table["event_id"], sold)), path)

    assert "tickets, warehouse against released" in whats(lyric)


def test_a_falsified_landed_price_is_seen(lyric, home):
    falsify(landed(home, lyric, "tickets"), "total_pence", 123_456_789)

    assert {"pence, box-office list against landing", "pence, landing against warehouse and not linked"} <= whats(lyric)


def test_rows_taken_out_of_a_landed_file_are_seen(lyric, home):
    path = landed(home, lyric, "tickets")
    pq.write_table(pq.read_table(path)[:-1], path)

    assert whats(lyric) == {"rows, landed against readable"}


@pytest.mark.parametrize("kind", ["orders", "tickets", "performances", "events", "customers"])
def test_a_landed_file_that_is_gone_is_named(lyric, home, kind):
    path = landed(home, lyric, kind)
    path.unlink()

    found = disagreeing(lyric)

    assert found[0] == Comparison(
        "files, expected against readable", path.relative_to(home.path).as_posix(), left=1, right=0
    )


def test_a_landed_file_that_is_damaged_in_the_middle_is_named(lyric, home):
    path = landed(home, lyric, "tickets")
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 64] = b"\xff" * 64
    path.write_bytes(content)

    assert disagreeing(lyric) != []


@pytest.mark.parametrize("name", ["ticket_sales", "performances", "events", "customers"])
@pytest.mark.parametrize("damage", ["gone", "cut", "words"])
def test_a_table_of_the_warehouse_that_cannot_be_read_is_named(lyric, home, name, damage):
    path = table_of(home, lyric, name)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:100] if damage == "cut" else b"not a table")

    (found,) = disagreeing(lyric)

    assert found.of.startswith(f"table {name} of build")


@pytest.mark.parametrize("name", ["current", "bundle.json"])
def test_a_build_that_nothing_points_at_is_seen(lyric, home, name):
    folder = home.organisation("lyric") / "warehouse"
    path = folder / name if name == "current" else table_of(home, lyric, "events").with_name(name)
    path.write_text("nonsense")

    assert whats(lyric) == {"build, published against present"}


def test_a_box_office_list_that_was_edited_is_seen(lyric):
    row = BoxOfficeEvent.objects.order_by("-tickets").first()
    BoxOfficeEvent.objects.filter(pk=row.pk).update(tickets=row.tickets + 1)

    assert "tickets, box-office list against landing" in whats(lyric)


def test_the_shape_that_scripts_read(lyric):
    shape = check(lyric)[0].as_json()

    assert list(shape) == ["what", "of", "left", "right", "agrees"]


def test_a_run_that_writes_meanwhile_is_told_and_not_taken_for_an_error(lyric, home):
    with organisation_lock(home, "lyric", who="run 7"), pytest.raises(AlreadyRunning, match="run 7"):
        check(lyric)
