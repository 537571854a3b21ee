"""Figures of attendance: given once for each part, kept in the trail, and handed to the build."""

from datetime import date, time

import pytest

import cast
from houselights.audit.queries import trail
from houselights.connections.models import BoxOfficePerformance
from houselights.errors import NotFound, WrongUsage
from houselights.feeds.bundling import bundle_of
from houselights.register.actions import change_event
from houselights.register.attendance.actions import give_figure, take_figure_back
from houselights.register.attendance.queries import figures_of, parts_of
from houselights.register.attendance.rules import WHOLE, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_run(lyric):
    """Lies in two quarters."""
    return cast.make_event(lyric, "Clay", starts_on=date(2026, 9, 20), ends_on=date(2026, 11, 30))


@pytest.fixture
def evening(lyric):
    """An event of one evening, and that evening."""
    found = cast.make_box_office_event(cast.make_connection(lyric))
    row = BoxOfficePerformance.objects.create(
        box_office_event=found, performance_id="9", performed_on=date(2026, 11, 6), begins_at=time(19, 30)
    )
    event = cast.make_event(lyric, "Emma", starts_on=date(2026, 11, 6))
    cast.make_link(event, found)
    return event, Part("", found.connection_id, row.performance_id)


def given(lyric):
    return [
        (each.event_id, each.kind, each.figure, each.method, each.first_on, each.last_on, each.performance_id)
        for each in bundle_of(lyric, postcode_vintage="").attendance
    ]


def test_the_audience_of_a_whole_event_stands_where_the_template_has_it(lyric, gus, evening):
    event, _ = evening

    give_figure(event=event, kind="audience", figure=120, method="model", by=gus)

    event.refresh_from_db()
    assert (event.attendance, event.attendance_is_estimated, event.attendance_method) == (120, True, "model")
    day = date(2026, 11, 6)
    assert given(lyric) == [(event.pk, "audience", 120, "model", day, day, None)]
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("event changed", gus.pk)


def test_a_figure_said_again_takes_the_place_of_the_first(lyric, gus, evening):
    event, part = evening
    for figure in (80, 90):
        give_figure(event=event, kind="audience", figure=figure, method="clicker", part=part, by=gus)

    assert [(each.figure, each.part) for each in figures_of(event)] == [(90, part)]
    assert given(lyric) == [(event.pk, "audience", 90, "clicker", None, None, "9")]
    assert trail("lyric").first().detail["figure"] == 90


def test_a_figure_taken_back_is_gone_and_one_never_given_cannot_be(lyric, gus, evening):
    event, part = evening
    for where in (WHOLE, part):
        give_figure(event=event, kind="audience", figure=80, method="counted", part=where, by=gus)

        take_figure_back(event=event, kind="audience", part=where, by=gus)

        assert figures_of(event) == []
        with pytest.raises(NotFound):
            take_figure_back(event=event, kind="audience", part=where, by=gus)


def test_over_two_quarters_each_has_its_figure_and_one_for_both_counts_nowhere(lyric, gus, long_run):
    give_figure(event=long_run, kind="audience", figure=500, method="sensor", by=gus)
    assert given(lyric) == []

    give_figure(event=long_run, kind="audience", figure=200, method="sensor", part=Part("2026-Q3"), by=gus)

    assert given(lyric) == [
        (long_run.pk, "audience", 200, "sensor", date(2026, 10, 1), date(2026, 11, 30), None),
    ]


def test_when_the_run_is_shortened_to_one_quarter_its_one_figure_counts_and_that_of_the_quarter_does_not(
    lyric, gus, long_run
):
    give_figure(event=long_run, kind="audience", figure=500, method="sensor", by=gus)
    give_figure(event=long_run, kind="audience", figure=200, method="sensor", part=Part("2026-Q3"), by=gus)

    change_event(event=long_run, by=gus, starts_on=date(2026, 10, 2))

    assert [row[2] for row in given(lyric)] == [500]


def test_a_performance_of_another_organisation_is_no_part_of_this_event(grand, gus, evening, long_run):
    _, part = evening
    theirs = cast.make_event(grand, "Emma")

    for event in (long_run, theirs):
        assert part not in parts_of(event)
        with pytest.raises(NotFound):
            give_figure(event=event, kind="audience", figure=1, method="counted", part=part, by=gus)


def test_what_is_refused_leaves_no_figure_and_no_entry(lyric, gus, evening):
    event, part = evening
    before = trail("lyric").count()

    with pytest.raises(WrongUsage, match="does not say how"):
        give_figure(event=event, kind="audience", figure=1, method="platform", part=part, by=gus)

    assert figures_of(event) == []
    assert trail("lyric").count() == before
