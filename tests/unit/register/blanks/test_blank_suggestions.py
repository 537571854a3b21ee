"""What is suggested for a blank, and why?"""

from datetime import date

import pytest

from houselights.register.blanks.rules import Entry, Memory, remember, suggestion, title_key
from houselights.register.blanks.shipped import FIELDS, shipped_rules
from houselights.vocabularies import LISTS, shipped

LABELS = {name: shipped(name).labels() for name in LISTS}
RULES = shipped_rules()
NOTHING = dict.fromkeys(FIELDS, "")


def entry(number: int, title: str, day: date | None = date(2026, 12, 1), place: str = "", **values: str) -> Entry:
    has_postcode = values.pop("postcode", "") != ""
    return Entry(number, title, day, place, has_postcode, NOTHING | values)


def memory(*before: Entry) -> Memory:
    return remember(before, LABELS)


def said(one: Entry, name: str, *before: Entry) -> tuple[str, str] | None:
    found = suggestion(one, name, memory(one, *before), RULES)
    return found and (found.value, found.reason)


def test_the_same_title_last_year_is_the_first_thing_asked():
    before = entry(1, "Cinderella 2025", date(2025, 12, 5), sub_discipline="Family theatre")

    found = said(entry(2, "CINDERELLA, 2026"), "sub_discipline", before)

    assert found == ("Family theatre", "“Cinderella 2025” in December 2025 has this.")


def test_of_several_earlier_ones_the_newest_before_it_counts():
    older = entry(1, "Jazz Night", date(2024, 5, 1), is_funded="No")
    newer = entry(2, "Jazz Night", date(2025, 5, 1), is_funded="Yes")
    later = entry(3, "Jazz Night", date(2028, 5, 1), is_funded="No")

    assert said(entry(4, "Jazz Night", date(2026, 5, 1)), "is_funded", older, later, newer) == (
        "Yes",
        "“Jazz Night” in May 2025 has this.",
    )


def test_an_event_does_not_suggest_itself():
    assert said(entry(1, "Mystery", event_type="Other"), "event_type") is None


@pytest.mark.parametrize(
    ("title", "name", "value"),
    [
        ("Knit & Natter", "event_type", "Workshop or participatory session"),
        ("Knit & Natter", "sub_discipline", "Craft"),
        ("JAZZ at noon", "sub_discipline", "Jazz"),
        ("Film: Metropolis", "event_type", "Screening"),
        ("An Evening of Q&A", "event_type", "Talk, reading or discussion"),
    ],
)
def test_a_word_of_the_title_tells(title: str, name: str, value: str):
    found = said(entry(1, title), name)

    assert found is not None
    assert found[0] == value
    assert found[1].startswith("The title says “")


@pytest.mark.parametrize("title", ["Filmore", "Jazzercise", "Operation Mincemeat", "Classy", "Stalking Heads"])
def test_only_a_whole_word_tells(title: str):
    assert said(entry(1, title), "event_type") is None
    assert said(entry(1, title), "sub_discipline") is None


def test_a_place_called_online_is_a_live_stream_and_one_with_a_postcode_is_in_person():
    assert said(entry(1, "A", place="Online"), "distribution_type") == ("Live stream", "The place is “Online”.")
    found = said(entry(1, "A", place="Main stage", postcode="yes"), "distribution_type")
    assert found == ("In person", "“Main stage” has a postcode: people go there.")
    assert said(entry(1, "A", place="Somewhere"), "distribution_type") is None


def test_what_is_usual_is_suggested_with_its_counts_and_only_when_it_is_usual():
    usual = [entry(number, f"Show {number}", is_funded="Yes") for number in range(5)]
    mixed = [entry(number + 10, f"Other {number}", is_funded="No") for number in range(4)]

    assert said(entry(99, "New"), "is_funded", *usual) == ("Yes", "5 of your 5 events have this.")
    assert said(entry(99, "New"), "is_funded", *usual[:4]) is None
    assert said(entry(99, "New"), "is_funded", *usual, *mixed) is None


def test_what_is_usual_at_the_same_place_comes_before_what_is_usual_at_all():
    studio = [entry(number, f"S{number}", place="Studio", sub_discipline="Drama") for number in range(4)]
    stage = [entry(number + 20, f"T{number}", place="Stage", sub_discipline="Musical theatre") for number in range(30)]

    found = said(entry(99, "New", place="Studio"), "sub_discipline", *studio, *stage)

    assert found == ("Drama", "4 of your 4 events at “Studio” have this.")


def test_a_value_that_has_left_its_list_is_not_suggested():
    before = entry(1, "Cinderella", date(2025, 12, 5), event_type="Pageant")

    assert said(entry(2, "Cinderella"), "event_type", before) is None


def test_a_rule_that_is_switched_off_says_nothing():
    one = entry(1, "Jazz at noon")
    others = [rule for rule in RULES if rule.name != "title-sub-discipline"]

    assert suggestion(one, "sub_discipline", memory(one), others) is None


@pytest.mark.parametrize("title", ["1984", "2026", "☃", ""])
def test_a_title_of_nothing_but_a_year_or_signs_is_still_itself(title: str):
    assert title_key(title) in (title, "")
    assert said(entry(1, title), "sub_discipline", entry(2, "Cats", sub_discipline="Musical theatre")) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_shipped_rule_suggests_only_what_is_on_the_list_and_each_of_its_words_once(rule):
    for value in {value for _, value in rule.words} | ({rule.value} - {""}):
        for name in rule.fields:
            assert value in LABELS[name]
    words = [word for word, _ in rule.words]
    assert sorted(words) == sorted(set(words))
    assert words == [word.casefold() for word in words]
    assert rule.title
    assert rule.says.endswith(".")
