"""Filling blanks: nothing of anybody else's is overwritten, and everything is in the trail."""

from datetime import date

import pytest

import cast
from houselights.audit.queries import entries_about, trail
from houselights.errors import NotFound
from houselights.organisations.models import Organisation, User
from houselights.register.actions import change_event
from houselights.register.blanks.actions import accept_alike, fill_blanks, switch_rule
from houselights.register.blanks.queries import events_with_blanks, suggestions_of, switches_of


def test_blanks_of_many_events_are_filled_at_once_and_each_is_in_the_trail(lyric: Organisation, gus: User):
    one, two = cast.make_event(lyric, "One"), cast.make_event(lyric, "Two")

    filled = fill_blanks(
        organisation=lyric,
        values={one.pk: {"event_type": "Performance", "is_funded": "No"}, two.pk: {"sub_discipline": "Drama"}},
        by=gus,
    )

    one.refresh_from_db()
    two.refresh_from_db()
    assert filled.fields == 3
    assert (one.event_type, one.is_funded, two.sub_discipline) == ("Performance", False, "Drama")
    for event in (one, two):
        assert entries_about("lyric", f"event {event.pk}")[0].action == "event changed"


def test_what_somebody_else_filled_in_meanwhile_stays_theirs_and_is_told(lyric: Organisation, gus: User, ada: User):
    event = cast.make_event(lyric)
    change_event(event=event, by=ada, event_type="Festival", is_funded=True)

    filled = fill_blanks(
        organisation=lyric,
        values={event.pk: {"event_type": "Performance", "is_funded": "Yes", "sub_discipline": "Drama"}},
        by=gus,
    )

    event.refresh_from_db()
    assert (event.event_type, event.sub_discipline) == ("Festival", "Drama")
    assert (filled.fields, filled.taken) == (1, [(event, "event_type")])


def test_a_word_that_is_not_on_the_list_is_told_and_the_rest_is_stored(lyric: Organisation, gus: User):
    event = cast.make_event(lyric)

    filled = fill_blanks(
        organisation=lyric, values={event.pk: {"event_type": "Drma", "is_funded": "perhaps", "name": "X"}}, by=gus
    )
    fill_blanks(organisation=lyric, values={event.pk: {"distribution_type": "In person"}}, by=gus)

    event.refresh_from_db()
    assert (filled.fields, filled.off_list) == (0, [(event, "event_type"), (event, "is_funded")])
    assert (event.event_type, event.is_funded, event.distribution_type) == ("", None, "In person")
    assert event.name == "Spring Gala"


def test_events_of_another_organisation_are_not_touched(lyric: Organisation, grand: Organisation, gus: User):
    theirs = cast.make_event(grand)

    filled = fill_blanks(organisation=lyric, values={theirs.pk: {"event_type": "Performance"}}, by=gus)

    theirs.refresh_from_db()
    assert (filled.fields, theirs.event_type) == (0, "")


def test_a_suggestion_is_accepted_wherever_it_is_made_and_nowhere_else(lyric: Organisation, gus: User):
    jazz = [cast.make_event(lyric, f"Jazz {number}") for number in range(3)]
    named = cast.make_event(lyric, "Jazz of theirs", sub_discipline="Other music")
    folk = cast.make_event(lyric, "Folk night")
    among = [event.pk for event in (*jazz[:2], named, folk)]

    filled = accept_alike(
        organisation=lyric, among=among, name="sub_discipline", value="Jazz", rule="title-sub-discipline", by=gus
    )

    assert filled.fields == 2
    assert list(lyric.events.filter(sub_discipline="Jazz").order_by("pk")) == jazz[:2]


def test_a_draft_that_is_filled_in_stays_a_draft(lyric: Organisation, gus: User):
    event = cast.make_event(lyric, is_draft=True)

    fill_blanks(organisation=lyric, values={event.pk: {"event_type": "Performance"}}, by=gus)

    event.refresh_from_db()
    assert event.is_draft
    assert event in events_with_blanks(lyric)


def test_a_rule_is_switched_off_for_one_organisation_only_and_on_again(
    lyric: Organisation, grand: Organisation, gus: User
):
    at_lyric, at_grand = cast.make_event(lyric, "Jazz"), cast.make_event(grand, "Jazz")

    for _ in range(2):
        switch_rule(organisation=lyric, rule="title-sub-discipline", on=False, by=gus)

    assert suggestions_of(lyric).for_event(at_lyric) == {}
    assert suggestions_of(grand).for_event(at_grand)["sub_discipline"].value == "Jazz"
    assert [each.rule.name for each in switches_of(lyric) if not each.is_on] == ["title-sub-discipline"]
    assert trail("lyric").filter(action="rule for blanks switched off").count() == 1
    switch_rule(organisation=lyric, rule="title-sub-discipline", on=True, by=gus)
    assert suggestions_of(lyric).for_event(at_lyric)["sub_discipline"].value == "Jazz"


def test_a_rule_that_does_not_exist_cannot_be_switched(lyric: Organisation, gus: User):
    with pytest.raises(NotFound):
        switch_rule(organisation=lyric, rule="guess", on=False, by=gus)


def test_the_same_title_last_year_is_found_on_the_register(lyric: Organisation):
    cast.make_event(lyric, "Carols 2025", starts_on=date(2025, 12, 20), event_type="Performance", is_funded=True)
    now = cast.make_event(lyric, "Carols 2026", starts_on=date(2026, 12, 20))

    found = suggestions_of(lyric).for_event(now)

    assert (found["event_type"].value, found["is_funded"].value) == ("Performance", "Yes")
    assert found["is_funded"].reason == "“Carols 2025” in December 2025 has this."
