"""House accounts on their page: listed by the box office's own ID, decided, added, and nobody else's."""

import pytest
from django.test import Client

from houselights.connections.models import HouseAccount
from houselights.feeds.house_accounts import box_office_ids
from markup import problems_of

PAGE = "/o/lyric/box-office/house-accounts/"


@pytest.fixture
def browser(house) -> Client:
    return house.client_of("general")


@pytest.fixture
def account(house) -> HouseAccount:
    """The busiest record of the Lyric."""
    return HouseAccount.objects.filter(connection=house.connection).first()


def test_a_record_is_shown_as_the_box_office_names_it_and_is_decided(browser, house, account):
    page = browser.get(PAGE)
    assert problems_of(page.text) == []
    assert box_office_ids(house.connection)[account.pk] in page.text
    assert account.customer_id not in page.text
    assert "no-store" in page["Cache-Control"]

    answer = browser.post(PAGE, {f"account-{account.pk}": "house"}, follow=True)

    account.refresh_from_db()
    assert account.is_house_account
    assert "1 customer record decided" in answer.text


def test_an_answer_that_is_none_and_a_page_from_before_change_nothing(browser, account):
    browser.post(PAGE, {f"account-{account.pk}": "house"})

    browser.post(PAGE, {f"account-{account.pk}": "perhaps", "account-999999": "house"})
    browser.post(PAGE, {})

    account.refresh_from_db()
    assert account.is_house_account


def test_one_is_added_by_its_id_and_a_wrong_one_is_told(browser, house, account):
    wrong = browser.post(PAGE, {"customer": "nobody"}, follow=True).text
    browser.post(PAGE, {"customer": box_office_ids(house.connection)[account.pk]})

    account.refresh_from_db()
    assert "No ticket is held under that customer ID" in wrong
    assert account.is_house_account


def test_another_organisation_sees_and_changes_none_of_it(house, account):
    stranger = house.client_of("stranger")

    assert stranger.post(PAGE, {f"account-{account.pk}": "house"}).status_code == 404
    stranger.post("/o/grand/box-office/house-accounts/", {f"account-{account.pk}": "house"})

    account.refresh_from_db()
    assert account.is_house_account is None
