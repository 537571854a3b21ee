"""Is what people write about an event kept as the lists spell it, and refused where it cannot be?"""

from datetime import date

import pytest

from houselights.errors import WrongUsage
from houselights.register.rules import checked_fields, checked_term, performances_twice
from houselights.vocabularies import LISTS, Term, Vocabulary, shipped

SHIPPED = {name: shipped(name) for name in LISTS}
TODAY = date(2026, 11, 20)
PANTO = Term("Pantomime", valid_until=date(2026, 3, 31))


def checked(**fields):
    return checked_fields(fields, SHIPPED, TODAY)


def test_terms_are_kept_as_the_list_spells_them():
    kept = checked(event_type="performance", sub_discipline="BALLET", distribution_type=" in  person ")

    assert kept == {"event_type": "Performance", "sub_discipline": "Ballet", "distribution_type": "In person"}


def test_blanks_stay_blank():
    blank = {"event_type": "", "is_funded": None, "starts_on": None, "ends_on": None, "attendance": None}

    assert checked(**blank) == blank


@pytest.mark.parametrize(
    ("field", "text", "suggested"),
    [
        ("event_type", "Perfomance", "“Performance”"),
        ("sub_discipline", "Balet", "“Ballet”"),
        ("distribution_type", "Live streams", "“Live stream”"),
    ],
)
def test_a_near_miss_is_refused_and_the_term_suggested(field, text, suggested):
    with pytest.raises(WrongUsage, match=text) as refused:
        checked(**{field: text})

    assert suggested in refused.value.remedy


def test_a_term_like_none_is_refused_with_the_whole_list():
    with pytest.raises(WrongUsage) as refused:
        checked(distribution_type="Carrier pigeon")

    assert all(label in refused.value.remedy for label in shipped("distribution_type").labels())


def test_a_retired_term_is_neither_taken_nor_suggested():
    lists = Vocabulary("event_type", "Event Type", "v1", (Term("Performance"), PANTO))

    assert checked_term(lists, "Pantomime", date(2026, 3, 31)) == "Pantomime"
    for text in ("Pantomime", "Pantomimes"):
        with pytest.raises(WrongUsage) as refused:
            checked_term(lists, text, TODAY)
        assert "Pantomime" not in refused.value.remedy


def test_the_last_day_is_not_before_the_first():
    same = {"starts_on": TODAY, "ends_on": TODAY}

    assert checked(**same) == same
    with pytest.raises(WrongUsage, match="before the first"):
        checked(starts_on=TODAY, ends_on=date(2026, 11, 19))


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 301])
def test_a_name_is_there_and_can_be_kept(name):
    with pytest.raises(WrongUsage):
        checked(name=name)


def test_a_name_is_on_one_line():
    assert checked(name=" Spring\n Gala ") == {"name": "Spring Gala"}


@pytest.mark.parametrize("field", ["number_of_performances", "attendance"])
@pytest.mark.parametrize("number", [-1, 2**31])
def test_counts_are_whole_numbers_that_can_be_kept(field, number):
    with pytest.raises(WrongUsage, match=str(number)):
        checked(**{field: number})


@pytest.mark.parametrize(
    ("wanted", "taken", "twice"),
    [
        (None, [("p1",)], set()),
        (("p1",), [None], set()),
        (("p1", "p2"), [("p3",), ("p4",)], set()),
        (("p1", "p2"), [("p2", "p3"), None], {"p2"}),
    ],
)
def test_a_performance_that_another_link_was_narrowed_to_is_noticed(wanted, taken, twice):
    assert performances_twice(wanted, taken) == twice
