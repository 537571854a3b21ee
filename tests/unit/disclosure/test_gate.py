"""The gate: refuses before it counts, counts once per build, and tells the ledger of every release."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from msgspec import structs

from houselights.disclosure import gate, known
from houselights.errors import NotFound, NotReleasable, WrongUsage
from houselights.measures.counted import Cell, Counted
from houselights.measures.question import Question

TICKETS = Question("tickets", of="lyric")


@pytest.fixture
def build(monkeypatch):
    """A published build, and the questions that were counted in it."""
    bundle = SimpleNamespace(time_zone="Europe/London")
    warehouse = SimpleNamespace(made=(1, 1, ""), known_from="", bundle=bundle, asked=[], folders=[])

    def opened(folder):
        warehouse.folders.append(folder)
        return warehouse if warehouse.made else None

    def count(question, _):
        warehouse.asked.append(question)
        number = len(warehouse.asked)
        return Counted(
            "tickets", "Tickets", "Counted.", (), (), (Cell((), (), number, 1),), number, 1, "", 1, ("A note.",)
        )

    monkeypatch.setattr(known, "warehouse_of", opened)
    monkeypatch.setattr(gate, "count", count)
    yield warehouse
    gate.forget()


def test_the_same_question_of_the_same_build_is_counted_once(build, tmp_path):
    first, second = (gate.release(TICKETS, home=tmp_path) for _ in range(2))

    assert first is second
    assert build.asked == [TICKETS]


def test_another_question_has_its_own_answer(build, tmp_path):
    gate.release(TICKETS, home=tmp_path)
    gate.release(Question("tickets", of="lyric", by=("month",)), home=tmp_path)

    assert len(build.asked) == 2


def test_a_new_build_is_counted_anew(build, tmp_path):
    old = gate.release(TICKETS, home=tmp_path)
    build.made = (2, 2, "")

    assert gate.release(TICKETS, home=tmp_path).total != old.total


def test_another_home_has_its_own_answers(build, tmp_path):
    one, other = (gate.release(TICKETS, home=tmp_path / name) for name in ("one", "other"))

    assert one.total != other.total


def test_what_was_forgotten_is_counted_anew(build, tmp_path):
    gate.release(TICKETS, home=tmp_path)
    gate.forget()
    gate.release(TICKETS, home=tmp_path)

    assert len(build.asked) == 2


def test_what_is_kept_waits_for_nobody_who_is_still_at_work(build, tmp_path):
    kept = gate.release(TICKETS, home=tmp_path)

    with ThreadPoolExecutor(1) as reader, ExitStack() as others:
        for turn in gate._turns:
            others.enter_context(turn)
        assert reader.submit(gate.release, TICKETS, home=tmp_path).result(timeout=10) is kept


def test_what_is_kept_is_told_without_counting_and_never_to_a_reader_outside(build, tmp_path):
    assert gate.kept(TICKETS, home=tmp_path) is None
    table = gate.release(TICKETS, home=tmp_path)

    assert gate.kept(TICKETS, home=tmp_path) is table
    assert gate.kept(structs.replace(TICKETS, reader="funder"), home=tmp_path) is None
    assert build.asked == [TICKETS]


def test_answers_kept_in_memory_are_limited_and_the_last_asked_stay(build, tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "KEPT", 2)
    months, years = (Question("tickets", of="lyric", by=(name,)) for name in ("month", "financial_year"))

    for question in (TICKETS, months, TICKETS, years, TICKETS, months):
        gate.release(question, home=tmp_path)

    assert build.asked == [TICKETS, months, years, months]


def test_own_figures_are_exact_and_nothing_is_hidden(build, tmp_path):
    table = gate.release(TICKETS, home=tmp_path)

    assert (table.cells, table.total, table.suppressed, table.notes) == ((Cell((), (), 1, 1),), 1, 0, ("A note.",))


def test_the_ledger_hears_of_every_release_also_of_one_from_memory(build, tmp_path):
    heard = []
    ledger = SimpleNamespace(note=heard.append)

    tables = [gate.release(TICKETS, home=tmp_path, ledger=ledger) for _ in range(2)]

    assert heard == tables


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (Question("tickets", of="lyric", reader="public"), NotReleasable),
        (Question("visits", of="lyric"), WrongUsage),
    ],
)
def test_what_is_refused_is_never_counted(build, tmp_path, question, refusal):
    with pytest.raises(refusal):
        gate.release(question, home=tmp_path)

    assert (build.asked, build.folders) == ([], [])


def test_before_the_first_build_it_says_what_to_do(build, tmp_path):
    build.made = None

    with pytest.raises(NotFound, match="no figures of “lyric” yet") as refused:
        gate.release(TICKETS, home=tmp_path)

    assert "sync" in refused.value.remedy


@pytest.mark.parametrize("name", ["", ".", "..", "../grand", "lyric/../grand", "/etc"])
def test_a_name_never_leads_out_of_its_folder(build, tmp_path, name):
    with pytest.raises(NotFound):
        gate.release(Question("tickets", of=name), home=tmp_path)

    assert build.folders == []


AS_AT = Question("tickets", of="lyric", as_at=datetime(2026, 6, 1, 12, tzinfo=UTC))


def test_what_was_known_before_the_first_complete_run_is_refused_with_its_date(build, tmp_path):
    build.known_from = "2026-06-01T12:00:01+00:00"

    with pytest.raises(NotReleasable, match="kept from 1 June 2026, 13:00 on"):
        gate.release(AS_AT, home=tmp_path)

    assert build.asked == []


def test_what_was_known_is_answered_from_the_first_complete_run_on(build, tmp_path):
    build.known_from = "2026-06-01T12:00:00+00:00"

    gate.release(AS_AT, home=tmp_path)

    assert build.asked == [AS_AT]


def test_without_a_complete_run_nothing_earlier_can_be_told(build, tmp_path):
    with pytest.raises(NotReleasable, match="No run has been complete yet"):
        gate.release(AS_AT, home=tmp_path)


def test_a_table_of_very_many_cells_is_not_kept_in_memory(build, tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "LARGEST", 0)

    first, second = (gate.release(TICKETS, home=tmp_path) for _ in range(2))

    assert (first.total, second.total) == (1, 2)


def test_of_large_tables_the_last_alone_is_kept(build, tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "MOST_CELLS", 0)
    other = Question("income", of="lyric")

    asked = [gate.release(each, home=tmp_path).total for each in (TICKETS, TICKETS, other, TICKETS)]

    assert asked == [1, 1, 2, 3]
