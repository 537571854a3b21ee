"""Which names of attributes are nearly right?"""

import pytest

from houselights.register.attribute_names import nearly_right


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Illuminate Event Typ", "Illuminate Event Type"),
        ("IluminateIsFunded", "Illuminate Is Funded"),
        ("Illuminate Sub-Disciplin", "Illuminate Sub Discipline"),
        ("Illuminate Distribution Typs", "Illuminate Distribution Type"),
    ],
)
def test_a_name_with_a_slip_is_told_with_the_right_one(name: str, right: str):
    assert nearly_right([name]) == {name: right}


@pytest.mark.parametrize(
    "name", ["illuminate event type", "IlluminateIsFunded", "Event Type", "Age Guidance", "", "Website", "Illuminate"]
)
def test_a_right_name_in_any_capitals_and_another_name_are_not(name: str):
    assert nearly_right([name]) == {}
