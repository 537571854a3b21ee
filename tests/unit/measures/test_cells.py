"""Do rows of the engine become cells, the total told apart, labels in the order people expect?"""

from msgspec import structs

from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.cells import cells_of, in_order
from houselights.measures.counted import Cell

RETURNED, YIELD, CROSSOVER = MEASURES["returned_tickets"], MEASURES["yield"], MEASURES["crossover"]
EVENT, MONTH = DIMENSIONS["event"], DIMENSIONS["month"]


def test_no_rows_are_no_cells():
    assert cells_of([], RETURNED, [MONTH]) == []


def test_the_row_without_labels_is_the_total():
    assert cells_of([("2026-11", 2, 1), (None, 5, 3)], RETURNED, [MONTH]) == [
        Cell(("2026-11",), (None,), 2, 1),
        Cell((), (), 5, 3),
    ]


def test_a_row_with_one_of_two_labels_is_a_part_of_what_is_not_known():
    (cell,) = cells_of([(None, None, "2026-11", 2, 1)], RETURNED, [EVENT, MONTH])

    assert cell == Cell(("unknown", "2026-11"), (None, None), 2, 1)


def test_where_the_total_is_asked_apart_no_row_is_one():
    assert cells_of([(None, None, 2, 1)], CROSSOVER, [EVENT]) == [Cell(("unknown",), (None,), 2, 1)]


def test_codes_are_text_and_a_ratio_has_its_two_sides():
    assert cells_of([("Emma", 3, 0.5, 9, 1, 2)], YIELD, [EVENT]) == [Cell(("Emma",), ("3",), 0.5, 9, 1, 2)]
    assert cells_of([(0.5, 9, 1, 2)], YIELD, []) == [Cell((), (), 0.5, 9, 1, 2)]


def test_equal_texts_are_one_in_memory():
    one, other = cells_of([("".join(("Em", "ma")), 3, 1, 1), ("".join(("E", "mma")), 4, 1, 1)], RETURNED, [EVENT])

    assert one.labels[0] is other.labels[0]


def test_cells_stand_by_label_then_code_and_the_unknown_last():
    names = (("unknown", None), ("Emma", "4"), ("Jazz", "1"), ("Emma", "10"), ("not read yet", None))
    cells = [Cell((label,), (code,), 1, 1) for label, code in names]

    assert [(*cell.labels, *cell.codes) for cell in in_order(cells, [EVENT])] == [
        ("Emma", "10"),
        ("Emma", "4"),
        ("Jazz", "1"),
        ("not read yet", None),
        ("unknown", None),
    ]


def test_a_dimension_with_an_order_of_its_own_is_in_it_and_the_next_decides_within():
    ordered = structs.replace(MONTH, values=("late", "early"))
    cells = [Cell(labels, (None, None), 1, 1) for labels in (("early", "b"), ("late", "b"), ("early", "a"))]

    assert [cell.labels for cell in in_order(cells, [ordered, MONTH])] == [
        ("late", "b"),
        ("early", "a"),
        ("early", "b"),
    ]


def test_days_before_stand_by_size():
    cells = [Cell((label,), (None,), 1, 1) for label in ("10", "9", "-1", "unknown")]

    assert [cell.labels[0] for cell in in_order(cells, [DIMENSIONS["days_before"]])] == ["-1", "9", "10", "unknown"]
