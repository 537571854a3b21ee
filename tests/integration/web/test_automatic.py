"""What happens by itself is told on the box-office page, and drafts of new events are an admin's to want."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from houselights.audit.models import Entry
from houselights.connections.models import Connection

PAGE = "/o/lyric/box-office/"


@pytest.fixture
def browser(house) -> Client:
    """Ada's."""
    return house.client_of("admin")


def test_when_it_is_read_next_is_told(browser: Client, house):
    page = browser.get(PAGE).text

    last = house.connection.runs.first().finished_at
    assert "every 30 minutes, next" in page
    assert f"{timezone.localtime(last + timedelta(minutes=30)):%H:%M}" in page


def test_requests_are_told_beside_the_days_budget(browser: Client, house, settings):
    settings.DAILY_REQUEST_BUDGET = 54_321
    Connection.objects.filter(pk=house.connection.pk).update(requests_on=timezone.localdate(), requests_made=1_234)

    assert "1,234 of 54,321" in browser.get(PAGE).text


def test_yesterdays_requests_are_not_todays(browser: Client, house):
    yesterday = timezone.localdate() - timedelta(days=1)
    Connection.objects.filter(pk=house.connection.pk).update(requests_on=yesterday, requests_made=1_234)

    assert "0 of 100,000" in browser.get(PAGE).text


def test_a_server_that_reads_nothing_by_itself_says_so(browser: Client, settings):
    settings.SYNC_MINUTES = 0

    assert "only when somebody asks" in browser.get(PAGE).text


@pytest.mark.parametrize(("sent", "wanted"), [({"adopts_new": "yes"}, True), ({}, False), ({"adopts_new": "1"}, False)])
def test_an_admin_says_whether_new_events_become_drafts(browser: Client, house, sent, wanted):
    Connection.objects.filter(pk=house.connection.pk).update(adopts_new=not wanted)

    answer = browser.post(f"{PAGE}new-events/", sent)

    house.connection.refresh_from_db()
    assert (answer.status_code, house.connection.adopts_new) == (302, wanted)
    entry = Entry.objects.order_by("id").last()
    assert entry.action == ("new events become drafts" if wanted else "new events wait for a person")
    assert entry.by_id == house.people["admin"].pk


@pytest.mark.parametrize(("who", "status"), [("general", 403), ("reader", 403), ("stranger", 404), ("funder", 404)])
def test_nobody_else_does(house, who, status):
    answer = house.client_of(who).post(f"{PAGE}new-events/", {"adopts_new": "yes"})

    house.connection.refresh_from_db()
    assert (answer.status_code, house.connection.adopts_new) == (status, False)
    assert 'name="adopts_new"' not in house.client_of("reader").get(PAGE).text
