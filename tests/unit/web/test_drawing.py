"""Which parts of a released table become bars, and is what has none still told?"""

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.web.insights.drawing import drawn
from houselights.web.insights.parts import is_known, months_of, parts_of


def table(parts: dict[str, int], by: str, measure: str = "tickets", unit: str = "tickets") -> ReleasedTable:
    cells = tuple(Cell((label,), (None,), value, value) for label, value in parts.items())
    return ReleasedTable(
        question=Question(measure, of="lyric", by=(by,)),
        unit=unit,
        title=measure.title(),
        definition="",
        coded=(False,),
        cells=cells,
        total=sum(parts.values()),
        total_base=0,
        suppressed=0,
        data_as_of="",
        build=1,
    )


def test_the_largest_come_first_and_the_unknown_last():
    parts = parts_of(table({"Boston": 5, "unknown": 90, "Lincoln": 30}, "area_local_authority"))

    assert parts == [("Lincoln", 30), ("Boston", 5), ("unknown", 90)]


def test_a_month_without_anything_keeps_its_place():
    parts = parts_of(table({"2027-02": 4, "2026-11": 9}, "month"))

    assert parts == [("2026-11", 9), ("2026-12", 0), ("2027-01", 0), ("2027-02", 4)]


def test_what_has_no_month_comes_after_the_months():
    assert months_of([("unknown", 3), ("2026-11", 9)]) == [("2026-11", 9), ("unknown", 3)]
    assert months_of([("unknown", 3)]) == [("unknown", 3)]
    assert months_of([]) == []


def test_an_event_may_begin_with_the_word_unknown():
    assert is_known("Unknown Pleasures")


def test_the_unknown_has_its_own_bar_however_many_places_there_are():
    places = {f"Place {number:02}": 100 - number for number in range(20)}

    sentence, picture, rest = drawn(table({**places, "unknown": 7}, "area_local_authority"), "area_local_authority")

    assert ">unknown<" in picture
    assert ">Place 07<" in picture
    assert ">Place 08<" not in picture
    assert rest == "12 more local authorities, 1,038 together, are in the table."
    assert "Place 00" in sentence


def test_customers_of_several_events_are_not_added_up():
    events = {f"Event {number}": 10 for number in range(10)}

    assert drawn(table(events, "event", "customers", "records"), "event").rest == "2 more events are in the table."


def test_one_more_is_told_in_the_singular():
    events = {f"Event {number}": 1000 for number in range(9)}

    assert drawn(table(events, "event", "income", "pence"), "event").rest == "1 more event, £10.00, is in the table."


def test_all_that_is_drawn_needs_no_more_words():
    assert drawn(table({"Emma": 3}, "event"), "event").rest == ""


def test_nothing_is_drawn_of_nothing():
    sentence, picture, rest = drawn(table({}, "event_type"), "event_type")

    assert picture == ""
    assert rest == ""
    assert sentence == "There are no tickets in this period yet."
