"""Every page there is, looked at in a browser: axe-core finds nothing at WCAG 2.2 AA, and nothing sticks out."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.test import Client

from addresses import ADDRESSES, FORM
from houselights.connections.models import BoxOfficeEvent
from houselights.feeds.actions import rebuild
from houselights.organisations.models import Organisation, User
from houselights.register.models import Event, Location
from houselights.web.insights.pages import pages as questions
from looking import Looker, is_page, looking

pytestmark = pytest.mark.journey
PEOPLE = ("admin", "funder", "operator")  # who between them open every page
FRAGMENTS = {"progress"}
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
Pages = dict[str, tuple[str, str]]  # by name: the address and its HTML


@pytest.fixture
def looker(browser) -> Iterator[Looker]:
    with looking(browser) as made:
        yield made


@pytest.fixture
def path_of(things) -> Callable[[str], str]:
    """The address of a name, as the walk has it."""
    return lambda name: ADDRESSES[name].of(name, things).replace("$unlinked", things["unlinked"])


def pages_of(house, path_of: Callable[[str], str]) -> Pages:
    """Every page as somebody sees it who may open it, and each question of insights."""
    paths = {name: path_of(name) for name, each in ADDRESSES.items() if _is_looked_at(name) and each.answers == 200}
    paths |= {f"insights: {name}": f"/o/lyric/insights/{name}/?period=all" for name in questions()}
    found = {}
    for name, path in paths.items():
        is_open = name in ADDRESSES and not ADDRESSES[name].needs
        answers = (house.client_of(who).get(path) for who in (("anonymous",) if is_open else PEOPLE))
        answer = next(each for each in answers if each.status_code == 200)
        if is_page(answer):
            found[name] = path, answer.text
    return found


def _is_looked_at(name: str) -> bool:
    return "GET" in ADDRESSES[name].methods and name not in FRAGMENTS


def check(looker: Looker, pages: Pages) -> None:
    """All that is wrong with any, one in each line."""
    found = [f"{name} {each}" for name, (path, html) in pages.items() for each in looker.problems(html, path)]
    assert not found, "\n".join(found)


def test_every_page_at_both_widths_in_light_and_dark(house, path_of, looker):
    pages = pages_of(house, path_of)

    assert len(pages) >= 40
    check(looker, pages)


def test_every_form_that_is_sent_empty(house, path_of, looker):
    pages = {}
    for name, address in ADDRESSES.items():
        if address.methods == FORM:
            answer = house.client_of("admin" if address.needs else "anonymous").post(path_of(name), {})
            if answer.status_code != 302:
                pages[name] = path_of(name), answer.text

    assert {"account_login", "add_event", "connect"} <= set(pages)
    check(looker, pages)


def test_every_page_of_an_organisation_that_has_nothing_yet(house, things, looker):
    client, pages = house.client_of("stranger"), {}
    for name, address in ADDRESSES.items():
        ours = address.values.get("slug") == "lyric" and not {"number", "link"} & set(address.values)
        if ours and _is_looked_at(name):
            path = replace(address, values={**address.values, "slug": "grand"}).of(name, things)
            answer = client.get(path.replace("$unlinked", ""))
            if is_page(answer):
                pages[name] = path, answer.text

    assert {"overview", "insights_page", "box_office"} <= set(pages)
    check(looker, pages)


def test_every_page_of_an_error(house, looker, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(house.people["reader"])
    pages = {
        "not there": ("/nothing/", client.get("/nothing/").text),
        "not theirs": ("/o/lyric/people/", client.get("/o/lyric/organisation/people/").text),
        "a button's": ("/o/lyric/sync/", client.get("/o/lyric/box-office/sync/").text),
        "no sense": ("/o/lyric/insights/", client.get("/o/lyric/insights/?period=soon").text),
    }
    monkeypatch.setattr("houselights.web.overview.views.steps_of", lambda *_: 1 / 0)
    pages["a bug"] = ("/o/lyric/", client.get("/o/lyric/").text)

    assert all("What was kept" in html for name, (_, html) in pages.items() if name != "no sense")
    check(looker, pages)


def test_no_page_is_wider_than_a_telephone_however_long_a_word(house, path_of, looker):
    for model in (Organisation, User, Event, Location, BoxOfficeEvent):
        for each in model.objects.all():
            model.objects.filter(pk=each.pk).update(name=f"{WORD}{each.pk}")  # no two places of one name
    rebuild(house.lyric)
    pages = pages_of(house, path_of)

    found = [f"{name} {each}" for name, (path, html) in pages.items() for each in looker.sticking_out(html, path)]

    assert sum(WORD in html for _, html in pages.values()) >= 20
    assert not found, "\n".join(found)
