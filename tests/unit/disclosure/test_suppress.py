"""Small cells are hidden, and as many others as it takes that no small one can be worked out."""

import pytest

from houselights.disclosure.bounds import bounds_of
from houselights.disclosure.cells import Exact, Key, Relation
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.suppress import audit, protect
from unit.disclosure.releases import PERIOD, TOTAL, cell, people


def hidden(protected):
    return {each.key.label for each in protected.shown if each.state == "hidden"}


def shown(protected):
    return {each.key.label: each.value for each in protected.shown}


def test_few_people_are_hidden_and_all_else_is_rounded():
    protected = protect(*people(Dance=3, Music=4, Theatre=1238, Literature=0))

    assert shown(protected) == {"": 1245, "Dance": None, "Music": None, "Theatre": 1240, "Literature": 0}


def test_few_people_are_hidden_however_many_tickets_they_hold():
    cells, relations = people(Dance=40, Music=400, Theatre=600)
    cells[cell("Dance")] = Exact(40, people=2)

    assert "Dance" in hidden(protect(cells, relations))


def test_another_is_hidden_where_the_total_would_tell_the_small_one():
    """Of 12 and 13 there are 23 to 27, so a total of 26 would leave 1 to 5 for the third."""
    cells, relations = people(Dance=1, Music=12, Theatre=13)

    assert audit(cells, relations, {cell("Dance").place})
    assert hidden(protect(cells, relations)) > {"Dance"}


def test_what_is_hidden_last_is_the_total():
    protected = protect(*people(Dance=1, Music=8, Theatre=13))

    assert hidden(protected) == {"Dance", "Music"}


def test_a_table_within_a_table_does_not_tell_its_margins_small_cell():
    cells, relations = people(Dance=17, Music=500)
    parts = {"Ballet": 14, "Tap": 3}
    inner = {cell(label, "sub_discipline"): Exact(value, value) for label, value in parts.items()}
    relations = (*relations, Relation(cell("Dance"), tuple(inner)))

    protected = protect({**cells, **inner}, relations)

    assert {"Tap"} < hidden(protected)


def test_a_place_is_hidden_for_every_measure_at_once():
    cells, relations = people(Dance=3, Music=400, Theatre=600, Literature=30)
    income = {key._replace(measure="income"): Exact(5000, 100, is_money=True) for key in cells}

    protected = protect({**cells, **income}, relations)

    states = {(each.key.measure, each.key.label): each.state for each in protected.shown}
    assert all(states["income", label] == states["tickets", label] for label in ("", "Dance", "Music", "Literature"))
    assert states["income", "Dance"] == "hidden"


def test_bookers_that_are_at_most_the_tickets_do_not_tell_a_small_one():
    tickets, bookers = cell("Dance"), cell("Dance", measure="bookers")
    cells = {tickets: Exact(7, 4), bookers: Exact(4, 4)}

    protected = protect(cells, (Relation(bookers, (tickets,), equal=False),))

    assert all(each.state == "hidden" for each in protected.shown)


def test_a_guard_is_kept_of_every_hidden_cell_and_of_no_other():
    """Dance is few people; Music is hidden for its sake, and is told no closer than the 15 it would be shown as."""
    protected = protect(*people(Dance=1, Music=13, Theatre=13))

    guards = {guard.key.label: (guard.low, guard.high, guard.is_secret) for guard in protected.guards}
    assert guards == {"Dance": (1, 7, True), "Music": (13, 17, False)}


def test_that_a_row_is_there_at_all_is_no_news():
    """Six rows of one person each are at least six; nothing that is hidden could change that."""
    protected = protect(*people(A=1, B=1, C=1, D=1, E=1, F=1))

    assert {guard.key.label: guard.low for guard in protected.guards}[""] == 6


def test_where_nothing_else_is_safe_everything_is_hidden():
    """Two margins that are one and the same: the small cell stands in both, so both are hidden."""
    small, same = Key(PERIOD, "tickets", "a", "x"), Key(PERIOD, "tickets", "b", "x")
    cells = {TOTAL: Exact(5, 5), small: Exact(5, 5), same: Exact(5, 5)}

    protected = protect(cells, (Relation(TOTAL, (small,)), Relation(TOTAL, (same,))))

    assert all(each.state == "hidden" for each in protected.shown)


def test_what_is_hidden_for_anothers_sake_is_told_no_closer_than_if_it_were_shown():
    """Fife is the whole of its region: were it hidden and that shown, it would be 56 or 57 (seen in an attack)."""
    south, north = (cell(label, "area_region") for label in ("South", "North"))
    kent, dover, fife = (cell(label, "area_local_authority") for label in ("Kent", "Dover", "Fife"))
    numbers = {TOTAL: 278, south: 221, north: 57, kent: 219, dover: 2, fife: 57}
    relations = (
        Relation(TOTAL, (south, north)),
        Relation(TOTAL, (kent, dover, fife)),
        Relation(south, (kent, dover)),
        Relation(north, (fife,)),
    )

    protected = protect({key: Exact(number, number) for key, number in numbers.items()}, relations)

    bounds = {each.key: bounds_of(each) for each in protected.shown}
    system = Intervals(bounds, relations)
    unseen = [each.key for each in protected.shown if each.state == "hidden"]
    assert dover in unseen
    assert {key: found for key in unseen for found in [system.interval(key)] if found[1] - found[0] < 4} == {}


@pytest.mark.parametrize("seed", range(12))
def test_no_random_table_is_released_unsafe(seed):
    from random import Random

    chance = Random(seed)
    counts = {f"label {number}": int(chance.paretovariate(0.7)) for number in range(chance.randint(2, 12))}
    cells, relations = people(**counts)

    protected = protect(cells, relations)

    places = {each.key.place for each in protected.shown if each.state == "hidden"}
    assert audit(cells, relations, places) == []
    assert all(each.state == "hidden" for each in protected.shown if 0 < cells[each.key].value <= 7)
