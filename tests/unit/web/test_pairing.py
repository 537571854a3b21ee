"""Which cells of two periods stand beside each other?"""

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.web.insights.pairing import paired


def table(period: str, by: str, cells: dict[str, int], codes: dict[str, str] | None = None) -> ReleasedTable:
    return ReleasedTable(
        question=Question("tickets", of="lyric", by=(by,), period=parse_period(period)),
        unit="tickets",
        title="Tickets",
        definition="",
        coded=(codes is not None,),
        cells=tuple(Cell((label,), ((codes or {}).get(label),), value, value) for label, value in cells.items()),
        total=sum(cells.values()),
        total_base=0,
        suppressed=0,
        data_as_of="",
        build=1,
    )


def shown(pairs):
    return [(cell.labels[0], cell.value, before and before.value) for cell, before in pairs]


def test_months_meet_by_their_place_in_the_period():
    now = table("2026-Q3", "month", {"2026-10": 5, "2026-11": 7})
    before = table("2025-Q3", "month", {"2025-10": 4, "2025-12": 9, "unknown": 1})

    assert shown(paired(now, before)) == [
        ("2026-10", 5, 4),
        ("2026-11", 7, None),
        ("2026-12", None, 9),
        ("unknown", None, 1),
    ]


def test_what_is_there_no_more_is_not_left_out():
    now = table("2026-Q3", "event_type", {"Festival": 5})
    before = table("2025-Q3", "event_type", {"Festival": 4, "Screening": 9})

    assert shown(paired(now, before)) == [("Festival", 5, 4), ("Screening", None, 9)]


def test_two_events_of_one_name_do_not_meet():
    now = table("2026-Q3", "event", {"Emma": 5}, {"Emma": "2"})
    before = table("2025-Q3", "event", {"Emma": 4}, {"Emma": "1"})

    assert shown(paired(now, before)) == [("Emma", 5, None), ("Emma", None, 4)]


def test_nothing_stands_beside_one_period_alone():
    assert shown(paired(table("all", "event_type", {"Festival": 5}), None)) == [("Festival", 5, None)]
