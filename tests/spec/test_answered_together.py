"""Questions that a page asks together have the very answers that each has alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from houselights.disclosure import gate
from houselights.errors import WrongUsage
from houselights.measures import notes
from houselights.measures.catalogue import MEASURES
from houselights.measures.question import Question
from houselights.periods import ALL, Period
from houselights.warehouse.opened import Warehouse
from spec.ledger import SLUG, Ledger

YEAR = Period("2025-26", date(2025, 4, 1), date(2026, 3, 31))
PAIRS = {
    "average_curve": [("event", "days_before")],
    "usual_curve": [("event", "days_before")],
    "retention": [("quarter", "within")],
    "tickets": [("month", "new_or_returning"), ("location", "distance_band")],
    "crossover": [("event", "also_event")],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("together")
    Ledger(1).build(home)
    return home


def questions(period: Period, dated: str, where: Any = ()) -> Iterator[Question]:
    """Every measure in every dimension, in all, and in some pairs."""
    for name, measure in MEASURES.items():
        basis = dated if dated in measure.dated else measure.dated[0]
        for by in [(), *((each,) for each in measure.by), *PAIRS.get(name, [])]:
            yield Question(name, of=SLUG, by=by, period=period, dated=basis, where=where)  # type: ignore[arg-type]


def alone(question: Question, home: Path) -> Any:
    gate.forget()
    try:
        return gate.release(question, home=home)
    except WrongUsage as problem:
        return problem.message


@pytest.mark.parametrize(
    ("period", "dated", "where"),
    [(ALL, "sale", ()), (YEAR, "performance", (("price_class", ("full",)),))],
)
def test_what_is_asked_together_is_what_is_asked_alone(home, period, dated, where, monkeypatch):
    every = list(questions(period, dated, where))
    expected = {each: alone(each, home) for each in every}
    gate.forget()

    gate.prepare(every, home=home)

    statements: list[str] = []
    monkeypatch.setattr(Warehouse, "rows", lambda *args: statements.append(args[1]))
    told = {each: answer for each, answer in expected.items() if not isinstance(answer, str)}
    assert len(told) > 100
    for question, answer in told.items():
        assert gate.release(question, home=home) == answer, (question.measure, question.by)
    assert statements == []


def test_questions_of_the_same_rows_are_one_statement(home, monkeypatch):
    real, statements = Warehouse.rows, []
    monkeypatch.setattr(Warehouse, "rows", lambda self, *args: (statements.append(args[0]), real(self, *args))[1])
    month = [Question(name, of=SLUG, by=("month",)) for name in ("tickets", "income", "average_price", "bookers")]
    people = [Question(name, of=SLUG, by=(name,)) for name in ("frequency", "recency")]
    gate.forget()

    gate.prepare([*month, *people], home=home)

    counted = [sql for sql in statements if "counted_tickets" in sql or "counted_people" in sql]
    # By month: tickets, who arrives. In all: sums, who arrives. And people. Who is behind them is asked beside these.
    assert len(counted) == 5


def test_what_cannot_be_told_does_not_keep_the_rest_from_being_prepared(home):
    gate.forget()
    can_be, cannot = Question("tickets", of=SLUG), Question("tickets", of=SLUG, by=("within",))

    gate.prepare([cannot, can_be], home=home)

    assert gate.release(can_be, home=home).total
    with pytest.raises(WrongUsage):
        gate.release(cannot, home=home)


def test_a_moment_before_anything_was_known_is_refused_though_the_rest_was_prepared(home):
    early = Question("tickets", of=SLUG, as_at=datetime(2001, 1, 1, tzinfo=UTC))

    gate.prepare([Question("tickets", of=SLUG), early], home=home)

    with pytest.raises(WrongUsage):
        gate.release(early, home=home)


def test_nothing_exact_is_prepared_for_a_reader_outside(home):
    gate.forget()

    gate.prepare([Question("tickets", of=SLUG, period=YEAR, reader="funder")], home=home)

    assert not gate._released


@pytest.mark.parametrize("measure", [name for name, each in MEASURES.items() if each.grain == "tickets"])
def test_without_who_is_behind_each_part_the_figures_are_the_same(home, measure):
    counts_others = "count(distinct customer)" in MEASURES[measure].sql
    where = (("price_class", ("full",)),), (("weekday", ("Saturday",)),), ()
    for by, part in [
        *(((each,), ()) for each in MEASURES[measure].by),
        *((("event", "lead_band"), each) for each in where),
        (("location", "distance_band"), ()),
        (("distance_band",), (("event_type", ("Performance",)),)),
    ]:
        asked = Question(measure, of=SLUG, by=by, period=YEAR, where=part)
        if isinstance(full := alone(asked, home), str):
            continue

        bare = gate.release(structs.replace(asked, bases=False), home=home)

        assert [(cell.labels, cell.value) for cell in bare.cells] == [(cell.labels, cell.value) for cell in full.cells]
        assert (bare.total, bare.total_base) == (full.total, full.total_base)
        if counts_others and len(bare.cells) > 1:
            assert {cell.base for cell in bare.cells} == {0}


def test_for_readers_outside_it_is_always_counted_who_is_behind(home):
    with pytest.raises(AssertionError):
        gate.release(Question("tickets", of=SLUG, by=("event",), reader="funder", bases=False), home=home)


@pytest.mark.parametrize("by", ["area_local_authority", "distance_band"])
def test_without_who_is_behind_each_part_as_much_is_noted(home, by):
    asked = Question("tickets", of=SLUG, by=(by,), period=YEAR)
    found = []
    for bases in (False, True):
        gate.forget()
        notes._TOLD.clear()
        found.append(gate.release(structs.replace(asked, bases=bases), home=home).notes)

    assert found[0] == found[1]
    assert any("whose place is unknown" in note for note in found[0])
