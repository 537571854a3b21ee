"""Do two records of one person share a compound, and two people none? Plain texts here; keys are privacy's."""

import tomllib
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houselights.connectors.identity import Person, compounds, normal_email, normal_line, normal_phone, usual_name

LIZ = Person(
    first_name="Elizabeth",
    last_name="O'Neill",
    line1="Flat 2, 14 High Street",
    postcode="LN1 2TJ",
    birth_date="1971-08-15",
)


def shared(one: Person, other: Person) -> set[str]:
    return {name for name, _ in set(compounds(one)) & set(compounds(other))}


def but(person: Person, **changes: str) -> Person:
    return msgspec.structs.replace(person, **changes)


@pytest.mark.parametrize(
    ("changes", "token"),
    [
        ({"first_name": "Liz"}, "name_postcode"),
        ({"first_name": "E"}, "surname_initial_postcode"),
        ({"first_name": "ELIZABETH", "last_name": "oneill", "postcode": "ln12tj"}, "name_postcode"),
        ({"first_name": "O'Neill", "last_name": "Elizabeth"}, "sorted_name_postcode"),
        ({"last_name": "O'Neil"}, "sound_initial_postcode"),
        ({"postcode": "LN1 2TH", "line1": ""}, "name_sector"),
        ({"first_name": "Beth", "last_name": "Marchmont", "line1": "flat 2 14 high st"}, "first_name_address"),
        ({"first_name": "Pat", "line1": "Flat 2, 14 High St."}, "surname_address"),
        ({"first_name": "Pat", "last_name": "Marchmont"}, "address"),
        ({"postcode": "EX4 8EX", "line1": "1 Elm Road"}, "surname_initial_birth"),
        ({"last_name": "Marchmont", "line1": "", "first_name": "Lizzie"}, "first_name_birth_postcode"),
    ],
    ids=str,
)
def test_a_record_written_another_way_shares_a_compound(changes, token):
    assert token in shared(LIZ, but(LIZ, **changes))


def test_neighbours_share_nothing():
    assert (
        shared(LIZ, Person("Otto", "Brandt", line1="16 High Street", postcode="LN1 2TJ", birth_date="1980-01-01"))
        == set()
    )


@pytest.mark.parametrize("alone", ["first_name", "last_name", "birth_date", "postcode", "line1"])
def test_nothing_is_made_of_one_field_alone(alone):
    person = Person(**{alone: getattr(LIZ, alone)})

    assert list(compounds(person)) == []


@settings(deadline=None)  # other work may share the processor
@given(st.builds(Person, *[st.text(max_size=12)] * 3, st.tuples(st.text(max_size=12)), *[st.text(max_size=12)] * 4))
def test_any_text_makes_compounds_without_an_error_and_never_of_a_name_or_birth_date_alone(person):
    bare = {person.first_name, person.last_name, person.birth_date, ""}

    assert [name for name, plain in compounds(person) if name not in ("email", "phone") and plain in bare] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jo@Example.org", " jo@example.org "),
        ("jo.bloggs@gmail.com", "jobloggs+theatre@googlemail.com"),
        ("jo+lyric@example.org", "jo@example.org"),
        ("jo@hotmail.co.uk", "jo@hotmail.com"),
    ],
)
def test_one_mailbox_has_one_form(one, other):
    assert normal_email(one) == normal_email(other) != ""


def test_dots_matter_where_the_provider_says_so():
    assert normal_email("jo.bloggs@example.org") != normal_email("jobloggs@example.org")


@pytest.mark.parametrize("text", ["", "none", "jo@", "@example.org", "jo@example", "a b@example.org"])
def test_what_is_no_address_has_no_form(text):
    assert normal_email(text) == ""


@pytest.mark.parametrize("text", ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "(07700)900123"])
def test_one_number_has_one_form(text):
    assert normal_phone(text) == "+447700900123"


@pytest.mark.parametrize("text", ["", " ", "none", "123", "ask Jo"])
def test_what_is_no_number_has_no_form(text):
    assert normal_phone(text) == ""


def test_two_numbers_in_either_order_give_the_same_two_tokens():
    one = Person(phones=("07700 900123", "01632 960456"))
    other = Person(phones=("01632 960456", "+447700900123"))

    assert dict(compounds(one)) == dict(compounds(other))
    assert set(dict(compounds(one))) == {"phone", "phone_other"}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("liz", "elizabeth"),
        ("bob", "robert"),
        ("bill", "william"),
        ("tony", "anthony"),
        ("kate", "catherine"),
        ("archie", "archibald"),
    ],
)
def test_a_short_name_stands_for_the_long_one(short, long):
    assert usual_name(short) == usual_name(long)


def test_every_short_name_of_ours_stands_for_one_name_alone():
    listed = tomllib.loads((files("houselights.connectors") / "short_names.toml").read_text(encoding="utf-8"))
    names = [name for long, short in listed.items() for name in (long, *short)]

    assert sorted(set(names)) == sorted(names)


def test_a_line_is_the_same_without_marks_and_long_words():
    assert normal_line("Flat 2,  14 HIGH STREET.") == normal_line("flat 2 14 high st") != ""
