"""The people page: inviting, new links, removing; and that a link never opens more than the organisation's own."""

import csv
import io
import re

import pytest
from django.test import Client

import cast
from houselights.audit.models import Entry
from houselights.organisations.models import Organisation, User

PEOPLE = "/o/lyric/organisation/people/"
LINK = re.compile(r"/welcome/[\w-]+/[\w-]+/")


@pytest.fixture
def browser(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def invite(browser: Client, **changes: str):
    return browser.post(PEOPLE, {"name": "Eli", "email": "eli@lyric.example", "role": "general", **changes})


def test_inviting_shows_a_link_once_that_lets_the_person_in(browser: Client):
    path = LINK.search(invite(browser).text)

    assert path
    assert not LINK.search(browser.get(PEOPLE).text)
    assert Client().get(path.group()).status_code == 200
    assert User.objects.get(email="eli@lyric.example").memberships.get().role == "general"
    assert Entry.objects.filter(action="person added", organisation="lyric").exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Enter their name."),
        ({"email": ""}, "Enter their e-mail address."),
        ({"email": "eli"}, "Enter an address like name@theatre.org."),
        ({"role": ""}, "Choose what they may do."),
        ({"role": "operator"}, "operator"),
        ({"role": "funder"}, "funder"),
        ({"email": "ADA@lyric.example"}, "This person has a place here already."),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_and_nobody_is_added(browser: Client, changes, says: str):
    before = User.objects.count()

    answer = invite(browser, **changes)

    assert says in answer.text
    assert "There is a problem" in answer.text
    assert User.objects.count() == before


def test_a_person_of_another_organisation_gets_a_place_but_no_link_to_their_account(browser: Client, cal: User):
    answer = invite(browser, email=cal.email)

    assert not LINK.search(answer.text)
    assert cal.memberships.filter(organisation__slug="lyric").exists()
    member = cal.memberships.get(organisation__slug="lyric")
    refused = browser.post(f"{PEOPLE}{member.pk}/link/")
    assert refused.status_code == 403
    assert not LINK.search(refused.text)


def test_an_operators_account_is_not_for_an_admin_to_open(browser: Client, ola: User, lyric: Organisation):
    member = lyric.members.create(user=ola, role="reader")

    assert browser.post(f"{PEOPLE}{member.pk}/link/").status_code == 403


def test_a_new_link_for_a_lost_password(browser: Client, ben: User):
    answer = browser.post(f"{PEOPLE}{ben.memberships.get().pk}/link/")

    assert LINK.search(answer.text)


def test_a_person_who_is_removed_is_out_at_the_next_request(browser: Client, ben: User):
    theirs = Client()
    theirs.force_login(ben)
    assert theirs.get("/o/lyric/").status_code == 200

    browser.post(f"{PEOPLE}{ben.memberships.get().pk}/remove/")

    assert theirs.get("/o/lyric/").status_code == 404


@pytest.mark.parametrize(("path", "said"), [("remove/", {}), ("role/", {"role": "reader"})])
def test_nobody_locks_themselves_out(browser: Client, ada: User, path: str, said: dict[str, str]):
    answer = browser.post(f"{PEOPLE}{ada.memberships.get().pk}/{path}", said)

    assert answer.status_code == 400
    assert ada.memberships.get().role == "admin"


def test_another_role_holds_from_the_next_click_on(browser: Client, ben: User):
    theirs, place = Client(), f"{PEOPLE}{ben.memberships.get().pk}/role/"
    theirs.force_login(ben)
    assert theirs.get("/o/lyric/events/add/").status_code == 403

    assert re.search(rf'value="{ben.memberships.get().role}"[^>]* checked', browser.get(place).text)
    answer = browser.post(place, {"role": "general"}, follow=True)

    assert "Ben is now General." in answer.text
    assert theirs.get("/o/lyric/events/add/").status_code == 200
    assert Entry.objects.filter(action="role changed", organisation="lyric").exists()


@pytest.mark.parametrize(("role", "says"), [("", "Choose what they may do."), ("operator", "operator")])
def test_a_role_that_is_none_changes_nothing(browser: Client, ben: User, role: str, says: str):
    before = ben.memberships.get().role

    answer = browser.post(f"{PEOPLE}{ben.memberships.get().pk}/role/", {"role": role})

    assert says in answer.text
    assert ben.memberships.get().role == before


def test_the_last_admin_stays(client: Client, ada: User, ola: User):
    client.force_login(ola)

    answer = client.post(f"{PEOPLE}{ada.memberships.get().pk}/remove/")

    assert answer.status_code == 400
    assert "last admin" in answer.text
    assert ada.memberships.exists()


def test_a_place_is_added_and_a_wrong_one_is_not(browser: Client, lyric: Organisation):
    places = "/o/lyric/organisation/places/"

    browser.post(places, {"name": "  The   Studio ", "postcode": "ln21qn", "organisation": "999"})

    studio = lyric.locations.get()
    assert (studio.name, studio.postcode) == ("The Studio", "LN2 1QN")
    assert "There is a place of this name already." in browser.post(places, {"name": "the studio"}).text
    assert "is not a postcode" in browser.post(places, {"name": "Barn", "postcode": "hello"}).text
    assert "Enter the name of the place." in browser.post(places, {"name": " "}).text
    assert lyric.locations.count() == 1


def test_the_trail_says_who_did_what_and_never_shows_an_address(browser: Client):
    invite(browser)

    trail = browser.get("/o/lyric/organisation/trail/").text

    assert "Ada" in trail
    assert "eli@lyric.example" not in trail


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        ("parade", {"Parade"}),
        ("PLACE added", {"The Studio"}),
        ("ada event added", {"Parade", "Old Fair"}),
        ("ada parade fair", set()),
        ("houselights parade", set()),
        ("houselights ada", {"Ada"}),
        ("zebra", set()),
    ],
)
def test_the_trail_is_searched_by_who_what_and_to_what(browser: Client, lyric: Organisation, words: str, fit: set[str]):
    for name in ("Parade", "Fair"):
        browser.post("/o/lyric/events/add/", {"name": name})
    browser.post(f"/o/lyric/events/{lyric.events.get(name='Fair').pk}/edit/", {"name": "Old Fair"})
    browser.post("/o/lyric/organisation/places/", {"name": "The Studio"})

    page = browser.get("/o/lyric/organisation/trail/", {"q": words})
    file = browser.get("/o/lyric/organisation/trail.csv", {"q": words}).content.decode("utf-8-sig")

    assert {row.thing.name for row in page.context["rows"]} == fit
    lines = list(csv.DictReader(io.StringIO(file)))
    assert {line["To what"] for line in lines} == fit
    assert [int(line["Entry"]) for line in lines] == [row.entry.pk for row in page.context["rows"]]
    assert ("Take" in page.text, f"No entry fits “{words}”" in page.text) == (bool(fit), not fit)


def test_a_name_in_the_file_of_the_trail_is_never_run_as_a_formula(browser: Client):
    browser.post("/o/lyric/events/add/", {"name": "=1+1"})

    assert ",'=1+1," in browser.get("/o/lyric/organisation/trail.csv").content.decode()


def test_an_operator_lets_the_first_person_of_a_funder_in(client: Client, ola: User, funder: Organisation):
    client.force_login(ola)

    answer = client.post(
        "/o/funder/organisation/people/", {"name": "Dee", "email": "dee@funder.example", "role": "funder"}
    )

    path = LINK.search(answer.text)
    assert path
    theirs = Client()
    theirs.post(path.group(), {"name": "Dee", "password": cast.PASSWORD})
    assert theirs.get("/", follow=True).redirect_chain[-1][0] == "/f/funder/"
