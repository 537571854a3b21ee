"""Who may ask for what: the own people all, a reader outside what is on the list, and a reason for everything else."""

from datetime import UTC, datetime

import pytest

from houselights.disclosure.shapes import RELEASABLE, check_shape, dimensions_of, reporting_period
from houselights.errors import NotReleasable
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.question import Question
from houselights.periods import parse_period

QUARTER = parse_period("2026-Q1")


@pytest.mark.parametrize("reader", ["funder", "peers", "public"])
def test_every_reader_outside_may_ask_for_every_shape_on_its_list(reader):
    for measure in RELEASABLE.readers[reader]:
        for by in [(), *((name,) for name in dimensions_of(measure))]:
            check_shape(Question(measure, of="lyric", by=by, period=QUARTER, reader=reader))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"reader": "everybody"}, "no reader “everybody”"),
        ({"measure": "comps"}, "does not leave the house for funder"),
        ({"measure": "income", "reader": "public"}, "does not leave the house for public"),
        ({"by": ("event",)}, "own words"),
        ({"by": ("location",)}, "own words"),
        ({"by": ("performance",)}, "own words"),
        ({"by": ("hour",)}, "not on the list"),
        ({"by": ("month", "discipline")}, "one dimension at a time"),
        ({"dated": "sale"}, "dated by performance alone"),
        ({"as_at": datetime(2026, 6, 1, tzinfo=UTC)}, "own people may ask what was known"),
        ({"period": parse_period("2026-04")}, "quarters and years alone"),
        ({"period": parse_period("2026-04-01..2026-06-29")}, "quarters and years alone"),
        ({"period": parse_period("all")}, "quarters and years alone"),
    ],
)
def test_everything_else_is_refused_with_the_reason_and_what_is_possible(asked, reason):
    question = Question(**{"measure": "tickets", "of": "lyric", "period": QUARTER, "reader": "funder", **asked})

    with pytest.raises(NotReleasable, match=reason) as refused:
        check_shape(question)

    assert refused.value.remedy
    assert refused.value.exit_code == 3


def test_the_same_days_are_the_same_period_however_they_are_written():
    assert reporting_period(parse_period("2026-04-01..2026-06-30")) == QUARTER
    assert reporting_period(parse_period("2026-04-01..2027-03-31")).name == "2026-27"


def test_no_dimension_with_anyones_own_words_may_leave():
    typed = {"event", "performance", "location", "also_event", "also_location", "area_lsoa", "channel"}

    assert not any(each.leaves for name, each in DIMENSIONS.items() if name in typed)


def test_the_list_names_measures_that_exist():
    named = {
        *RELEASABLE.counted,
        *RELEASABLE.quotients,
        *(name for each in RELEASABLE.readers.values() for name in each),
    }

    assert named <= set(MEASURES)
