"""Is a box office's key kept sealed, opened for its connection alone, and erased at disconnecting?"""

from datetime import date

import pytest

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.queries import trail
from houselights.connections.actions import disconnect, remove_connection_data
from houselights.connections.models import Connection
from houselights.connections.queries import secret_of
from houselights.errors import HomeProblem

pytestmark = pytest.mark.django_db

SECRET = "dGhlIGN1cnRhaW4gZ29lcyB1cA=="


def test_the_key_is_sealed_and_opens_again(lyric, ada):
    connection = make_connection(lyric, secret=SECRET, by=ada)

    connection.refresh_from_db()
    assert SECRET not in str(vars(connection))
    assert secret_of(connection) == SECRET
    assert connection.is_connected


def test_a_key_copied_to_another_organisation_does_not_open(lyric, grand):
    grands = make_connection(grand, client="lyric")
    grands.sealed_secret = make_connection(lyric, secret=SECRET).sealed_secret

    with pytest.raises(HomeProblem):
        secret_of(grands)


def test_the_trail_says_who_connected_what_and_nothing_of_the_key(lyric, ada):
    connection = make_connection(lyric, secret=SECRET, by=ada)

    entry = trail("lyric").first()
    assert (entry.action, entry.subject, entry.by_id) == ("box office connected", f"connection {connection.pk}", ada.pk)
    assert SECRET not in str(entry.detail)


def test_connecting_the_same_client_again_is_the_same_connection_with_the_new_key(lyric):
    first = make_connection(lyric, secret=SECRET)
    link = make_link(make_event(lyric), make_box_office_event(first))
    disconnect(connection=first, by=None)

    again = make_connection(lyric, secret="YW5vdGhlcg==", login="other")

    assert again.pk == first.pk
    assert Connection.objects.count() == 1
    assert (again.login, again.disconnected_at, secret_of(again)) == ("other", None, "YW5vdGhlcg==")
    assert list(again.links.all()) == [link]


def test_two_organisations_with_the_same_client_have_a_connection_each(lyric, grand):
    assert make_connection(lyric, client="both").pk != make_connection(grand, client="both").pk


def test_history_only_grows_by_connecting_again(lyric):
    make_connection(lyric, history_from=date(2022, 4, 1))

    assert make_connection(lyric, history_from=date(2024, 4, 1)).history_from == date(2022, 4, 1)
    assert make_connection(lyric, history_from=date(2020, 4, 1)).history_from == date(2020, 4, 1)
    assert make_connection(lyric).history_from == date(2020, 4, 1)


def test_disconnecting_erases_the_key_and_keeps_the_rest(lyric, ada):
    connection = make_connection(lyric, secret=SECRET)
    make_link(make_event(lyric), make_box_office_event(connection))

    disconnect(connection=connection, by=ada)

    connection.refresh_from_db()
    assert (connection.sealed_secret, connection.login, connection.is_connected) == ("", "", False)
    assert connection.disconnected_at is not None
    assert (connection.catalogue.count(), connection.links.count()) == (1, 1)
    assert trail("lyric").first().action == "box office disconnected"


def test_removing_what_was_read_keeps_the_register(lyric, ada):
    connection = make_connection(lyric)
    event = make_event(lyric)
    make_link(event, make_box_office_event(connection))

    remove_connection_data(connection=connection, by=ada)

    assert not Connection.objects.exists()
    event.refresh_from_db()
    assert event.links.count() == 0
    assert trail("lyric").first().action == "box-office data removed"
