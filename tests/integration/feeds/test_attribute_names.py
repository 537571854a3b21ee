"""Is an attribute whose name is only nearly right said, with what to rename it to?"""

import pytest

from cast import make_box_office_event, make_connection
from houselights.feeds.checks import CHECKS, attribute_names

pytestmark = pytest.mark.django_db


def test_a_nearly_right_name_is_a_finding_that_says_what_to_rename(lyric):
    connection = make_connection(lyric)
    for number in (1, 2):
        make_box_office_event(connection, number, attributes={"Illuminate Event Typ": "Performance", "Genre": "Drama"})

    (found,) = attribute_names(connection)

    assert (found.code, found.severity, found.subject) == ("attribute-name", "warning", "Illuminate Event Type")
    assert "“Illuminate Event Typ” on 2 events" in found.message
    assert "“Illuminate Event Type”" in found.remedy
    assert attribute_names in CHECKS


def test_right_names_in_any_spelling_are_none(lyric):
    connection = make_connection(lyric)
    make_box_office_event(connection, attributes={"illuminate_event_TYPE": "Performance", "IlluminateIsFunded": "Yes"})

    assert list(attribute_names(connection)) == []
