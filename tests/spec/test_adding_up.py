"""Parts add up to the total for tickets and money, whatever was sold; distinct counts are never added up."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houselights.disclosure.gate import release
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.question import Question
from spec.conftest import build_home
from spec.theatre import SLUG, Theatre

PERFORMANCES = ("march-1", "march-8", "april-2", "july-3")
EVENTS = ("Emma", "Hamlet", "Lear")
WHOLE = ("tickets", "income", "comps", "face_value")
OF_PEOPLE = ("lapsed_bookers", "frequency", "recency", "rfm_segment")  # each person is in one part
OF_EVENTS = ("attendance", "participants", "digital_views", "performances")

sale = st.fixed_dictionaries(
    {
        "order": st.sampled_from(["o1", "o2", "o3", "o4"]),
        "performance": st.sampled_from(PERFORMANCES),
        "box_office": st.sampled_from(EVENTS),
        "quantity": st.sampled_from(["1", "2", "3"]),
        "paid": st.sampled_from(["0.00", "0.01", "9.99", "25.00"]),
        "seen": st.sampled_from(["2026-01-10", "2026-02-10", "2026-03-10"]),
    },
    optional={"customer": st.sampled_from(["c1", "c2", "c3"])},
)
place = st.sampled_from(["Leeds", "York", "missing", "foreign", "nowhere"])


def theatre(sales: list[dict[str, str]], places: list[str]) -> Theatre:
    """Hamlet is not linked; each order has one line per performance and day seen."""
    lines = {(row["order"], row["performance"], row["seen"]): row for row in sales}
    return Theatre(
        events=[{"event": "Emma", "event_type": "Performance"}, {"event": "Lear", "is_funded": "yes"}],
        ticket_sales=list(lines.values()),
        customers=[{"customer": f"c{number}", "place": name} for number, name in enumerate(places, 1)],
    )


def splits() -> list[str]:
    """Those of reference data are counted by hand, over lists made for that: test_by_hand."""
    return sorted({name for measure in WHOLE for name in MEASURES[measure].by if not DIMENSIONS[name].reference})


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sale, max_size=12), st.lists(place, max_size=3))
def test_parts_add_up_to_the_total_by_every_split(sales, places):
    with TemporaryDirectory() as folder:
        build_home(theatre(sales, places), Path(folder))
        for measure in WHOLE:
            totals = set()
            for by in splits():
                table = release(Question(measure, of=SLUG, by=(by,)), home=Path(folder))
                assert sum(cell.value for cell in table.cells) == table.total, (measure, by)
                totals.add(table.total)
            assert len(totals) == 1, measure


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sale, max_size=12), st.lists(place, max_size=3))
def test_a_distinct_count_is_at_most_the_sum_of_its_parts_and_at_least_the_largest(sales, places):
    with TemporaryDirectory() as folder:
        build_home(theatre(sales, places), Path(folder))
        for measure in ("orders", "customers", "bookers"):
            for by in splits():
                table = release(Question(measure, of=SLUG, by=(by,)), home=Path(folder))
                parts = [cell.value for cell in table.cells]
                assert max(parts, default=0) <= table.total <= sum(parts), (measure, by)


@pytest.mark.parametrize("measure", MEASURES)
def test_what_says_that_it_adds_up_is_what_does(measure):
    assert MEASURES[measure].adds_up == (measure in {*WHOLE, *OF_PEOPLE, *OF_EVENTS, "returned_tickets", "scanned"})
