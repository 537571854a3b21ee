"""The register on pages: every form's happy path, every refusal, and the filters that lead to what they count."""

import re
from datetime import date

import pytest
from django.test import Client

import cast
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.organisations.models import Organisation, User
from houselights.register.models import Event

EVENTS = "/o/lyric/events/"
FULL = "101ASVSQQQCRPSCNRQPCKDQQQTGLMGKBC"


@pytest.fixture
def browser(client: Client, gus: User) -> Client:
    client.force_login(gus)
    return client


@pytest.fixture
def connection(lyric: Organisation) -> Connection:
    return cast.make_connection(lyric)


@pytest.fixture
def found(connection: Connection) -> BoxOfficeEvent:
    """Sold at the box office and linked to nothing."""
    return cast.make_box_office_event(
        connection, 101, box_office_id=FULL, name="Cinderella", tickets=40, pence=60_000, venue_name="Stage"
    )


def test_an_event_is_added_with_a_name_alone(browser: Client, lyric: Organisation):
    answer = browser.post(EVENTS + "add/", {"name": "Parade"}, follow=True)

    event = lyric.events.get()
    assert answer.redirect_chain[-1][0] == f"{EVENTS}{event.pk}/"
    assert "“Parade” is on the register." in answer.text
    assert (event.is_funded, event.starts_on, event.event_type) == (None, None, "")


def test_every_field_arrives_as_it_was_said(browser: Client, lyric: Organisation):
    place = lyric.locations.create(name="Studio")
    given = {
        "name": "Parade",
        "starts_on": "2026-05-03",
        "ends_on": "2026-05-04",
        "location": place.pk,
        "event_type": "Performance",
        "is_funded": "no",
        "number_of_performances": "2",
        "is_ticketed": "no",
        "attendance": "1500",
        "attendance_is_estimated": "yes",
        "description": "All through the town.",
    }

    browser.post(EVENTS + "add/", given)

    event = lyric.events.get()
    assert (event.starts_on, event.ends_on, event.location) == (date(2026, 5, 3), date(2026, 5, 4), place)
    assert (event.event_type, event.is_funded, event.is_ticketed) == ("Performance", False, False)
    assert (event.attendance, event.attendance_is_estimated, event.number_of_performances) == (1500, True, 2)
    form = browser.get(f"{EVENTS}{event.pk}/edit/").text
    assert 'value="2026-05-03"' in form
    assert '<option value="yes" selected>' in form


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "Enter a name."),
        ({"starts_on": "soon"}, "Enter a real date"),
        ({"starts_on": "2026-05-03", "ends_on": "2026-05-01"}, "The last day is before the first day."),
        ({"event_type": "Nonsense"}, "Nonsense"),
        ({"location": "999999"}, "valid choice"),
        ({"attendance": "many"}, "Enter a whole number."),
        ({"attendance": "-1"}, "greater than or equal to 0"),
        ({"is_funded": "perhaps"}, "perhaps"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(browser: Client, lyric: Organisation, changes, says: str):
    answer = browser.post(EVENTS + "add/", {"name": "Parade", **changes})

    assert "There is a problem" in answer.text
    assert says in answer.text
    assert not lyric.events.exists()


def test_a_place_of_another_organisation_cannot_be_chosen(browser: Client, lyric: Organisation, grand: Organisation):
    theirs = grand.locations.create(name="Their stage")

    answer = browser.post(EVENTS + "add/", {"name": "Parade", "location": theirs.pk})

    assert "Their stage" not in answer.text
    assert not lyric.events.exists()


def test_fields_that_the_form_does_not_have_are_ignored(browser: Client, lyric: Organisation, grand: Organisation):
    event = cast.make_event(lyric, "Parade")

    browser.post(
        f"{EVENTS}{event.pk}/edit/",
        {
            "name": "Parade",
            "organisation": grand.pk,
            "organisation_id": grand.pk,
            "id": 999,
            "created_at": "2001-01-01",
        },
    )

    assert not grand.events.exists()
    assert lyric.events.get().pk == event.pk


def test_saving_a_draft_confirms_it(browser: Client, lyric: Organisation, found: BoxOfficeEvent):
    browser.post(EVENTS + "adopt/", {"event": found.pk, "which": "ticked"})
    event = lyric.events.get()
    assert event.is_draft

    browser.post(f"{EVENTS}{event.pk}/edit/", {"name": event.name})

    event.refresh_from_db()
    assert not event.is_draft


def test_an_event_leaves_the_register_with_its_links_after_a_page_that_says_so(
    browser: Client, lyric: Organisation, found: BoxOfficeEvent
):
    browser.post(EVENTS + "adopt/", {"event": found.pk, "which": "ticked"})
    event = lyric.events.get()
    page = f"{EVENTS}{event.pk}/remove/"
    assert page in browser.get(f"{EVENTS}{event.pk}/").text

    assert "Its 1 link to the box office goes with it: the sales behind it wait again" in browser.get(page).text
    assert lyric.events.exists()
    answer = browser.post(page, follow=True)

    assert f"“{event.name}” is off the register." in answer.text
    assert not lyric.events.exists()
    assert found.name in browser.get(EVENTS + "adopt/").text


def test_ticked_events_are_adopted_linked_and_the_others_go_on_waiting(
    browser: Client, connection: Connection, found: BoxOfficeEvent, lyric: Organisation
):
    cast.make_box_office_event(connection, 102, name="Tempest", tickets=10)

    answer = browser.post(EVENTS + "adopt/", {"event": found.pk, "which": "ticked"}, follow=True)

    assert "1 event added as drafts" in answer.text or "1 event added as a draft" in answer.text
    assert [event.name for event in lyric.events.all()] == ["Cinderella"]
    assert "Tempest" in browser.get(EVENTS + "adopt/").text


def test_all_that_wait_are_adopted_at_once_and_never_twice(browser: Client, found: BoxOfficeEvent, lyric: Organisation):
    for _ in range(2):
        browser.post(EVENTS + "adopt/", {"which": "all"})

    assert lyric.events.count() == 1


def test_nothing_ticked_adds_nothing_and_says_so(browser: Client, found: BoxOfficeEvent, lyric: Organisation):
    answer = browser.post(EVENTS + "adopt/", {"which": "ticked"}, follow=True)

    assert "Nothing was ticked" in answer.text
    assert not lyric.events.exists()


def test_a_box_office_event_of_another_organisation_is_not_adopted(
    browser: Client, lyric: Organisation, grand: Organisation
):
    theirs = cast.make_box_office_event(cast.make_connection(grand), 101, name="Theirs")

    browser.post(EVENTS + "adopt/", {"event": theirs.pk, "which": "ticked"})

    assert not lyric.events.exists()
    assert not grand.events.exists()


@pytest.mark.parametrize("given", ["101", FULL])
def test_a_link_by_hand_shows_the_title_before_it_links(
    browser: Client, lyric: Organisation, found: BoxOfficeEvent, given: str
):
    event = cast.make_event(lyric, "Our Cinderella")
    link = f"{EVENTS}{event.pk}/link/"

    asked = browser.get(link, {"id": given})
    assert "Is this the same event?" in asked.text
    assert "Cinderella" in asked.text
    assert not event.links.exists()
    browser.post(link, {"box_office_event": found.pk})

    assert event.links.get().box_office_id == found.box_office_id


@pytest.mark.parametrize("given", ["99999", "", "nonsense", "https://evil.example/?x=1", "1" * 400, "101' or 1=1"])
def test_an_id_that_finds_nothing_says_so_and_links_nothing(browser: Client, lyric: Organisation, found, given: str):
    event = cast.make_event(lyric)

    answer = browser.get(f"{EVENTS}{event.pk}/link/", {"id": given}, follow=True)

    assert answer.status_code == 200
    assert 'class="notice error"' in answer.text
    assert "The box office has no event" in answer.text
    assert not event.links.exists()


def test_another_organisations_box_office_event_cannot_be_linked(
    browser: Client, lyric: Organisation, grand: Organisation
):
    theirs = cast.make_box_office_event(cast.make_connection(grand), 101)
    event = cast.make_event(lyric)

    answer = browser.post(f"{EVENTS}{event.pk}/link/", {"box_office_event": theirs.pk})

    assert answer.status_code == 404
    assert not event.links.exists()


def test_a_link_is_taken_away(browser: Client, lyric: Organisation, found: BoxOfficeEvent):
    event = cast.make_event(lyric)
    link = cast.make_link(event, found)

    browser.post(f"{EVENTS}{event.pk}/link/{link.pk}/remove/")

    assert not event.links.exists()


def test_each_filter_leads_to_as_many_events_as_it_counts(browser: Client, lyric: Organisation, found: BoxOfficeEvent):
    cast.make_event(lyric, "Blank")
    cast.make_event(lyric, "Not funded", is_funded=False, event_type="Performance")
    cast.make_link(cast.make_event(lyric, "Linked", is_funded=True), found)
    browser.post(EVENTS + "adopt/", {"which": "all"})

    page = browser.get(EVENTS + "?quarter=all")

    choices = page.context["listing"].filters
    assert {choice.label: choice.count for choice in choices}["Not funded"] == 1
    for choice in choices:
        shown = browser.get(EVENTS + choice.href).context["listing"].rows
        assert len(shown) == choice.count, choice.label


def test_events_are_found_by_any_of_their_words_and_by_place(browser: Client, lyric: Organisation):
    studio = lyric.locations.create(name="Studio")
    cast.make_event(lyric, "The Restless Clockmaker", location=studio)
    cast.make_event(lyric, "Cinderella")

    for words in ("clock restless", "STUDIO"):
        rows = browser.get(EVENTS, {"quarter": "all", "q": words}).context["listing"].rows
        assert [row.event.name for row in rows] == ["The Restless Clockmaker"]
    assert "No event fits" in browser.get(EVENTS, {"quarter": "all", "q": "zebra"}).text


def test_an_event_is_listed_in_every_quarter_that_it_touches(browser: Client, lyric: Organisation):
    cast.make_event(lyric, "Long", starts_on=date(2026, 6, 20), ends_on=date(2026, 7, 2))

    for quarter, many in [("2026-Q1", 1), ("2026-Q2", 1), ("2026-Q3", 0)]:
        assert len(browser.get(EVENTS, {"quarter": quarter}).context["listing"].rows) == many


def test_what_was_done_to_an_event_is_written_under_it(browser: Client, lyric: Organisation):
    browser.post(EVENTS + "add/", {"name": "Parade"})
    event = Event.objects.get()
    browser.post(f"{EVENTS}{event.pk}/edit/", {"name": "Great Parade"})

    page = browser.get(f"{EVENTS}{event.pk}/").text

    assert len(re.findall(r"by Gus", page)) >= 2
