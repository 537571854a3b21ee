"""A reader outside has one answer for ever: rounded, frozen with all others of its period, made from what is shown."""

from datetime import date

import pytest

from houselights.disclosure.attacks.made_up_organisation import MemoryLedger, count
from houselights.disclosure.outside import answer_outside, last_day_of
from houselights.disclosure.shapes import dimensions_of
from houselights.errors import NotReleasable
from houselights.measures.question import Question
from houselights.periods import parse_period

LATER, DURING = date(2027, 1, 1), date(2025, 5, 1)
PLAIN = {name: f"{name} 1" for measure in ("tickets", "attendance") for name in dimensions_of(measure)}


def sold(*quantities, quarter="2025-Q1", **about):
    """A person for each quantity, with one order of so many tickets at £5."""
    return [
        {
            **PLAIN,
            "took_part": False,
            "person": f"{quarter} {about} {n}",
            "order": f"{quarter} {about} {n}",
            "quarter": quarter,
            "pence": 500,
        }
        | about
        for n, quantity in enumerate(quantities)
        for _ in range(quantity)
    ]


ROWS = sold(*[2] * 21, discipline="Dance") + sold(3, 1, discipline="Music") + sold(*[1] * 60, discipline="Theatre")


@pytest.fixture
def ask():
    """Asks the same ledger; `rows` are what was sold by then."""
    ledger = MemoryLedger()

    def asked(measure="tickets", *by, rows=ROWS, period="2025-Q1", last_day=LATER, reader="funder"):
        question = Question(measure, of="lyric", by=by, period=parse_period(period), reader=reader)
        return answer_outside(question, lambda each: count(each, rows), last_day=last_day, ledger=ledger)

    asked.ledger = ledger
    return asked


def values(table):
    return {cell.labels: cell.value if cell.state == "value" else cell.state for cell in table.cells}


def test_the_whole_is_rounded_and_says_how_many_people_rounded_too(ask):
    (cell,) = ask().cells

    assert (cell.value, cell.base) == (105, 85)


def test_few_are_hidden_with_one_more_and_the_total_adds_up_what_is_shown(ask):
    table = ask("tickets", "discipline")

    assert values(table) == {("Dance",): "hidden", ("Music",): "hidden", ("Theatre",): 60}
    assert (table.total, table.suppressed) == (60, 2)


def test_what_is_hidden_is_hidden_in_every_measure_and_has_no_base(ask):
    for measure in ("bookers", "customers", "orders", "income", "yield"):
        cells = {cell.labels[0]: cell for cell in ask(measure, "discipline").cells}

        assert {name for name, cell in cells.items() if cell.state == "hidden"} == {"Dance", "Music"}
        assert (cells["Music"].value, cells["Music"].base) == (None, 0)


def test_a_quotient_is_made_of_the_two_figures_that_are_shown(ask):
    (cell,) = ask("yield").cells

    assert (cell.numerator, cell.denominator) == (53000, 105)
    assert cell.value == 53000 / 105


def test_a_quotient_of_nothing_is_not_applicable(ask):
    (cell,) = ask("yield", rows=[]).cells

    assert cell.state == "not applicable"


def test_nothing_at_all_is_a_nought_and_not_hidden(ask):
    (cell,) = ask(rows=[]).cells

    assert (cell.value, cell.state) == (0, "value")


def test_the_same_question_has_the_same_answer_whatever_is_sold_later(ask):
    first = ask("tickets", "discipline")

    assert ask("tickets", "discipline", rows=ROWS * 3) == first
    assert len(ask.ledger.releases) == 1


def test_all_questions_of_a_period_are_answered_from_one_release(ask):
    ask("tickets")

    assert ask("income", "discipline", rows=[]).total is not None
    assert len(ask.ledger.releases) == 1


@pytest.mark.parametrize("reader", ["peers", "public"])
def test_every_reader_outside_has_the_same_figures(ask, reader):
    assert ask("tickets", "discipline", reader=reader).cells == ask("tickets", "discipline").cells


def test_a_period_that_is_not_over_stays_as_it_was_told_until_it_is(ask):
    early = ask(last_day=DURING)

    assert ask(last_day=DURING, rows=ROWS * 3) == early
    assert "not over" in early.notes[-1]
    assert ask(rows=ROWS + sold(*[1] * 40)).cells[0].value == 145
    assert ask(rows=ROWS, last_day=DURING).cells[0].value == 145  # the final one stays, whatever is asked after


def test_a_year_is_the_sum_of_what_its_quarters_were_told_to_be(ask):
    rows = ROWS + sold(*[1] * 48, quarter="2025-Q2", discipline="Dance")

    year = ask("tickets", "discipline", rows=rows, period="2025-26")
    quarters = ask("tickets", "quarter", rows=rows, period="2025-26")

    assert values(year) == {("Dance",): "hidden", ("Music",): "hidden", ("Theatre",): 60}
    assert values(quarters) == {("2025-Q1",): 105, ("2025-Q2",): 50, ("2025-Q3",): 0, ("2025-Q4",): 0}
    assert [each.period for each in ask.ledger.releases] == [*(f"2025-Q{n}" for n in (1, 2, 3, 4)), "2025-26"]


def test_people_of_a_year_are_hidden_where_a_quarters_few_could_be_told_from_them(ask):
    rows = sold(*[1] * 30) + sold(1, 1, 1, quarter="2025-Q2")

    assert ask("bookers", rows=rows, period="2025-26").cells[0].state == "hidden"
    assert ask("bookers", rows=rows, period="2025-Q1").cells[0].value == 30


def test_a_years_months_are_its_quarters_months(ask):
    rows = sold(*[1] * 30, month="2025-04") + sold(*[1] * 40, quarter="2025-Q2", month="2025-07")

    assert values(ask("tickets", "month", rows=rows, period="2025-26")) == {("2025-04",): 30, ("2025-07",): 40}


def test_without_a_ledger_nothing_leaves():
    question = Question("tickets", of="lyric", period=parse_period("2025-Q1"), reader="funder")

    with pytest.raises(NotReleasable, match="written down what has left before"):
        answer_outside(question, lambda each: count(each, ROWS), last_day=LATER, ledger=None)


def test_the_last_day_is_the_organisations_own():
    assert last_day_of("2026-06-30T23:30:00+00:00", "Europe/London") == date(2026, 7, 1)
    assert last_day_of("", "Europe/London") == date.min


def test_a_split_by_places_that_were_not_known_is_refused_for_good(ask):
    """The release is frozen without that table; a list that is loaded later does not change it."""

    def without_places(question):
        if "imd_decile" in question.by:
            raise NotReleasable("Not loaded.", remedy="Load it.")
        return count(question, ROWS)

    by = Question("tickets", of="lyric", by=("imd_decile",), period=parse_period("2025-Q1"), reader="funder")
    with pytest.raises(NotReleasable, match="Deprivation decile was not known"):
        answer_outside(by, without_places, last_day=LATER, ledger=ask.ledger)

    with pytest.raises(NotReleasable, match="Deprivation decile was not known"):
        ask("tickets", "imd_decile")
    assert ask().cells[0].value == 105


def test_a_question_that_cannot_be_counted_for_another_reason_is_no_table_left_out(ask):
    def fails(question):
        raise NotReleasable("No figures.", remedy="Sync.")

    asked = Question("tickets", of="lyric", by=(), period=parse_period("2025-Q1"), reader="funder")
    with pytest.raises(NotReleasable, match="No figures"):
        answer_outside(asked, fails, last_day=LATER, ledger=ask.ledger)
