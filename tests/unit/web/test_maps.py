"""A map's classes and the part of the country it shows."""

import pytest

from houselights.web.insights.where.classes import class_of, legend, starts_of
from houselights.web.insights.where.venues import dots, seen
from houselights.web.insights.where.view import Box, catchment, everywhere

HOME, NEAR, FAR = Box(4000, -4100, 4100, -4000), Box(4200, -4100, 4300, -4000), Box(1000, -9000, 1100, -8900)
SHAPES = {"home": HOME, "near": NEAR, "far": FAR}


def test_classes_grow_by_the_same_times_and_begin_at_round_figures():
    assert starts_of([1, 3, 10, 33, 100, 3125]) == [1, 5, 25, 130, 630]


@pytest.mark.parametrize("values", [[], [0, 0]])
def test_nothing_has_no_classes(values):
    assert starts_of(values) == []
    assert class_of(0, starts_of(values)) == 0


def test_values_that_are_near_each_other_have_fewer_classes_and_the_highest_is_the_darkest():
    starts = starts_of([7, 7, 8])

    assert starts == [7, 8]
    assert (class_of(7, starts), class_of(8, starts), class_of(0, starts)) == (4, 5, 0)


def test_every_value_is_in_the_class_that_the_legend_says():
    values = [1, 2, 9, 40, 41, 160, 553]
    starts = starts_of(values)
    told = dict(legend(starts, 553, lambda value: f"{value:,}", whole=True))

    assert told == {1: "1 to 3", 2: "4 to 12", 3: "13 to 43", 4: "44 to 159", 5: "160 to 553"}
    for value in values:
        low, _, high = told[class_of(value, starts)].partition(" to ")
        assert int(low) <= value <= int(high or low)


def test_rates_end_below_the_next_class():
    assert legend([0.5, 2], 4.5, lambda value: f"{value:g}", whole=False) == [(4, "0.5 to under 2"), (5, "2 to 4.5")]


def test_a_few_who_live_far_away_do_not_make_the_map_small():
    box = catchment({"home": 60, "near": 30, "far": 10}, SHAPES)

    assert box.meets(HOME)
    assert box.meets(NEAR)
    assert not box.meets(FAR)


def test_a_map_of_one_small_place_shows_its_surroundings():
    box = catchment({"home": 1}, SHAPES)

    assert box.east - box.west >= 600
    assert box.south - box.north >= 600


def test_a_map_of_nobody_is_of_everywhere():
    assert catchment({}, SHAPES) == everywhere(SHAPES) == Box(1000, -9000, 4300, -4000)


def test_a_map_is_never_much_wider_than_tall_nor_taller_than_wide():
    box = catchment({"home": 1, "far": 1}, SHAPES)

    assert 0.79 <= (box.east - box.west) / (box.south - box.north) <= 1.26


def test_a_place_of_the_organisation_is_a_dot_with_its_name_where_it_can_be_seen():
    venues = {(4050, -4050): "The <Lyric>", (9000, -9000): "Elsewhere"}

    assert list(seen(venues, HOME).values()) == ["The <Lyric>"]
    assert dots(venues, HOME).count("<circle") == 1
    assert "<title>The &lt;Lyric&gt;</title>" in dots(venues, HOME)
