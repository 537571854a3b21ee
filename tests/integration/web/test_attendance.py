"""The page where a person says how many came: what is kept, what is refused, and what still waits for a figure."""

from datetime import date

import pytest

import cast
from houselights.register.attendance.queries import figures_of
from houselights.register.attendance.rules import Part


@pytest.fixture
def event(lyric):
    return cast.make_event(lyric, "Clay", starts_on=date(2026, 3, 20), ends_on=date(2026, 5, 30))


@pytest.fixture
def browser(client, gus):
    client.force_login(gus)
    return client


def address(event):
    return f"/o/lyric/events/{event.pk}/attendance/"


def given(**changes):
    return {"part": "q:2026-Q1", "kind": "audience", "figure": "240", "method": "clicker"} | changes


def test_a_figure_is_given_for_a_quarter_shown_and_taken_back(browser, event):
    answer = browser.post(address(event), given(), follow=True)

    (kept,) = figures_of(event)
    assert (kept.figure, kept.method, kept.part) == (240, "clicker", Part("2026-Q1"))
    assert "240 in the audience (April to June 2026), clicker" in answer.text

    browser.post(address(event) + "take-back/", {"kind": "audience", "part": "q:2026-Q1"})
    assert figures_of(event) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"figure": ""}, "Enter how many; 0 for nobody."),
        ({"figure": "-1"}, "greater than or equal to 0"),
        ({"figure": "1" * 30}, "less than or equal to 100000000"),
        ({"figure": "many"}, "Enter a whole number."),
        ({"method": ""}, "Choose how it is known."),
        ({"method": "platform"}, "Platform analytics cannot tell the audience."),
        ({"part": "q:2031-Q1"}, "not one of the available choices"),
        ({"part": "p:1:9"}, "not one of the available choices"),
        ({"kind": "<b>"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_beside_its_question_and_the_rest_is_kept(browser, event, wrong, says):
    answer = browser.post(address(event), given(**wrong))

    assert answer.status_code == 422
    assert says in answer.text
    assert figures_of(event) == []


def test_one_figure_over_two_quarters_is_said_to_count_nowhere(browser, event):
    answer = browser.post(address(event), given(part="whole"), follow=True)

    assert "Counts nowhere" in answer.text


@pytest.mark.parametrize("code", ["", "whole:", "q:", "p::", "p:x:9", "p:99999999999999999999:9", "z:1"])
def test_a_part_that_nobody_offered_cannot_be_taken_back(browser, event, code):
    assert browser.post(address(event) + "take-back/", {"kind": "audience", "part": code}).status_code == 404


def test_a_reader_and_a_stranger_cannot_say_how_many_came(client, event, ben, cal):
    for person, answers in ((ben, 403), (cal, 404)):
        client.force_login(person)
        assert client.post(address(event), given()).status_code == answers
    assert figures_of(event) == []


def test_the_list_finds_events_that_have_begun_and_that_nobody_counted(browser, lyric, event):
    cast.make_event(lyric, "Next year", starts_on=date(2098, 5, 1))
    cast.make_event(lyric, "Counted", starts_on=date(2026, 5, 1), attendance=0)
    page = "/o/lyric/events/?quarter=all&only=unattended"

    answer = browser.get(page).text

    assert "Clay" in answer
    assert "Next year" not in answer
    assert "Counted" not in answer
    browser.post(address(event), given())
    assert "Clay" not in browser.get(page).text
