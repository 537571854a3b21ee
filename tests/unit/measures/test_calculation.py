"""From rows to cells: labels, codes, the total apart, and what is not known last."""

from types import SimpleNamespace

import pytest

from houselights.measures.calculate import count
from houselights.measures.counted import Cell
from houselights.measures.question import Question


class Answering:
    """A warehouse that gives these rows to the first question, and nothing to tell beside."""

    number, data_as_of = 7, "2026-11-20T09:00:00+00:00"

    def __init__(self, *rows, organisation="lyric"):
        self.bundle = SimpleNamespace(organisation=organisation)
        self._answers = iter([list(rows)])

    def rows(self, sql, values=None):
        if "distinct performed_on" in sql:
            return []  # nothing was cancelled
        return next(self._answers, [(0, 0)])

    def once(self, name, sql, values):
        """Nothing stands ready here."""


def test_one_row_without_a_dimension():
    counted = count(Question("lead_days", of="lyric"), Answering((12, 5)))

    assert counted.cells == (Cell((), (), 12, 5),)
    assert (counted.total, counted.total_base, counted.coded) == (12, 5, ())


def test_the_row_without_labels_is_the_total():
    counted = count(
        Question("returned_tickets", of="lyric", by=("month",), dated="return"),
        Answering((None, 3, 2), ("2026-12", 1, 1), ("2026-11", 2, 1)),
    )

    assert counted.cells == (Cell(("2026-11",), (None,), 2, 1), Cell(("2026-12",), (None,), 1, 1))
    assert (counted.total, counted.total_base) == (3, 2)


def test_what_is_not_known_stands_last():
    rows = [
        ("unknown", None, 1, 1),
        ("York", "E06000014", 1, 1),
        ("not read yet", None, 1, 1),
        ("Leeds", "E08000035", 1, 1),
    ]

    counted = count(Question("lead_days", of="lyric", by=("area_local_authority",)), Answering(*rows))

    assert [cell.labels[0] for cell in counted.cells] == ["Leeds", "York", "not read yet", "unknown"]
    assert [cell.codes[0] for cell in counted.cells] == ["E08000035", "E06000014", None, None]


def test_events_of_one_name_are_told_apart_by_their_codes():
    rows = [("Carols", 12, 1, 1), ("Carols", 3, 2, 2)]

    counted = count(Question("lead_days", of="lyric", by=("event",)), Answering(*rows))

    assert [(cell.labels, cell.codes, cell.value) for cell in counted.cells] == [
        (("Carols",), ("12",), 1),
        (("Carols",), ("3",), 2),
    ]
    assert counted.coded == (True,)


def test_the_answer_says_what_it_was_counted_from():
    counted = count(Question("lead_days", of="lyric"), Answering((12, 1)))

    assert (counted.unit, counted.build, counted.data_as_of) == ("days", 7, "2026-11-20T09:00:00+00:00")


def test_a_build_of_another_organisation_is_never_counted():
    with pytest.raises(AssertionError):
        count(Question("lead_days", of="lyric"), Answering((12, 5), organisation="grand"))
