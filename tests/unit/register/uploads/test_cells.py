"""Does a cell become the value that was meant, or a problem that says what to type; and what is mended for whom?"""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.register.uploads.problems import KINDS
from houselights.register.uploads.terms import nearest_of
from houselights.vocabularies import shipped

from .rows_given import FULL, read


@pytest.mark.parametrize("value", ["performance", "  PERFORMANCE ", "Perform\u00a0ance"])
def test_a_term_in_any_capitals_and_spaces_is_taken_and_respelt_in_the_fixed_copy(value):
    reading = read("event_type", value)

    assert (reading.value, reading.found) == ("Performance", None)
    assert reading.fix.after == "Performance"


def test_a_near_miss_stays_an_error_and_is_mended_in_the_fixed_copy_alone():
    reading = read("sub_discipline", "Musical theater")

    assert reading.value is None
    assert (reading.found.code, reading.found.suggestion) == ("not-on-list", "Musical theatre")
    assert reading.fix.after == "Musical theatre"
    assert "of 100" in reading.fix.reason


def test_a_value_like_none_on_the_list_is_an_error_without_a_fix():
    reading = read("event_type", "Jousting")

    assert (reading.value, reading.found.code, reading.fix) == (None, "not-on-list", None)


def test_a_value_that_is_near_to_two_terms_is_not_decided():
    reading = read("sub_discipline", "Other danse or music")

    assert reading.fix is None


@given(st.sampled_from(shipped("sub_discipline").labels()), st.integers(0, 30), st.sampled_from("aeiou"))
def test_no_slip_of_one_letter_is_ever_taken_as_it_is(label, place, letter):
    slip = label[:place] + letter + label[place + 1 :]
    reading = read("sub_discipline", slip)

    assert reading.found is not None or reading.value in shipped("sub_discipline").labels()
    assert reading.fix is None or reading.fix.after in shipped("sub_discipline").labels()


@pytest.mark.parametrize("value", ["yes", "Y", "TRUE", True, 1, "1", "✓", "t"])
def test_yes_is_understood_in_its_usual_spellings(value):
    assert read("is_funded", value).value is True


@pytest.mark.parametrize("value", ["no", "N", "False", False, 0, "0", "f"])
def test_no_is_understood_in_its_usual_spellings(value):
    assert read("is_ticketed", value).value is False


@pytest.mark.parametrize("value", ["maybe", "x", 2, "Yes and no", date(2026, 5, 1)])
def test_anything_else_is_neither_yes_nor_no(value):
    assert read("is_funded", value).found.code == "not-yes-or-no"


@pytest.mark.parametrize(("value", "number"), [(240, 240), (240.0, 240), ("240", 240), ("1,240", 1240), (0, 0)])
def test_a_whole_number_is_taken_as_a_number_or_as_text(value, number):
    assert read("attendance", value).value == number


@pytest.mark.parametrize(
    "value",
    [240.5, -1, "about 240", "1.240", "(5)", "5%", "12 or 13", True, 3e9, "٣", float("inf"), float("nan"), "1,24"],
)
def test_what_is_no_whole_number_is_never_rounded_or_guessed(value):
    reading = read("attendance", value)

    assert (reading.value, reading.found.code, reading.fix) == (None, "not-a-whole-number", None)


def test_the_one_number_in_words_is_suggested():
    assert read("attendance", "about 240").found.suggestion == "240"
    assert read("attendance", "240.5").found.suggestion == ""


def test_a_postcode_is_put_into_its_usual_form():
    reading = read("location_postcode", "ln21qn")

    assert (reading.value, reading.fix.after) == ("LN2 1QN", "LN2 1QN")
    assert read("location_postcode", "Lincoln").found.code == "not-a-postcode"


def test_a_saved_place_is_met_whatever_its_capitals_and_a_nearly_saved_one_is_said():
    assert read("location", "main  HOUSE", "Main House").value == "Main House"
    reading = read("location", "Main Hous", "Main House")

    assert (reading.value, reading.found.code, reading.found.suggestion) == (
        "Main Hous",
        "place-nearly-there",
        "Main House",
    )
    assert reading.fix is None  # Studio 1 and Studio 2 are nearly the same, too
    assert nearest_of("Bandstand", ["Main House"]) == ""


@pytest.mark.parametrize(
    ("problem", "code"), [("error", "error-cell"), ("formula-without-value", "formula-without-value")]
)
@pytest.mark.parametrize("field", ["name", "attendance", "box_office_id", "description"])
def test_a_cell_with_an_error_is_a_problem_and_never_a_blank(field, problem, code):
    reading = read(field, None, problem=problem)

    assert (reading.value, reading.found.code) == (None, code)


@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0\u200b"])
@pytest.mark.parametrize("field", ["name", "starts_on", "box_office_id", "is_funded", "attendance"])
def test_a_blank_is_no_problem(field, value):
    assert read(field, value).is_blank


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("👩\u200d👩\u200d👧 day", "👩\u200d👩\u200d👧 day"),
        ("\u200bA\u00a0 B\ufeff", "A B"),
        ("\x1b[31mRed", "[31mRed"),
    ],
)
def test_a_name_is_kept_as_a_person_sees_it(text, name):
    assert read("name", text).value == name


def test_text_that_is_too_long_to_keep_is_refused_and_never_cut():
    assert read("name", "x" * 301).found.code == "too-long"
    assert read("location", "x" * 201).found.code == "too-long"
    assert read("description", "x" * 5001).found.code == "too-long"
    assert read("name", "x" * 300).value == "x" * 300


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 5, 1), date(2026, 5, 1)),
        (datetime(2026, 5, 1, 19, 30), date(2026, 5, 1)),
        ("2026-05-01", date(2026, 5, 1)),
        ("01/05/2026", date(2026, 5, 1)),
        ("1/5/2026", date(2026, 5, 1)),
    ],
)
def test_a_date_in_the_templates_forms_is_taken_day_first(value, day):
    assert read("starts_on", value).value == day


@pytest.mark.parametrize(
    "value",
    ["1 May 2026", "1st May 2026", "Fri 1 May 2026", "May 1, 2026", "2026/05/01", "1-May-2026", "Friday, 1 May 2026"],
)
def test_a_date_with_one_reading_is_an_error_that_the_fixed_copy_mends(value):
    reading = read("starts_on", value)

    assert (reading.value, reading.found.code) == (None, "not-a-date")
    assert reading.found.suggestion == "01/05/2026"
    assert reading.fix.after == date(2026, 5, 1)


def test_a_month_first_is_mended_only_where_nothing_else_can_be_meant():
    assert read("starts_on", "05/13/2026").fix.after == date(2026, 5, 13)
    assert read("starts_on", "05/12/2026").value == date(2026, 12, 5)


@pytest.mark.parametrize("value", ["01/05/26", "1.5.26", 46143, 46143.5, "46143", "May", "31/02/2026", "soon", "2026"])
def test_two_digit_years_bare_numbers_and_the_rest_are_never_guessed(value):
    reading = read("starts_on", value)

    assert reading.value is None
    assert reading.found is not None
    assert reading.fix is None


@pytest.mark.parametrize("value", [date(1899, 12, 31), date(2200, 1, 1), "0026-05-01"])
def test_a_day_out_of_all_reason_is_no_date(value):
    assert read("starts_on", value).found is not None


@pytest.mark.parametrize("text", [FULL, FULL.lower(), f" {FULL} ", f"{FULL[:9]}\u00a0{FULL[9:]}\u200b"])
def test_the_long_form_of_an_id_is_read_whatever_stray_spaces_it_has(text):
    assert read("box_office_id", text).value.full == FULL


@pytest.mark.parametrize("value", [70401, 70401.0, "70401", "\u00a070401 "])
def test_the_bare_number_is_read_as_text_or_as_a_number(value):
    given_id = read("box_office_id", value).value

    assert (given_id.full, given_id.number) == ("", "70401")


def test_a_booking_link_holds_an_id_and_is_cut_down_to_it_in_the_fixed_copy():
    reading = read("box_office_id", "https://tickets.lyric.example/book?EventId=70401&x=1")

    assert reading.value.number == "70401"
    assert reading.fix.after == "70401"
    assert "booking link" in reading.fix.reason


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [("7.0401E+4", "70401"), ("7.04E+04", ""), ("7.04E+15", ""), ("70401.0", "70401"), (7.0401e17, ""), (70401.5, "")],
)
def test_an_id_that_a_spreadsheet_turned_into_a_number_is_refused_with_the_reason(value, suggestion):
    reading = read("box_office_id", value)

    assert reading.value is None
    assert (reading.found.code, reading.found.suggestion) == ("id-became-a-number", suggestion)
    assert reading.fix is None


@pytest.mark.parametrize(
    "value", [FULL[:-1], FULL[:12], "Spring Gala", True, date(2026, 5, 1), "ASVSQQQCRPSCNRQPCKDQQQTGLMGK"]
)
def test_an_id_that_lost_its_letters_is_refused(value):
    assert read("box_office_id", value).found.code == "id-not-readable"


def test_every_problem_has_a_sentence_and_a_reason():
    for kind in KINDS.values():
        assert kind.severity in ("error", "warning", "notice")
        assert kind.message.endswith((".", "{advice}")), kind.code
        assert kind.why.endswith("."), kind.code
