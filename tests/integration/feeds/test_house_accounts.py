"""Are customers who are nobody in particular suggested by volume, and left out of people's figures once decided?"""

import pytest

from cast import make_grand
from houselights.audit.models import Entry
from houselights.connections.house_accounts.actions import decide_house_accounts, update_house_accounts
from houselights.connections.house_accounts.queries import house_accounts_of, undecided
from houselights.connections.house_accounts.rules import Volume
from houselights.connectors.privacy import Privacy
from houselights.disclosure.gate import release
from houselights.errors import NotFound
from houselights.feeds.actions import rebuild, sync_now
from houselights.feeds.house_accounts import box_office_ids, name_house_account
from houselights.measures.question import Question
from houselights.organisations.queries import organisation_key
from houselights.register.actions import adopt_events
from houselights.sandbox.ids import customer_id
from houselights.sandbox.people import WALK_UP, customer_number

from .conftest import connected

pytestmark = pytest.mark.django_db(transaction=True)


def figure(home, measure):
    return release(Question(measure, of="lyric"), home=home.path).total


def test_the_counters_own_record_is_suggested_and_left_out_once_decided(sandbox, home):
    connection = connected("lyric", sandbox)
    sync_now(connection=connection, by=None)
    adopt_events(box_office_events=list(connection.catalogue.all()), by=None)
    rebuild(connection.organisation)
    lyric = connection.organisation
    walk_up = customer_id(customer_number(WALK_UP))
    before = {measure: figure(home, measure) for measure in ("bookers", "tickets", "income")}

    (account,) = [each for each in house_accounts_of(lyric) if box_office_ids(connection)[each.pk] == walk_up]
    assert "orders: the counter" in account.reason
    assert account.customer_id == Privacy(organisation_key(lyric)).customer_id(walk_up)
    assert figure(home, "bookers") == before["bookers"]  # nothing is left out by itself

    decide_house_accounts(organisation=lyric, decisions={account.pk: True}, by=None)
    rebuild(lyric)

    assert figure(home, "bookers") == before["bookers"] - 1
    assert {name: figure(home, name) for name in ("tickets", "income")} == {
        name: before[name] for name in ("tickets", "income")
    }
    decide_house_accounts(organisation=lyric, decisions={account.pk: False}, by=None)
    rebuild(lyric)
    assert figure(home, "bookers") == before["bookers"]
    _named_by_hand(connection, lyric)


def _named_by_hand(connection, lyric):
    """Anybody can be named by the box office's ID, and only who ever held a ticket."""
    seldom = next(
        name
        for place in range(1, 200)
        if not lyric.connections.filter(
            house_accounts__customer_id=_keyed(lyric, name := customer_id(customer_number(place)))
        )
        and _has_tickets(connection, name)
    )

    named = name_house_account(connection=connection, box_office_id=f" {seldom} ", by=None)

    assert (named.is_house_account, named.reason) == (True, "")
    assert named.tickets > 0
    for wrong in ("", "nobody", "' or 1=1"):
        with pytest.raises(NotFound, match="No ticket is held"):
            name_house_account(connection=connection, box_office_id=wrong, by=None)


def _keyed(lyric, name):
    return Privacy(organisation_key(lyric)).customer_id(name)


def _has_tickets(connection, name):
    try:
        name_house_account(connection=connection, box_office_id=name, by=None)
    except NotFound:
        return False
    connection.house_accounts.filter(customer_id=_keyed(connection.organisation, name)).delete()
    return True


@pytest.fixture
def accounts(lyric_connection):
    """The counter's, and a school's; a person's volume beside them."""
    volumes = [Volume("k1", "r1", 90, 200, 1), Volume("k2", "r2", 3, 90, 1), Volume("k3", "r3", 4, 45, 1)]
    update_house_accounts(connection=lyric_connection, volumes=volumes, orders_in_all=1_000)
    return {each.customer_id: each for each in lyric_connection.house_accounts.all()}


def test_who_buys_like_a_person_is_not_suggested(lyric_connection, accounts):
    assert accounts.keys() == {"k1", "k2"}
    assert undecided(lyric_connection.organisation) == 2


def test_a_suggestion_that_no_longer_holds_goes_and_a_decision_stays(lyric_connection, accounts):
    lyric = lyric_connection.organisation
    decide_house_accounts(organisation=lyric, decisions={accounts["k2"].pk: True}, by=None)

    update_house_accounts(connection=lyric_connection, volumes=[], orders_in_all=0)

    (left,) = house_accounts_of(lyric)
    assert (left.customer_id, left.is_house_account, left.tickets) == ("k2", True, 0)


def test_a_decision_is_in_the_trail_without_the_keyed_id(lyric_connection, accounts):
    lyric = lyric_connection.organisation

    assert decide_house_accounts(organisation=lyric, decisions={accounts["k1"].pk: True}, by=None) == 1
    assert decide_house_accounts(organisation=lyric, decisions={accounts["k1"].pk: True}, by=None) == 0

    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.detail) == ("house accounts decided", {str(accounts["k1"].pk): True})


def test_another_organisations_records_are_not_there(lyric_connection, accounts):
    with pytest.raises(NotFound):
        decide_house_accounts(organisation=make_grand(), decisions={accounts["k1"].pk: True}, by=None)

    assert undecided(lyric_connection.organisation) == 2
