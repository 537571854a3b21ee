"""Events written to a workbook and uploaded are the same events, whatever they are."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houselights.register.models import Event
from houselights.register.template import workbook_of
from houselights.register.uploads.actions import undo_upload
from houselights.register.uploads.taking_stock import FIELDS, fields_of
from houselights.vocabularies import shipped
from houselights.vocabularies.template import TEMPLATE

from .books import actions, previewed, stored

DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))
# Formulas, quotes and other people's letters; not control characters, nor what only looks like a space.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1
)
NAMES = (
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(lambda text: text.isprintable() and len(text) < 150)
)


def terms(name):
    return st.none() | st.sampled_from(shipped(name).labels())


@st.composite
def an_event(draw):
    """Values as the register keeps them; None is blank."""
    starts, length = draw(DAYS), draw(st.integers(0, 400))
    return {
        "name": draw(NAMES),
        "starts_on": starts,
        "ends_on": date.fromordinal(starts.toordinal() + length),
        "location": draw(st.none() | NAMES),
        "event_type": draw(terms("event_type")),
        "is_funded": draw(st.none() | st.booleans()),
        "sub_discipline": draw(terms("sub_discipline")),
        "distribution_type": draw(terms("distribution_type")),
        "number_of_performances": draw(st.none() | st.integers(0, 2**31 - 1)),
        "is_ticketed": draw(st.none() | st.booleans()),
        "attendance": draw(st.none() | st.integers(0, 2**31 - 1)),
        "attendance_is_estimated": draw(st.none() | st.booleans()),
        "description": draw(st.none() | NAMES),
    }


def is_an_error(event):
    """`#N/A` is an error to any spreadsheet, also as a name."""
    return any(str(event[field] or "").startswith("#") for field in ("name", "location", "description"))


def written(event):
    spelt = {True: "Yes", False: "No"}
    return [
        spelt[value] if isinstance(value := event.get(column.field), bool) else value for column in TEMPLATE.columns
    ]


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        an_event().filter(lambda event: not is_an_error(event)),
        min_size=1,
        max_size=5,
        unique_by=lambda event: event["name"].casefold(),
    )
)
def test_what_was_written_is_what_is_stored_and_the_same_file_changes_nothing(lyric, events):
    places = {}
    for event in events:  # one place, whatever its capitals, is written as it was first
        if event["location"]:
            event["location"] = places.setdefault(event["location"].casefold(), event["location"])
    content = workbook_of(lyric, [written(event) for event in events])

    upload = stored(lyric, content)
    found = {event.name: event for event in Event.objects.filter(organisation=lyric).select_related("location")}
    again = actions(previewed(lyric, content))
    undo_upload(upload=upload, by=None)

    assert actions(upload) == ["created"] * len(events)
    for event in events:
        kept = {
            name: value or None if isinstance(value, str) else value
            for name, value in fields_of(found[event["name"]]).items()
        }
        assert {name: kept[name] for name in (*FIELDS, "location") if name != "is_draft"} == event
    assert again == ["unchanged"] * len(events)
    assert not Event.objects.filter(organisation=lyric).exists()
