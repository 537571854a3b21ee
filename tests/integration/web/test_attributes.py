"""Setting the attributes up: exact names, values one per line, a tick for what is there, and near misses told."""

from typing import Any

import pytest
from django.test import Client

import cast
from houselights.connections.models import Connection
from houselights.organisations.models import Organisation, User
from houselights.register.lists import add_term
from houselights.register.rules import ATTRIBUTES
from markup import problems_of

PAGE = "/o/lyric/box-office/attributes/"


@pytest.fixture
def browser(client: Client, gus: User) -> Client:
    client.force_login(gus)
    return client


@pytest.fixture
def connection(lyric: Organisation) -> Connection:
    return cast.make_connection(lyric)


def shown(browser: Client) -> dict[str, Any]:
    return {each.name: each for each in browser.get(PAGE).context["attributes"]}


def test_the_four_exact_names_and_every_value_on_its_own_line_stand_on_the_page(browser: Client):
    page = browser.get(PAGE)

    for name in ATTRIBUTES.values():
        assert f'data-copy="{name}"' in page.text
    assert "Drama\nMusical theatre\n" in page.text
    assert "Yes\nNo</pre>" in page.text
    assert problems_of(page.text) == []


def test_a_term_of_our_own_is_among_the_values(browser: Client):
    add_term(name="event_type", label="Pageant", by=None)

    assert "Pageant" in shown(browser)["Illuminate Event Type"].values


@pytest.mark.parametrize("written", ["IlluminateEventType", "Illuminate Event Type", "illuminate_event_type"])
def test_a_name_is_ticked_once_the_box_office_shows_it(browser: Client, connection: Connection, written: str):
    assert not shown(browser)["Illuminate Event Type"].is_there
    cast.make_box_office_event(connection, 1, attributes={written: ""})
    assert shown(browser)["Illuminate Event Type"].is_there
    cast.make_box_office_event(connection, 2, attributes={written: "Performance"})

    found = shown(browser)

    assert found["Illuminate Event Type"].events == 1
    assert [name for name, each in found.items() if each.is_there] == ["Illuminate Event Type"]
    assert "1 of 4 seen" in browser.get(PAGE).text


def test_a_name_that_is_nearly_right_is_told_with_what_to_rename(browser: Client, connection: Connection):
    cast.make_box_office_event(connection, attributes={"Illuminate Event Typ": "Performance", "Age": "8"})

    page = browser.get(PAGE).text

    assert "<b>“Illuminate Event Typ”</b> on 1 event fills nothing. Rename it to <b>“Illuminate Event Type”</b>" in page
    assert not shown(browser)["Illuminate Event Type"].is_there


def test_a_value_that_is_not_on_the_list_is_told_with_what_to_rename(browser: Client, connection: Connection):
    cast.make_box_office_event(connection, attributes={"IlluminateSubDiscipline": "Drma"})

    page = browser.get(PAGE).text

    assert "<b>“Drma”</b> on 1 event is not on the list. Rename the value in the box office to “Drama”." in page


def test_nothing_of_another_organisations_box_office_is_shown(browser: Client, grand: Organisation):
    theirs = cast.make_connection(grand)
    cast.make_box_office_event(theirs, attributes={"Illuminate Event Typ": "<b>", "IlluminateIsFunded": "Yes"})

    page = browser.get(PAGE)

    assert "Illuminate Event Typ”" not in page.text
    assert not any(each.is_there for each in page.context["attributes"])
