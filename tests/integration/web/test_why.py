"""The page of why, and what the box-office page says of the feed: the cause, its button, and what the button does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

import cast
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.register.actions import unlink_event
from houselights.register.models import Event, RefusedLink
from houselights.register.queries import events_linked_to
from houselights.register.suggestions.queries import suggested
from markup import problems_of

ELSEWHERE = "999999ABCDGHJKLMNPQRSTVABCDGHJKLM"
BOX_OFFICE = "/o/lyric/box-office/"


@pytest.fixture
def browser(house) -> Client:
    """Ada's."""
    return house.client_of("admin")


def why(event: Event) -> str:
    return f"/o/lyric/events/{event.pk}/why/"


def read(browser: Client, address: str) -> str:
    """A page that is well made."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert problems_of(answer.text) == []
    return answer.text


def forgotten(house) -> tuple[Event, BoxOfficeEvent]:
    """An event whose link somebody took away; its box-office event waits again."""
    event = house.event
    there = BoxOfficeEvent.objects.get(box_office_id=event.links.get().box_office_id)
    unlink_event(event=event, connection=there.connection, box_office_id=there.box_office_id, by=None)
    return event, there


def test_what_is_here_says_so(browser: Client, house):
    page = read(browser, why(house.event))

    assert "The data of" in page
    assert "What mends it" not in page
    assert page.count("passed</span>") == 9


def test_the_suggested_link_is_one_button_away_with_its_reasons(browser: Client, house):
    event, there = forgotten(house)
    page = read(browser, why(event))

    assert "is not linked to an event at the box office" in page
    assert "of 100" in page
    assert there.name.replace("'", "&#x27;") in page

    answer = browser.post(why(event) + "answer/", {"do": "yes", "box_office_event": there.pk})

    assert answer["Location"] == f"/o/lyric/events/{event.pk}/"
    assert list(events_linked_to(there)) == [event]
    assert "The data of" in read(browser, why(event))


def test_a_no_is_remembered_and_another_is_suggested_or_none(browser: Client, house):
    event, there = forgotten(house)

    browser.post(why(event) + "answer/", {"do": "no", "box_office_event": there.pk})

    assert RefusedLink.objects.get().box_office_id == there.box_office_id
    assert (event, there) not in [(each.event, each.found) for each in suggested(house.lyric)]
    assert "of 100" not in read(browser, why(event)) or there.name not in read(browser, why(event))


def test_what_is_no_answer_is_told_and_what_is_not_ours_is_not_there(browser: Client, house):
    event, there = forgotten(house)
    theirs = cast.make_box_office_event(cast.make_connection(house.grand))

    assert browser.post(why(event) + "answer/", {"do": "maybe", "box_office_event": there.pk}).status_code == 400
    assert browser.post(why(event) + "answer/", {"do": "yes", "box_office_event": theirs.pk}).status_code == 404
    assert browser.post(why(event) + "answer/", {"do": "yes", "box_office_event": "no number"}).status_code == 404
    assert not event.links.exists()


def test_a_link_to_nothing_can_be_taken_away_there(browser: Client, house):
    event = house.event
    event.links.update(box_office_id=ELSEWHERE)
    page = read(browser, why(event))

    assert "does not have" in page
    assert f"/link/{event.links.get().pk}/remove/" in page
    assert f'href="{why(event)}"' in read(browser, BOX_OFFICE)


def test_a_reader_sees_the_cause_and_no_button(house):
    event, _ = forgotten(house)

    page = read(house.client_of("reader"), why(event))

    assert "is not linked to an event at the box office" in page
    assert "Yes, link them" not in page
    assert "Look it up" not in page


def test_a_box_office_that_does_not_let_us_in_is_connected_from_there(browser: Client, house):
    Connection.objects.update(sealed_secret="")
    button = f'<a class="button" href="{BOX_OFFICE}connect/">'

    assert button in read(browser, why(house.event))
    assert button not in read(house.client_of("general"), why(house.event))


def test_a_period_without_its_days_leads_to_all_time(browser: Client, house):
    page = read(browser, why(house.event) + "?period=2019-Q1")

    assert "outside April to June 2019" in page
    assert "Look at all time" in page
    assert browser.get(why(house.event) + "?period=soon").status_code == 400


def test_a_box_office_event_on_no_register_is_put_there_from_its_page(browser: Client, house):
    there = house.unlinked
    address = f"{BOX_OFFICE}events/{there.pk}/why/"
    page = read(browser, address)

    assert "no event on the register is this one" in page
    assert "Add it to the register" in page
    assert f"{there.tickets:,} ticket" in page

    browser.post(f"{BOX_OFFICE}events/{there.pk}/", {"do": "adopt"})
    adopted = events_linked_to(there).get()
    assert browser.get(address)["Location"] == why(adopted)


def test_every_row_of_both_lists_asks_why(browser: Client, house):
    register = read(browser, "/o/lyric/events/?quarter=all")
    catalogue = read(browser, BOX_OFFICE + "?only=all")

    assert all(why(event) in register for event in house.lyric.events.all())
    assert f"/box-office/events/{house.unlinked.pk}/why/" in catalogue


def test_the_page_says_how_each_connection_stands(browser: Client, house):
    other = cast.make_connection(house.lyric, client="lyric-old", secret="")
    other.sealed_secret = ""
    other.save()
    house.connection.windows.filter(pk=house.connection.windows.first().pk).update(is_complete=False)

    page = read(browser, BOX_OFFICE)

    assert "1 stretch of days" in page
    assert "lyric-old" in page
    assert "never" in page
    assert "newest order" in page.casefold()


def test_a_stalled_feed_is_said_on_the_page(browser: Client, house):
    run = house.connection.runs.first()
    run.findings.create(code="stalled", severity="error", message="Nothing new has arrived.", remedy="Look.")

    page = read(browser, BOX_OFFICE)

    assert "stalled" in page
    assert "Nothing new has arrived." in page


def test_set_aside_records_are_listed_with_their_reasons_and_asked_for_again(browser: Client, house):
    run = house.connection.runs.first()
    house.connection.set_aside.create(
        run=run, kind="orders", box_office_id="77A", reason="total is not a number.", tickets=3, events=["nobody"]
    )
    there = house.unlinked
    house.connection.set_aside.create(run=run, kind="events", box_office_id=there.box_office_id, reason="No name.")

    page = read(browser, BOX_OFFICE + "?only=all")

    assert "2 records set aside" in page
    assert "total is not a number." in page
    assert "1 record set aside</span>" in page
    assert "No name.</small>" in page
    assert "Ask for them again" not in read(house.client_of("reader"), BOX_OFFICE)

    browser.post(BOX_OFFICE + "ask-again/")

    asked = house.connection.runs.first()
    assert (asked.state, asked.asks_again) == ("waiting", True)


def test_an_event_at_the_box_office_says_when_a_row_of_it_last_arrived(browser: Client, house):
    sold = house.connection.catalogue.exclude(last_row_at=None)
    assert sold.count() > 30

    there = house.unlinked
    BoxOfficeEvent.objects.filter(pk=there.pk).update(last_row_at=timezone.now() - timedelta(minutes=3))

    assert "3 minutes ago" in read(browser, BOX_OFFICE + "?only=all")
