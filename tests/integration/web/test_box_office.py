"""The box-office pages: connecting with its steps, checking for sales, watching, stopping, mending, disconnecting."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

import cast
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.connections.queries import secret_of
from houselights.feeds.models import SyncRun
from houselights.feeds.queries import waiting
from houselights.register.models import Event

BOX_OFFICE = "/o/lyric/box-office/"
GRAND = "/o/grand/box-office/"


@pytest.fixture
def browser(house) -> Client:
    """Ada's."""
    return house.client_of("admin")


@pytest.fixture
def cals(house, settings) -> Client:
    """Cal's, at the Grand, which has nothing yet; the sandbox is on the operator's list."""
    settings.BOX_OFFICE_ORIGINS = [house.sandbox.origin]
    return house.client_of("stranger")


def connect(browser: Client, house, **changes: str):
    account = house.sandbox.client("grand")
    given = {name: account[name] for name in ("client", "login", "secret")}
    return browser.post(GRAND + "connect/", {**given, "origin": house.sandbox.origin, **changes})


def test_a_tested_key_is_sealed_and_the_first_reading_is_asked_for(cals: Client, house):
    answer = connect(cals, house)

    assert answer["Location"] == GRAND
    connection = house.grand.connections.get()
    account = house.sandbox.client("grand")
    assert account["secret"] not in connection.sealed_secret
    assert secret_of(connection) == account["secret"]
    assert connection.runs.get().state == "waiting"
    page = cals.get(GRAND).text
    assert "waiting its turn" in page
    assert account["secret"] not in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"secret": "bm90IHRoZSBrZXk="}, "does not accept the login and key"),
        ({"client": "nobody-here"}, "knows no client called “nobody-here”"),
        ({"login": "somebody-else"}, "does not accept the login and key"),
    ],
)
def test_the_step_that_fails_says_what_to_do_and_nothing_is_stored(cals: Client, house, changes, says: str):
    answer = connect(cals, house, **changes)

    assert answer.status_code == 422
    assert says in answer.text
    assert "Nothing was stored." in answer.text
    assert changes.get("secret", house.sandbox.client("grand")["secret"]) not in answer.text
    assert not house.grand.connections.exists()


def test_a_box_office_that_does_not_answer_is_told_apart_from_a_wrong_key(cals: Client, house, settings):
    settings.BOX_OFFICE_ORIGINS = ["http://127.0.0.1:9"]

    answer = connect(cals, house, origin="http://127.0.0.1:9")

    assert answer.status_code == 422
    assert "Check the address" in answer.text
    assert not house.grand.connections.exists()


@pytest.mark.parametrize("origin", ["http://169.254.169.254", "https://evil.example", "file:///etc/passwd", ""])
def test_only_the_operators_addresses_are_ever_called(cals: Client, house, origin: str):
    answer = connect(cals, house, origin=origin)

    assert "There is a problem" in answer.text
    assert not house.grand.connections.exists()


@pytest.mark.parametrize("name", ["client", "login", "secret"])
def test_each_of_the_three_is_needed(cals: Client, house, name: str):
    answer = connect(cals, house, **{name: ""})

    assert "There is a problem" in answer.text
    assert not house.grand.connections.exists()


def test_asking_for_new_sales_twice_is_one_run(browser: Client, house):
    for _ in range(2):
        assert browser.post(BOX_OFFICE + "sync/").status_code == 302

    assert house.connection.runs.filter(state="waiting").count() == 1


def test_a_run_under_way_shows_how_far_it_is_and_how_long_it_takes(browser: Client, house):
    browser.post(BOX_OFFICE + "sync/")
    house.connection.runs.filter(state="waiting").update(
        state="running", progress={"step": "Reading orders", "done": 1200, "of": 4800, "rate": 60.0, "seconds_left": 60}
    )

    for path in ("progress/", ""):
        shown = browser.get(BOX_OFFICE + path).text
        assert "Reading orders" in shown
        assert '<progress max="4800" value="1200"' in shown
        assert "1,200 of 4,800, about 60 seconds left" in shown
        assert "Check for new sales" not in shown


def test_the_end_of_a_run_is_told_where_its_bar_was(browser: Client, house):
    assert "See what came in" in browser.get(BOX_OFFICE + "progress/").text
    assert "hx-get" not in browser.get(BOX_OFFICE + "progress/").text


def test_a_run_is_asked_to_stop(browser: Client, house):
    browser.post(BOX_OFFICE + "sync/")

    answer = browser.post(BOX_OFFICE + "cancel/", follow=True)

    assert house.connection.runs.first().cancel_asked
    assert "What has arrived is kept." in answer.text


def test_stopping_nothing_and_syncing_nothing_are_no_errors_of_ours(cals: Client, browser: Client):
    assert browser.post(BOX_OFFICE + "cancel/").status_code == 302
    assert cals.post(GRAND + "sync/").status_code == 404
    assert cals.get(GRAND + "disconnect/").status_code == 404


def test_a_run_accounts_for_every_record(browser: Client, house):
    run = house.connection.runs.filter(state="complete").first()

    page = browser.get(f"{BOX_OFFICE}runs/{run.pk}/")

    rows = page.context["accounting"]
    assert {row.kind for row in rows} == {"events", "performances", "house counts", "orders", "tickets", "customers"}
    for row in rows:
        assert row.received == row.stored + row.unchanged + row.excluded + row.quarantined
    assert next(row for row in rows if row.kind == "orders").received > 1000


@pytest.mark.parametrize("state", ["failed", "incomplete", "cancelled"])
def test_a_run_that_did_not_end_well_says_so_on_every_page_of_it(browser: Client, house, state: str):
    SyncRun.objects.filter(connection=house.connection).update(state=state, failure="The line was cut.")

    for path in ("", f"runs/{house.connection.runs.first().pk}/"):
        page = browser.get(BOX_OFFICE + path).text
        assert "The line was cut." in page
        assert state in page


def test_an_event_that_waits_is_added_from_its_row(browser: Client, house):
    found, before = house.unlinked, waiting(house.lyric)

    browser.post(f"{BOX_OFFICE}events/{found.pk}/", {"do": "adopt"})

    assert waiting(house.lyric).tickets == before.tickets - found.tickets
    assert Event.objects.get(links__box_office_id=found.box_office_id).is_draft


def test_an_event_that_waits_is_linked_to_one_on_the_register(browser: Client, house):
    found, event = house.unlinked, cast.make_event(house.lyric, "Ours")

    browser.post(f"{BOX_OFFICE}events/{found.pk}/", {"do": "link", "event": event.pk})

    assert event.links.get().box_office_id == found.box_office_id


def test_what_is_not_ours_no_longer_waits_and_can_be_ours_again(browser: Client, house):
    found, before = house.unlinked, waiting(house.lyric)

    browser.post(f"{BOX_OFFICE}events/{found.pk}/", {"do": "ignore"})
    assert waiting(house.lyric).tickets == before.tickets - found.tickets
    assert "not ours" in browser.get(BOX_OFFICE + "?only=ignored").text
    browser.post(f"{BOX_OFFICE}events/{found.pk}/", {"do": "ours"})

    assert waiting(house.lyric) == before


@pytest.mark.parametrize(
    "sent", [{}, {"do": "burn"}, {"do": "link"}, {"do": "link", "event": "999999"}, {"do": "link", "event": "x"}]
)
def test_what_cannot_be_done_with_an_event_changes_nothing(browser: Client, house, sent):
    before = waiting(house.lyric)

    answer = browser.post(f"{BOX_OFFICE}events/{house.unlinked.pk}/", sent)

    assert answer.status_code in (400, 404)
    assert waiting(house.lyric) == before


def test_an_event_of_another_organisation_cannot_be_linked_to(browser: Client, house):
    theirs = cast.make_event(house.grand, "Theirs")

    answer = browser.post(f"{BOX_OFFICE}events/{house.unlinked.pk}/", {"do": "link", "event": theirs.pk})

    assert answer.status_code == 404
    assert not theirs.links.exists()


def test_the_filters_of_the_catalogue_lead_to_as_many_as_they_count(browser: Client, house):
    filters = browser.get(BOX_OFFICE).context["catalogue"].filters

    assert next(choice for choice in filters if choice.is_shown).label == "Waiting"
    for choice in filters:
        page = browser.get(BOX_OFFICE + choice.href).context["catalogue"].page
        assert page.paginator.count == choice.count, choice.label
    assert filters[-1].count == BoxOfficeEvent.objects.filter(connection=house.connection).count()


def test_disconnecting_erases_the_key_and_keeps_what_was_read(browser: Client, house):
    browser.post(BOX_OFFICE + "disconnect/")

    connection = Connection.objects.get(pk=house.connection.pk)
    assert not connection.sealed_secret
    assert connection.catalogue.exists()
    page = browser.get(BOX_OFFICE).text
    assert "erased on" in page
    assert "Check for new sales" not in page
    assert browser.post(BOX_OFFICE + "sync/").status_code == 404


def test_an_operator_sees_that_the_feed_runs_and_none_of_what_it_brings(house):
    page = house.client_of("operator").get(BOX_OFFICE).text

    assert "Times it was read" in page
    assert house.unlinked.name not in page
    assert "waiting" not in page.lower().replace("waiting its turn", "")


def test_the_shipped_list_of_addresses_is_spektrix_alone():
    assert django_settings.BOX_OFFICE_ORIGINS == ["https://system.spektrix.com"]
