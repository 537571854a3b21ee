"""Sorting ticket types and leaving events out, on pages, and what figures and waiting sales make of it."""

from typing import Any

import pytest

from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficeEvent, TicketType
from houselights.disclosure.gate import release
from houselights.feeds.actions import rebuild
from houselights.feeds.checks import run_all
from houselights.feeds.queries import waiting
from houselights.home import Home
from houselights.measures.question import Question
from houselights.reconciliation.check import check
from houselights.reconciliation.why.queries import why_of

TYPES, EXCLUSIONS = "/o/lyric/box-office/ticket-types/", "/o/lyric/box-office/exclusions/"


def by_class(home: Home) -> dict[str, Any]:
    table = release(Question("tickets", of="lyric", by=("price_class",)), home=home.path)
    return {cell.labels[0]: cell.value for cell in table.cells}


def test_all_suggestions_are_taken_at_once_and_the_figures_follow(house, home: Home):
    rebuild(house.lyric)
    assert set(by_class(home)) == {"other"}

    page = house.client_of("general").post(TYPES, {"which": "suggested"}, follow=True)
    rebuild(house.lyric)

    assert "sorted. The figures follow" in page.content.decode()
    found = by_class(home)
    assert found["full"] > found["comp"] > 0
    assert {"concession", "child", "companion", "school", "group", "other"} <= set(found)
    assert [each for each in check(house.lyric) if not each.agrees] == []


def test_one_is_sorted_by_hand_and_the_rest_stay(house):
    one, other = house.connection.ticket_types.all()[:2]

    house.client_of("general").post(TYPES, {f"class-{one.pk}": "other"})

    assert TicketType.objects.get(pk=one.pk).price_class == "other"
    assert TicketType.objects.get(pk=other.pk).price_class == ""


def test_the_trail_has_numbers_and_no_names(house):
    one = house.connection.ticket_types.first()

    house.client_of("general").post(TYPES, {f"class-{one.pk}": "full"})

    entry = Entry.objects.filter(action="ticket types sorted").get()
    assert entry.detail == {str(one.pk): "full"}


def test_a_class_that_is_none_changes_nothing(house):
    one, other = house.connection.ticket_types.all()[:2]

    page = house.client_of("general").post(TYPES, {f"class-{one.pk}": "full", f"class-{other.pk}": "cheap"})

    assert page.status_code in (400, 422)
    assert not TicketType.objects.exclude(price_class="").exists()


def test_what_is_not_sorted_is_a_finding(house):
    run = house.connection.runs.first()

    (found,) = [each for each in run_all(run) if each.code == "ticket-types-unsorted"]

    assert "count as other" in found.message


@pytest.fixture
def test_event(house) -> BoxOfficeEvent:
    """An event that the box office calls a test, with sales, linked by mistake."""
    found = (
        BoxOfficeEvent.objects.filter(connection=house.connection, tickets__gt=0).exclude(pk=house.unlinked.pk).last()
    )
    BoxOfficeEvent.objects.filter(pk=found.pk).update(name="TEST event – do not use")
    found.refresh_from_db()
    return found


def test_a_rule_is_off_until_it_is_switched_on_and_shows_what_it_would_take(house, test_event):
    page = house.client_of("general").get(EXCLUSIONS).content.decode()

    assert "TEST event – do not use" in page
    assert "would be left out" in page
    assert house.lyric.exclusions.count() == 0


def test_what_a_rule_leaves_out_is_counted_nowhere_and_all_still_agrees(house, home: Home, test_event):
    rebuild(house.lyric)
    before = release(Question("tickets", of="lyric"), home=home.path).total

    house.client_of("general").post(EXCLUSIONS, {"rule": "test", "on": "yes"})
    rebuild(house.lyric)

    after = release(Question("tickets", of="lyric"), home=home.path).total
    assert before - after == test_event.tickets
    assert [each for each in check(house.lyric) if not each.agrees] == []


def test_one_that_fits_wrongly_is_counted_all_the_same(house, home: Home, test_event):
    rebuild(house.lyric)
    before = release(Question("tickets", of="lyric"), home=home.path).total
    client = house.client_of("general")

    client.post(EXCLUSIONS, {"rule": "test", "on": "yes"})
    client.post(EXCLUSIONS, {"event": str(test_event.pk), "kept": "yes"})
    rebuild(house.lyric)

    assert release(Question("tickets", of="lyric"), home=home.path).total == before


def test_sales_of_what_is_left_out_no_longer_wait(house):
    BoxOfficeEvent.objects.filter(pk=house.unlinked.pk).update(name="Private hire: Grammar School")
    before = waiting(house.lyric)

    house.client_of("general").post(EXCLUSIONS, {"rule": "hire", "on": "yes"})

    assert waiting(house.lyric).events == before.events - 1


def test_switching_it_off_lets_everything_in_again(house, home: Home, test_event):
    rebuild(house.lyric)
    before = release(Question("tickets", of="lyric"), home=home.path).total
    client = house.client_of("general")

    client.post(EXCLUSIONS, {"rule": "test", "on": "yes"})
    client.post(EXCLUSIONS, {"rule": "test", "on": "no"})
    rebuild(house.lyric)

    assert release(Question("tickets", of="lyric"), home=home.path).total == before


def test_a_rule_that_is_none_is_refused(house):
    assert house.client_of("general").post(EXCLUSIONS, {"rule": "everything", "on": "yes"}).status_code == 404


def test_an_event_of_another_organisation_is_not_found(house):
    mine = house.unlinked.pk

    assert house.client_of("stranger").post("/o/grand/box-office/exclusions/", {"event": mine}).status_code == 404


def test_why_names_the_rule_that_leaves_an_event_out(house, test_event):
    house.client_of("general").post(EXCLUSIONS, {"rule": "test", "on": "yes"})
    rebuild(house.lyric)

    answer = why_of(house.lyric, test_event.box_office_id)

    assert answer.verdict == "excluded"
    assert "Test events" in next(step for step in answer.steps if not step.passed).detail
