"""Does each attacker find a leak that was planted for it, and nothing in what is safe?"""

import pytest

from houselights.disclosure.attacks.contributors import by_contributors
from houselights.disclosure.attacks.margins import by_programmes, by_subtracting
from houselights.disclosure.attacks.trackers import by_repeating, by_trackers
from houselights.disclosure.attacks.words import by_reading
from houselights.disclosure.cells import Guard, Relation
from unit.disclosure.releases import TOTAL, cell, frozen

DANCE = Guard(cell("Dance"), 1, 7)
# One hidden cell beside its total: 100 less 60 less 35, each to within 2.
UNSAFE = frozen({TOTAL: 100, cell("Music"): 60, cell("Theatre"): 40, cell("Dance"): None}, DANCE)
SAFE = frozen(
    {TOTAL: 110, cell("Music"): 60, cell("Theatre"): 40, cell("Dance"): None, cell("Literature"): None}, DANCE
)


def trackers(releases):
    return by_trackers(releases, pairs=200, seed=1)


@pytest.mark.parametrize("attacker", [by_programmes, by_subtracting, trackers])
def test_arithmetic_finds_the_one_hidden_cell_beside_its_total(attacker):
    (leak,) = attacker([UNSAFE])

    assert leak.cell == cell("Dance")
    assert leak.name == "tickets of lyric, 2026-Q1 by discipline: Dance"
    assert "between 0 and 6" in leak.finding


@pytest.mark.parametrize("attacker", [by_programmes, by_subtracting, trackers])
def test_arithmetic_finds_nothing_where_a_second_cell_is_hidden(attacker):
    assert attacker([SAFE]) == []


@pytest.mark.parametrize("attacker", [by_programmes, by_subtracting, trackers])
def test_arithmetic_finds_what_is_hidden_for_anothers_sake_told_more_closely_than_if_it_were_shown(attacker):
    """Dance is told to be 0 to 6: as wide as 8 to 12 though not there, which is enough; 1 to 9 would be wider."""
    anothers = Guard(cell("Dance"), 8, 12, is_secret=False)
    narrow = Guard(cell("Dance"), 1, 9, is_secret=False)

    assert attacker([frozen({each.key: each.value for each in UNSAFE.shown}, anothers)]) == []
    assert [leak.cell for leak in attacker([frozen({each.key: each.value for each in UNSAFE.shown}, narrow)])] == [
        cell("Dance")
    ]


def test_programmes_find_what_only_two_tables_together_tell():
    """One leaves Dance and Music 1 to 9 together; the other says that Music is at least 8."""
    arts = cell("Arts", "event_type")
    release = frozen(
        {TOTAL: 100, cell("Music"): None, cell("Dance"): None, cell("Theatre"): 95, arts: 10},
        DANCE,
        relations=(
            Relation(TOTAL, (cell("Dance"), cell("Music"), cell("Theatre"))),
            Relation(arts, (cell("Music"),)),
        ),
    )

    assert by_subtracting([release]) == []
    assert [leak.cell for leak in by_programmes([release])] == [cell("Dance")]


def test_subtraction_of_two_releases_finds_what_one_hid():
    """The second release shows the cell that protected the first one's."""
    first = {TOTAL: 105, cell("Music"): 60, cell("Theatre"): 40, cell("Dance"): None, cell("Literature"): None}
    later = frozen({TOTAL: 105, cell("Literature"): 10}, relations=())

    assert by_subtracting([frozen(first, DANCE)]) == []
    assert [leak.cell for leak in by_subtracting([frozen(first, DANCE), later])] == [cell("Dance")]


def test_asking_again_finds_another_answer():
    again = frozen({TOTAL: 105, cell("Music"): 60, cell("Theatre"): 40, cell("Dance"): None}, DANCE)

    assert by_repeating([UNSAFE, UNSAFE]) == []
    assert [leak.cell for leak in by_repeating([UNSAFE, again])] == [TOTAL]


def test_a_contributor_finds_the_other_when_there_are_two():
    release = frozen({TOTAL: 200})

    leaks = by_contributors(release, {TOTAL: {"lyric": 120, "grand": 80}}, 10)

    assert [leak.finding for leak in leaks] == [
        "gives another's 120 away as at most 122",
        "gives another's 80 away as at most 82",
    ]


def test_a_contributor_finds_nothing_among_many():
    parts = {TOTAL: {f"organisation {number}": 20 for number in range(10)}}

    assert by_contributors(frozen({TOTAL: 200}), parts, 10) == []


@pytest.mark.parametrize(
    ("by", "label", "finding"),
    [
        ("event", "Emma", "may not leave"),
        ("discipline", "The Lyric", "no term of its list"),
        ("region", "North of The Lyric", "has a name in its label"),
        ("region", "Bo", "has a name in its label"),
    ],
)
def test_reading_finds_what_an_organisation_typed(by, label, finding):
    release = frozen({cell(label, by): 10})

    (leak,) = by_reading([release], ["The Lyric", "Bo"], terms=["Dance"], among=["region"])

    assert finding in leak.finding


@pytest.mark.parametrize(
    ("by", "label"), [("discipline", "Dance"), ("area_local_authority", "Lincoln"), ("region", "Bow")]
)
def test_a_term_may_be_called_like_an_event_or_a_town_like_a_theatre(by, label):
    release = frozen({cell(label, by): 10})

    assert by_reading([release], ["Dance", "Lincoln", "Bo"], terms=["Dance"], among=["region"]) == []
