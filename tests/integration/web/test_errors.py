"""Error pages: what happened, what was kept, what to do, a reference, and never a trace. Health and help beside."""

import errno
import logging
import re

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client

from houselights.errors import AlreadyRunning, BoxOfficeUnavailable, HomeProblem, TooMuch
from houselights.web import health
from houselights.web.errors import new_reference
from houselights.web.help.views import GUIDES

pytestmark = pytest.mark.django_db
REFERENCE = re.compile(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4})</code>")


@pytest.fixture
def browser(client: Client, ada) -> Client:
    client.force_login(ada)
    client.raise_request_exception = False
    return client


def break_overview(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def broken(*_: object) -> None:
        raise problem

    monkeypatch.setattr("houselights.web.overview.views.steps_of", broken)


def test_a_bug_shows_a_reference_and_its_trace_is_in_the_log_alone(browser, monkeypatch, caplog):
    break_overview(monkeypatch, ZeroDivisionError("a secret thing"))

    answer = browser.get("/o/lyric/")

    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "What was kept" in answer.text
    for hidden in ("Traceback", "ZeroDivisionError", "a secret thing", ".py"):
        assert hidden not in answer.text
    reference = REFERENCE.search(answer.text)[1]
    logged = next(record for record in caplog.records if reference in record.getMessage())
    assert logged.exc_info[0] is ZeroDivisionError


def test_the_page_of_a_bug_stands_when_the_database_is_what_broke(browser, monkeypatch):
    break_overview(monkeypatch, DatabaseError("gone"))
    monkeypatch.setattr("houselights.web.context.organisations_of", lambda user: 1 / 0)

    answer = browser.get("/o/lyric/")

    assert answer.status_code == 500
    assert REFERENCE.search(answer.text)


@pytest.mark.parametrize(
    "problem",
    [
        OperationalError("database is locked"),
        OperationalError("attempt to write a readonly database"),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EROFS, "Read-only file system"),
        OSError(errno.EIO, "Input/output error"),
    ],
    ids=str,
)
def test_what_cannot_be_stored_just_now_is_no_bug_and_is_worth_another_try(browser, monkeypatch, caplog, problem):
    break_overview(monkeypatch, problem)
    monkeypatch.setattr("houselights.web.context.organisations_of", lambda user: 1 / 0)

    answer = browser.get("/o/lyric/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "cannot store anything just now" in answer.text
    assert "Try again in a minute" in answer.text
    assert str(problem) not in answer.text
    reference = REFERENCE.search(answer.text)[1]
    assert any(reference in record.getMessage() and record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    ("problem", "status", "heading"),
    [
        (BoxOfficeUnavailable("It does not answer.", remedy="Try later."), 503, "The box office does not answer"),
        (TooMuch("It took too long."), 503, "That is too much to work out"),
        (AlreadyRunning("It is being read.", remedy="Wait."), 409, "Something is already under way"),
        (HomeProblem("The disk is full.", remedy="Make room."), 503, "Houselights cannot store anything just now"),
    ],
)
def test_what_people_can_mend_says_how(browser, monkeypatch, problem, status, heading):
    break_overview(monkeypatch, problem)

    answer = browser.get("/o/lyric/")

    assert answer.status_code == status
    assert heading in answer.text
    assert problem.message in answer.text
    assert problem.remedy in answer.text
    assert REFERENCE.search(answer.text)


def test_the_log_of_a_refusal_names_the_page_and_not_the_address(client, caplog):
    caplog.set_level(logging.INFO, "houselights.web.errors")

    answer = client.get("/welcome/MQ/a-token-that-opens-something/")

    assert answer.status_code == 404
    line = next(text for text in caplog.messages if REFERENCE.search(answer.text)[1] in text)
    assert "welcome" in line
    assert "token" not in line


def test_the_page_of_a_stranger_and_of_nobody_are_the_same(client, cal):
    client.force_login(cal)

    theirs, none = (client.get(address).text for address in ("/o/lyric/", "/o/no-such-place/"))

    by_chance = re.compile(r'<code>[^<]+</code>|value="[^"]+"')  # the reference, and the safety token of the form
    assert by_chance.sub("", theirs) == by_chance.sub("", none)


def test_an_address_that_the_server_does_not_answer_to_is_refused(client):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "That request makes no sense" in answer.text


def test_a_reference_can_be_read_out_on_the_telephone():
    references = {new_reference() for _ in range(50)}

    assert len(references) == 50
    assert not set("".join(references)) & set("0O1I5S2ZB8")


def test_the_support_contact_is_in_the_footer_where_there_is_one(client, settings):
    assert "Questions?" not in client.get("/help/").text

    settings.SUPPORT_CONTACT = "help@theatres.example"

    assert 'Questions? <a href="mailto:help@theatres.example">' in client.get("/help/").text
    settings.SUPPORT_CONTACT = "https://theatres.example/help"
    assert 'Questions? <a href="https://theatres.example/help">' in client.get("/help/").text


def test_health_says_so_when_all_is_well(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "database": True, "home": True}
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("broken", ["database", "home"])
def test_health_fails_when_nothing_can_be_stored(client, monkeypatch, broken):
    if broken == "home":
        monkeypatch.setattr(health.os, "access", lambda *_: False)
    else:
        monkeypatch.setattr(health, "_can_store", lambda: False)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["ok"] is False
    assert answer.json()[broken] is False


@pytest.mark.parametrize("name", list(GUIDES))
def test_every_guide_is_open_to_all_and_listed(client, name):
    assert f"/help/{name}/" in client.get("/help/").text
    assert client.get(f"/help/{name}/").status_code == 200


@pytest.mark.parametrize(
    ("words", "guides", "figures"),
    [
        ("", set(GUIDES), set()),
        ("SET aside ask", {"mend-a-feed"}, set()),
        ("capacity", set(), {"Occupancy"}),
        ("zebra", set(), set()),
    ],
)
def test_help_is_searched_by_any_words_of_a_guide_or_a_definition(client, words, guides, figures):
    answer = client.get("/help/", {"q": words})

    assert answer.status_code == 200
    assert guides <= set(answer.context["guides"])
    assert figures <= {each.title for each in answer.context["figures"]}
    assert all(f'href="/help/{name}/"' in answer.text for name in guides)
    assert ("Nothing here has" in answer.text) == (words == "zebra")
    assert len(answer.context["guides"]) < len(GUIDES) or not words


def test_what_is_searched_for_in_the_help_is_shown_as_text(client):
    assert "<script>alert" not in client.get("/help/", {"q": "<script>alert(1)</script>"}).text


def test_every_measure_is_explained_where_its_label_leads(client):
    text = client.get("/help/figures/").text

    for measure in ("tickets", "orders", "customers", "income", "yield", "comps", "postcode_coverage"):
        assert f'id="{measure}"' in text


def test_help_keeps_the_way_back_for_a_person_with_one_organisation(client, ada):
    client.force_login(ada)

    assert 'href="/o/lyric/insights/"' in client.get("/help/").text
