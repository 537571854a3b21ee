"""When does a rule hold, and is a figure too small to mean anything left alone?"""

from datetime import date

import pytest
from msgspec import structs

from houselights.disclosure.released import ReleasedTable
from houselights.errors import NotReleasable
from houselights.measures.catalogue import check_can_be_asked
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.recommendations.asking import period_of, recommended
from houselights.recommendations.rules import MOST, held, rules
from houselights.web.insights.pages import pages

TODAY = date(2026, 11, 27)
RULES = {rule.name: rule for rule in rules()}


def table(*cells: Cell, by: str = "", measure: str = "tickets", total: int | None = None) -> ReleasedTable:
    return ReleasedTable(
        question=Question(measure, of="lyric", by=(by,) if by else ()),
        unit="tickets",
        title="Tickets",
        definition="",
        coded=(),
        cells=cells,
        total=total,
        total_base=0,
        suppressed=0,
        data_as_of="",
        build=1,
    )


def share(numerator: int, denominator: int, label: str = "", code: str | None = None) -> Cell:
    labels = (label,) if label else ()
    return Cell(labels, (code,) if label else (), numerator / denominator, 1, numerator, denominator)


def test_too_few_postcodes_are_said_with_what_is_missing():
    (found,) = held(RULES["postcodes"], table(share(620, 1000)))

    assert found.says == "38% of tickets have no postcode that can be used."
    assert (found.value, found.whole) == (620, 1000)


def test_a_rule_that_does_not_hold_says_nothing():
    assert held(RULES["postcodes"], table(share(900, 1000))) == []
    assert held(RULES["postcodes"], table(share(800, 1000))) == [], "on the line is not beyond it"


@pytest.mark.parametrize("denominator", [1, 199])
def test_a_figure_too_small_to_mean_anything_says_nothing(denominator):
    assert held(RULES["postcodes"], table(share(0, denominator))) == []


def test_a_figure_that_cannot_be_told_says_nothing():
    assert held(RULES["postcodes"], table(Cell((), (), None, 0, 0, 1000))) == []


def test_first_timers_who_have_not_been_back_are_said_by_their_first_event():
    cells = [share(38, 100, "Emma", "7"), share(90, 100, "Hamlet", "8"), share(0, 500, "unknown")]

    (found,) = held(structs.replace(RULES["not_back"], line=0.5), table(*cells, by="first_event"))

    assert (
        found.says == "62% of those whose first event was Emma have not booked again within 12 months: 38 of 100 have."
    )
    assert found.key == "not_back:7"


def test_the_farthest_beyond_the_line_come_first_and_a_few_are_enough():
    cells = [share(10 + number, 100, f"Event {number}", str(number)) for number in range(9)]

    found = held(RULES["weak_ahead"], table(*cells, by="event", measure="pace"))

    assert [each.subject for each in found] == ["0", "1", "2"]
    assert len(found) == MOST


def test_one_measure_stands_on_another_of_the_same_event():
    comps = table(Cell(("Emma",), ("7",), 60, 1), Cell(("Emma",), ("8",), 60, 1), by="event", measure="comps")
    tickets = table(Cell(("Emma",), ("7",), 100, 1), Cell(("Emma",), ("8",), 900, 1), by="event")

    (found,) = held(RULES["comps"], comps, tickets)

    assert found.subject == "7", "two events may have one name"
    assert found.says == "60% of the tickets for Emma were complimentary: 60 of 100."


def test_the_class_that_nobody_sorted_is_a_part_of_all_tickets():
    cells = [Cell(("other",), (None,), 380, 1), Cell(("full",), (None,), 620, 1)]

    (found,) = held(RULES["unsorted_types"], table(*cells, by="price_class", total=1000))

    assert found.says.startswith("38% of tickets are of the class other")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_asks_what_can_be_asked_and_leads_to_a_figure_that_exists(rule):
    by = (rule.by,) if rule.by else ()
    for measure in {rule.measure, rule.of} - {"", "total"}:
        check_can_be_asked(Question(measure, of="lyric", by=by, period=period_of(rule, TODAY)))

    assert rule.figure in {wanted.name for wanted in pages()[rule.page].figures}
    assert rule.says.format(label="Emma", share="", rest="", gap="", value="", whole="")


def test_a_rule_whose_figure_the_gate_does_not_release_says_nothing_and_the_others_stand():
    def ask(question: Question) -> ReleasedTable:
        if question.measure != "postcode_coverage":
            raise NotReleasable("No.")
        return table(share(1, 1000))

    assert [each.rule.name for each in recommended("lyric", TODAY, ask)] == ["postcodes"]
