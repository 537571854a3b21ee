"""Is a place kept with a name and a postcode that is one?"""

import pytest

from houselights.errors import WrongUsage
from houselights.register.rules import checked_place, checked_postcode, usable_postcode


@pytest.mark.parametrize("text", ["LN2 1QN", "ln21qn", " LN2  1QN ", "Ln2\u00a01qN"])
def test_a_postcode_is_kept_in_its_usual_form(text):
    assert checked_postcode(text) == "LN2 1QN"


@pytest.mark.parametrize("text", ["LN2", "LN2 1Q", "nowhere", "LN2 1QN Lincoln", "12345"])
def test_what_is_no_postcode_is_refused_for_a_person_and_left_out_for_a_machine(text):
    with pytest.raises(WrongUsage, match="not a postcode") as refused:
        checked_postcode(text)

    assert "LN2 1QN" in refused.value.remedy
    assert usable_postcode(text) == ""


def test_online_has_no_postcode():
    assert checked_postcode("  ") == usable_postcode("") == ""


def test_a_postcode_never_reaches_the_log(caplog):
    with pytest.raises(WrongUsage):
        checked_postcode("QQ99 9ZZZ")

    assert caplog.text == ""


def test_the_name_of_a_place_is_on_one_line():
    assert checked_place("  The \t Studio ") == "The Studio"


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_a_place_has_a_name_that_can_be_kept(name):
    with pytest.raises(WrongUsage):
        checked_place(name)
