"""By when a return is wanted: the funder's own day before the form's, the earliest of several, nothing where exempt."""

from datetime import date

from houselights.submissions.forms import form
from houselights.submissions.owing import Owed, Wish, owed

QUARTER = "2026-Q3"
USUAL, LATER = date(2027, 1, 30), date(2027, 3, 1)


def of(*wishes, named="starter"):
    return owed(wishes, named, QUARTER)


def test_on_nobodys_list_it_is_the_form_that_says_by_when():
    assert of() == Owed(USUAL)
    assert of(named="short").due_on == form("short").deadline(QUARTER) != USUAL


def test_a_funders_own_day_goes_before_the_forms_and_no_other_form_puts_it_off():
    assert of(Wish("The Fund", LATER)) == Owed(LATER, ["The Fund"])
    assert of(Wish("The Fund"), named="short") == Owed(USUAL, ["The Fund"])


def test_of_several_funders_the_first_day_counts_and_says_whose_it_is():
    assert of(Wish("Late", LATER), Wish("Usual"), Wish("As usual", USUAL)) == Owed(USUAL, ["As usual", "Usual"])


def test_who_exempts_does_not_wait_and_where_all_do_nothing_is_owed_nor_late():
    assert of(Wish("Usual", exempts=True), Wish("Late", LATER)) == Owed(LATER, ["Late"])
    nothing = of(Wish("Usual", exempts=True))
    assert nothing == Owed(None)
    assert not nothing.is_late(date(2099, 1, 1))


def test_it_is_late_after_its_last_day_and_not_on_it():
    assert not Owed(USUAL).is_late(USUAL)
    assert Owed(USUAL).is_late(date(2027, 1, 31))
