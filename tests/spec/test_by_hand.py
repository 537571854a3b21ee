"""Every measure equals an independent calculation in plain Python over the sandbox's ledger, in every dimension."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from houselights.disclosure.gate import release
from houselights.disclosure.released import ReleasedTable
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.question import Question
from houselights.periods import ALL, Period, financial_year_of, month_of, months_before, quarter_of
from spec import made_up_places as made_up
from spec.by_hand import OF_TICKETS, Asking, ByHand, counted_by_hand, day_of, share
from spec.curves_by_hand import Stages
from spec.ledger import SLUG, TODAY
from spec.segments_by_hand import segments

SEEDS = (1, 2, 3)
YEAR = Period("2025-26", date(2025, 4, 1), date(2026, 3, 31))
HALF = Period("2026-04-11..2026-10-31", date(2026, 4, 11), date(2026, 10, 31))
OF_HOUSES = ("performances", "events", "scanned", "occupancy")


@pytest.fixture(scope="module", params=SEEDS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ByHand, Path]:
    return counted_by_hand(request.param, tmp_path_factory.mktemp(f"seed-{request.param}"))


def ask(home: Path, measure: str, *by: str, period: Period = ALL, dated: str = "performance") -> ReleasedTable:
    return release(Question(measure, of=SLUG, by=by, period=period, dated=dated), home=home)  # type: ignore[arg-type]


def shown(table: ReleasedTable) -> dict[tuple[str, ...], Any]:
    """Cells by their labels, with the codes where a label has one; shares to nine places."""
    cells = {}
    for cell in table.cells:
        pairs = zip(cell.labels, cell.codes, strict=True)
        cells[tuple(label if code is None else f"{label} {code}" for label, code in pairs)] = _near(cell.value)
    return cells


def _near(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else value


def grouped(hand: ByHand, sales: list[Any], by: tuple[str, ...], asking: Asking) -> dict[tuple[str, ...], list[Any]]:
    cells = defaultdict(list)
    for sale in sales:
        cells[tuple(hand.label(sale, name, asking, by) for name in by)].append(sale)
    return cells


def splits(measure: str) -> list[tuple[str, ...]]:
    """Each dimension alone, and new or returning within months."""
    by = [(name,) for name in MEASURES[measure].by if name != "days_before"]
    return [*by, ("month", "new_or_returning")] if measure == "tickets" else by


@pytest.mark.parametrize(("period", "dated"), [(ALL, "performance"), (YEAR, "sale"), (HALF, "performance")])
def test_what_is_counted_by_ticket(built, period, dated):
    hand, home = built
    asking = Asking(dated, period.start, period.end)
    sales = hand.counted(asking)
    assert len(sales) > 10
    cells = {by: grouped(hand, sales, by, asking) for by in splits("tickets")}

    for measure, value in OF_TICKETS.items():
        for by in splits(measure):
            expected = {labels: _near(value(some)) for labels, some in cells[by].items()}
            table = ask(home, measure, *by, period=period, dated=dated)
            assert shown(table) == expected, (measure, by)
            assert _near(table.total) == _near(value(sales)), (measure, by)


@pytest.mark.parametrize("period", [ALL, HALF])
def test_postcode_coverage(built, period):
    hand, home = built
    asking = Asking("performance", period.start, period.end)

    def coverage(sales):
        places = [hand.label(sale, "area_region", asking, ()) for sale in sales]
        return share(sum(place not in ("unknown", "not read yet") for place in places), len(places))

    for by in splits("postcode_coverage"):
        cells = grouped(hand, hand.counted(asking), by, asking)
        expected = {labels: _near(coverage(some)) for labels, some in cells.items()}
        assert shown(ask(home, "postcode_coverage", *by, period=period)) == expected, by


@pytest.mark.parametrize("period", [ALL, HALF])
def test_penetration_counts_each_authoritys_households_once(built, period):
    hand, home = built
    asking = Asking("performance", period.start, period.end)

    def penetration(sales):
        lives = {sale.customer: hand.authority(sale.customer) for sale in sales}
        known = {person: code for person, code in lives.items() if code and made_up.households(code)}
        told = share(len(known) * 1000, sum(made_up.households(code) for code in set(known.values())))
        return _near(told), len(known)

    for by in [(), *splits("penetration"), ("month", "area_region")]:
        table = ask(home, "penetration", *by, period=period)
        cells = grouped(hand, hand.counted(asking), by, asking)
        expected = {labels: penetration(some) for labels, some in cells.items()}
        values = shown(table)
        bases = dict(zip(values, (cell.base for cell in table.cells), strict=True))
        assert {labels: (values[labels], bases[labels]) for labels in values} == expected, by
        assert (_near(table.total), table.total_base) == penetration(hand.counted(asking)), by


@pytest.mark.parametrize("period", [ALL, Period("month", date(2026, 10, 1), date(2026, 10, 31))])
def test_returned_tickets_by_the_day_seen(built, period):
    hand, home = built
    asking = Asking("return", period.start, period.end)
    sales = hand.returned(asking)
    assert sales

    for by in splits("returned_tickets"):
        table = ask(home, "returned_tickets", *by, period=period, dated="return")
        expected = {labels: len(some) for labels, some in grouped(hand, sales, by, asking).items()}
        assert shown(table) == expected, by
        assert table.total == len(sales)


@pytest.mark.parametrize(("period", "dated"), [(ALL, "performance"), (HALF, "performance"), (YEAR, "sale")])
@pytest.mark.parametrize(("measure", "which"), [("first_time_bookers", "new"), ("returning_bookers", "returning")])
def test_who_is_new_and_who_returns(built, period, dated, measure, which):
    hand, home = built
    asking = Asking(dated, period.start, period.end)
    sales = hand.counted(asking)

    for by in [(), *splits(measure), ("event", "quarter")]:
        cells = grouped(hand, sales, by, asking)
        expected = {labels: people_who_are(hand, some, which, asking, by) for labels, some in cells.items()}
        table = ask(home, measure, *by, period=period, dated=dated)
        assert shown(table) == expected, by
        assert table.total == people_who_are(hand, sales, which, asking, ())


@pytest.mark.parametrize(("period", "dated"), [(HALF, "performance"), (YEAR, "sale")])
def test_the_share_of_first_timers_is_of_those_who_can_be_told(built, period, dated):
    hand, home = built
    asking = Asking(dated, period.start, period.end)

    for by in [(), *splits("first_time_share")]:
        cells = grouped(hand, hand.counted(asking), by, asking)
        expected = {labels: first_time_share(hand, some, asking, by) for labels, some in cells.items()}
        assert shown(ask(home, "first_time_share", *by, period=period, dated=dated)) == expected, by


def first_time_share(hand: ByHand, sales: list[Any], asking: Asking, by: tuple[str, ...]) -> float | None:
    new, returning = (people_who_are(hand, sales, which, asking, by) for which in ("new", "returning"))
    return None if new is None or returning is None else _near(share(new, new + returning))


def people_who_are(hand: ByHand, sales: list[Any], which: str, asking: Asking, by: tuple[str, ...]) -> int | None:
    """None where the cell begins too near to where the history does."""
    begins = hand.cell_begins(asking, day_of(sales[0], asking.dated), by)
    if begins is None or begins < hand.tells_new:
        return None
    people = {sale.customer: day_of(sale, asking.dated) for sale in sales if sale.customer is not None}
    return sum(hand.newness(person, asking, day, by) == which for person, day in people.items())


@pytest.mark.parametrize("period", [ALL, YEAR, HALF])
@pytest.mark.parametrize("measure", ["lapsed_bookers", "frequency", "recency"])
def test_people_as_they_are_at_the_end_of_the_period(built, period, measure):
    hand, home = built
    asking = Asking("performance", period.start, period.end)

    def belongs(person):
        if measure == "frequency":
            return bool(hand.performances_24(person, asking))
        if measure == "recency":
            return hand.last(person, asking) is not None
        days = [day_of(sale, "performance") for sale in hand.history()[person]]
        last = max((day for day in days if day <= asking.until), default=date.min)
        return months_before(asking.until, 36) < last <= months_before(asking.until, 12)

    people = [person for person in hand.history() if belongs(person)]
    for by in splits(measure):
        (name,) = by
        expected: dict[tuple[str, ...], int] = defaultdict(int)
        for person in people:
            of_person = {"frequency": hand.frequency, "recency": hand.recency}
            expected[(of_person[name](person, asking) if name in of_person else hand.home(person, name),)] += 1
        table = ask(home, measure, *by, period=period)
        assert {labels: value for labels, value in shown(table).items() if value} == expected, by
        assert table.total == len(people)


@pytest.mark.parametrize("period", [YEAR, HALF])
def test_segments_are_fifths_of_the_people_of_24_months(built, period):
    hand, home = built
    asking = Asking("performance", period.start, period.end)
    found = segments(hand, asking)

    for by in [(), *splits("rfm_segment")]:
        expected: dict[tuple[str, ...], int] = defaultdict(int)
        for person, segment in found.items():
            labels = [segment if name == "rfm_segment" else _of_person(hand, name, person, asking) for name in by]
            expected[tuple(labels)] += 1
        table = ask(home, "rfm_segment", *by, period=period)
        assert {labels: value for labels, value in shown(table).items() if value} == expected, by
        assert table.total == len(found) > 20


def _of_person(hand: ByHand, name: str, person: int, asking: Asking) -> str:
    of_person = {"frequency": hand.frequency, "recency": hand.recency}
    return of_person[name](person, asking) if name in of_person else hand.home(person, name)


@pytest.mark.parametrize("dated", ["performance", "sale"])
def test_retention(built, dated):
    hand, home = built
    known_until, cohorts = TODAY.date(), []
    for person, sales in hand.history().items():
        days = sorted({(day_of(sale, dated), sale.order) for sale in sales})
        first, first_order = days[0]
        later = [day for day, order in days if day > first and order != first_order]
        if first >= hand.tells_new:
            began = [sale for sale in sales if day_of(sale, dated) == first and sale.event in hand.registered]
            cohorts.append(((person, first_of(hand, began)), first, min(later, default=date.max)))

    for by in [(), *splits("retention")]:
        cells: dict[tuple[str, ...], list[bool]] = defaultdict(list)
        for person, first, following in cohorts:
            for months in (3, 6, 12, 24) if by == ("within",) else (12,):
                over = months_before(first, -months)
                if over <= known_until:
                    cells[tuple(_of_cohort(hand, name, person, first, months) for name in by)].append(following <= over)
        expected = {labels: _near(sum(came) / len(came)) for labels, came in cells.items()}
        assert shown(ask(home, "retention", *by, dated=dated)) == expected, by


def first_of(hand: ByHand, sales: list[Any]) -> str:
    """The registered event of a person's first day, what was performed first."""
    events = [
        (sale.ticket.performance.starts.date(), event.id, f"{event.name} {event.id}")
        for sale in sales
        for event in [hand.registered[sale.event]]
    ]
    return min(events)[2] if events else "unknown"


def _of_cohort(hand: ByHand, name: str, who: tuple[int, str], first: date, months: int) -> str:
    person, first_event = who
    calendar = {"month": month_of, "quarter": quarter_of, "financial_year": financial_year_of}
    if name in calendar:
        return calendar[name](first)
    if name == "first_event":
        return first_event
    return f"{months} months" if name == "within" else hand.home(person, name)


@pytest.mark.parametrize("kind", ["event", "event_type", "sub_discipline", "location"])
def test_crossover_of_every_pair(built, kind):
    hand, home = built
    asking = Asking("performance", HALF.start, HALF.end)
    attended = defaultdict(set)
    for sale in hand.counted(asking):
        if sale.customer is not None:
            attended[sale.customer].add(hand.label(sale, kind, asking, ()))
    pairs: dict[tuple[str, ...], int] = defaultdict(int)
    for kinds in attended.values():
        for one in kinds:
            for other in kinds - {one}:
                pairs[one, other] += 1

    table = ask(home, "crossover", kind, f"also_{kind}", period=HALF)

    assert shown(table) == pairs
    if kind == "event":
        assert table.total == sum(len(kinds) > 1 for kinds in attended.values())


@pytest.mark.parametrize("by", [("days_before",), ("event", "days_before"), ("event_type",), ()])
def test_the_booking_curve_adds_up_from_the_earliest_on(built, by):
    hand, home = built
    asking = Asking("performance", HALF.start, HALF.end)
    rest = tuple(name for name in by if name != "days_before")
    expected = {}
    for labels, sales in grouped(hand, hand.counted(asking), rest, asking).items():
        ahead = [((sale.ticket.performance.starts.date() - sale.sold.date()).days, sale.customer) for sale in sales]
        for days in {days for days, _ in ahead} if "days_before" in by else {None}:
            so_far = [customer for each, customer in ahead if days is None or each >= days]
            expected[(*labels, *([] if days is None else [str(days)]))] = (len(so_far), len(set(so_far) - {None}))

    table = ask(home, "booking_curve", *by, period=HALF)

    values = shown(table)
    bases = dict(zip(values, (cell.base for cell in table.cells), strict=True))
    assert {labels: (values[labels], bases[labels]) for labels in values} == expected
    assert table.total == len(hand.counted(asking))


@pytest.mark.parametrize("measure", ["average_curve", "usual_curve", "pace"])
@pytest.mark.parametrize("by", [("event", "days_before"), ("days_before",), ("event",), ("month",), ()])
def test_booking_curves_stand_beside_those_of_comparable_events(built, measure, by):
    hand, home = built
    if "days_before" in by and measure == "pace":
        return
    stages = Stages(hand)
    cells = defaultdict(list)
    for each in hand.performances(Asking("performance")):
        labels = [hand.of_performance(each, name, each.starts.date()) for name in by if name != "days_before"]
        for days in stages.reached(each) if "days_before" in by else [stages.nearest(each)]:
            cells[(*labels, *([str(days)] if "days_before" in by else []))].append((each, days))

    table = ask(home, measure, *by)

    assert shown(table) == {labels: _near(stages.value(measure, some)) for labels, some in cells.items()}
    assert any(cell.value for cell in table.cells)


@pytest.mark.parametrize("period", [ALL, HALF])
@pytest.mark.parametrize("measure", OF_HOUSES)
def test_what_is_counted_by_performance(built, period, measure):
    hand, home = built
    asking = Asking("performance", period.start, period.end)
    held: dict[int, int] = defaultdict(int)
    for sale in hand.counted(asking):
        held[sale.ticket.performance.number] += 1

    def value(some):
        scans = [scan for each in some if (scan := hand.ledger.scanned(each)) is not None]
        known = [each for each in some if hand.ledger.capacity(each)]
        return {
            "performances": len(some),
            "events": len({each.event.number for each in some}),
            "scanned": sum(scans) if scans else None,
            "occupancy": _near(
                share(sum(held[each.number] for each in known), sum(each.plan.capacity for each in known))
            ),
        }[measure]

    for by in splits(measure):
        cells = defaultdict(list)
        for each in hand.performances(asking):
            cells[tuple(hand.of_performance(each, name, each.starts.date()) for name in by)].append(each)
        expected = {labels: value(some) for labels, some in cells.items()}
        assert shown(ask(home, measure, *by, period=period)) == expected, by


def test_every_measure_is_counted_by_hand():
    by_hand = {
        *OF_TICKETS, *OF_HOUSES, "postcode_coverage", "penetration", "returned_tickets", "first_time_bookers",
        "returning_bookers",
        "lapsed_bookers", "frequency", "recency", "retention", "crossover", "booking_curve", "average_curve",
        "usual_curve", "pace", "first_time_share", "rfm_segment",
    }  # fmt: skip

    # What the register says of attendance is in no ledger: test_attendance.py has it as small tables.
    assert set(MEASURES) - by_hand <= {"attendance", "participants", "digital_views"}
    assert {"new_or_returning", "distance_band"} <= set(DIMENSIONS)
