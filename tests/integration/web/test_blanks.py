"""The page of blanks: a suggestion beside each, filled one by one and many at once, and nobody's work is lost."""

import re
from datetime import date

import pytest
from django.test import Client

import cast
from houselights.organisations.models import Organisation, User
from houselights.register.actions import change_event
from houselights.register.models import Event
from markup import problems_of

BLANKS = "/o/lyric/events/blanks/"
WHOLE = {"event_type": "Performance", "is_funded": True, "sub_discipline": "Drama", "distribution_type": "In person"}


@pytest.fixture
def browser(client: Client, gus: User) -> Client:
    client.force_login(gus)
    return client


@pytest.fixture
def jazz(lyric: Organisation) -> Event:
    return cast.make_event(lyric, "Jazz at Noon", starts_on=date(2026, 11, 3))


def test_only_events_with_blanks_are_shown_drafts_too_each_with_its_suggestion(
    browser: Client, lyric: Organisation, jazz: Event
):
    cast.make_event(lyric, "Complete", **WHOLE)
    cast.make_event(lyric, "From the box office", is_draft=True)

    page = browser.get(BLANKS)

    assert [row.event.name for row in page.context["blanks"].rows] == ["From the box office", "Jazz at Noon"]
    assert "The title says “Jazz”." in page.text
    assert f'value="{jazz.pk}.sub_discipline=Jazz"' in page.text
    assert problems_of(page.text) == []


def test_progress_counts_what_is_left_of_all_answers(browser: Client, lyric: Organisation, jazz: Event):
    cast.make_event(lyric, "Complete", **WHOLE)

    page = browser.get(BLANKS).text

    assert "<b>4</b> of 8 answers left to fill in" in page
    assert '<progress max="8" value="4"' in page


def test_a_quarter_shows_its_own_blanks_and_the_counts_lead_to_as_many(
    browser: Client, lyric: Organisation, jazz: Event
):
    cast.make_event(lyric, "In May", starts_on=date(2026, 5, 3))
    cast.make_event(lyric, "Complete in May", starts_on=date(2026, 5, 3), **WHOLE)

    choices = browser.get(BLANKS).context["blanks"].quarters

    for choice in choices:
        assert len(browser.get(BLANKS + choice.href).context["blanks"].rows) == choice.count, choice.label
    assert [row.event.name for row in browser.get(BLANKS + "?quarter=2026-Q1").context["blanks"].rows] == ["In May"]


def test_what_is_chosen_in_the_rows_is_stored(browser: Client, jazz: Event):
    sent = {f"{jazz.pk}.event_type": "Performance", f"{jazz.pk}.is_funded": "No", f"{jazz.pk}.sub_discipline": ""}

    answer = browser.post(BLANKS, sent, follow=True)

    jazz.refresh_from_db()
    assert "2 blanks filled in." in answer.text
    assert (jazz.event_type, jazz.is_funded, jazz.sub_discipline) == ("Performance", False, "")


def test_a_suggestion_is_accepted_by_its_button_without_losing_what_was_chosen(browser: Client, jazz: Event):
    page = browser.get(BLANKS).text
    found = re.search(r'name="accept" value="([^"]+sub_discipline[^"]+)"', page)
    assert found is not None

    browser.post(BLANKS, {f"{jazz.pk}.event_type": "Festival", "accept": found[1]})

    jazz.refresh_from_db()
    assert (jazz.sub_discipline, jazz.event_type) == ("Jazz", "Festival")


def test_one_value_goes_to_all_ticked_rows_and_leaves_what_is_filled(browser: Client, lyric: Organisation, jazz: Event):
    filled = cast.make_event(lyric, "Filled", event_type="Festival")
    unticked = cast.make_event(lyric, "Unticked")

    browser.post(
        BLANKS,
        {"do": "ticked", "tick": [jazz.pk, filled.pk], "all.event_type": "Performance", "all.is_funded": "Yes"},
    )

    for event, kind, funded in [(jazz, "Performance", True), (filled, "Festival", True), (unticked, "", None)]:
        event.refresh_from_db()
        assert (event.event_type, event.is_funded) == (kind, funded)


def test_a_choice_of_its_own_row_comes_before_the_one_for_all(browser: Client, jazz: Event):
    browser.post(
        BLANKS,
        {"do": "ticked", "tick": jazz.pk, "all.event_type": "Performance", f"{jazz.pk}.event_type": "Festival"},
    )

    jazz.refresh_from_db()
    assert jazz.event_type == "Festival"


def test_all_that_are_alike_are_accepted_at_once_within_the_quarter(browser: Client, lyric: Organisation, jazz: Event):
    second = cast.make_event(lyric, "Jazz at Nine", starts_on=date(2026, 12, 3))
    other_quarter = cast.make_event(lyric, "Jazz in May", starts_on=date(2026, 5, 3))
    address = BLANKS + "?quarter=2026-Q3"
    group = next(each for each in browser.get(address).context["blanks"].groups if each.alike.value == "Jazz")
    assert group.count == 2

    browser.post(address, {"alike": group.alike.written()})

    for event, value in [(jazz, "Jazz"), (second, "Jazz"), (other_quarter, "")]:
        event.refresh_from_db()
        assert event.sub_discipline == value


def test_two_people_at_once_lose_nothing_and_the_second_is_told(browser: Client, jazz: Event, ada: User):
    browser.get(BLANKS)
    change_event(event=jazz, by=ada, event_type="Festival")

    answer = browser.post(BLANKS, {f"{jazz.pk}.event_type": "Performance", f"{jazz.pk}.is_funded": "Yes"}, follow=True)

    jazz.refresh_from_db()
    assert (jazz.event_type, jazz.is_funded) == ("Festival", True)
    assert "Jazz at Noon: event type was filled in by somebody else meanwhile. Theirs was kept." in answer.text


def test_nothing_chosen_says_so(browser: Client, jazz: Event):
    assert "Nothing was chosen" in browser.post(BLANKS, {f"{jazz.pk}.event_type": ""}, follow=True).text


@pytest.mark.parametrize(
    "sent",
    [
        {"1.name": "Mine"},
        {"9" * 30 + ".event_type": "Performance"},
        {"accept": "x"},
        {"accept": "1.organisation=2"},
        {"alike": "event_type|guess|Performance"},
        {"alike": "||"},
        {"do": "ticked", "tick": ["", "-1", "9" * 40, "'"], "all.event_type": "Performance"},
    ],
)
def test_what_no_form_of_ours_sends_changes_nothing(browser: Client, jazz: Event, sent: dict[str, str]):
    before = Event.objects.values()[0]

    assert browser.post(BLANKS, sent, follow=True).status_code == 200
    assert Event.objects.values()[0] == before


def test_an_event_of_another_organisation_is_neither_shown_nor_filled(
    browser: Client, lyric: Organisation, grand: Organisation
):
    theirs = cast.make_event(grand, "Theirs")

    browser.post(BLANKS, {f"{theirs.pk}.event_type": "Performance"})

    theirs.refresh_from_db()
    assert theirs.event_type == ""
    assert "Theirs" not in browser.get(f"{BLANKS}?event={theirs.pk}").text


def test_who_only_reads_sees_what_is_missing_and_cannot_fill_it(client: Client, ben: User, jazz: Event):
    client.force_login(ben)

    page = client.get(BLANKS).text

    assert "Jazz at Noon" in page
    assert "<select" not in page
    assert client.post(BLANKS, {f"{jazz.pk}.event_type": "Performance"}).status_code == 403


def test_a_rule_is_switched_off_on_the_page_and_its_suggestions_go(browser: Client, jazz: Event):
    answer = browser.post(BLANKS + "rules/", {"rule": "title-sub-discipline", "switch": "off"}, follow=True)

    assert "The title says “Jazz”." not in answer.text
    assert "switched off" in answer.text
    assert (
        "The title says “Jazz”."
        in browser.post(BLANKS + "rules/", {"rule": "title-sub-discipline", "switch": "on"}, follow=True).text
    )
    assert browser.post(BLANKS + "rules/", {"rule": "guess", "switch": "on"}).status_code == 404


def test_a_title_that_looks_like_markup_is_shown_as_text(browser: Client, lyric: Organisation):
    cast.make_event(lyric, "<script>alert(1)</script> jazz")

    page = browser.get(BLANKS).text

    assert "<script>alert" not in page
    assert problems_of(page) == []


def test_a_long_list_comes_in_parts_and_none_is_left_out(browser: Client, lyric: Organisation):
    for number in range(45):
        cast.make_event(lyric, f"Event {number:02}")

    shown = [
        row.event.name
        for part in ("", "&page=2")
        for row in browser.get(f"{BLANKS}?quarter=all{part}").context["blanks"].rows
    ]

    assert sorted(shown) == [f"Event {number:02}" for number in range(45)]


def test_each_count_of_blanks_leads_here(browser: Client, jazz: Event):
    listed = browser.get("/o/lyric/events/?quarter=all&only=blank").text

    assert f'href="{BLANKS}?event={jazz.pk}"' in listed
    assert f'href="{BLANKS}?quarter=all"' in listed
    assert len(browser.get(f"{BLANKS}?event={jazz.pk}").context["blanks"].rows) == 1


def test_without_events_or_blanks_it_says_what_will_be_here(browser: Client, lyric: Organisation):
    assert "Events with blanks appear here" in browser.get(BLANKS).text
    cast.make_event(lyric, "Complete", **WHOLE)
    assert "Nothing is blank" in browser.get(BLANKS).text
