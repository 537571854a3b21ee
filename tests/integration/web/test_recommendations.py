"""The page of recommendations: each with its numbers and its rows; put away and brought back by those who may."""

import re

import pytest

from houselights.audit.models import Entry
from houselights.recommendations.models import Dismissal

PAGE = "/o/lyric/insights/recommendations/"
UNSORTED = "unsorted_types:other"


def test_the_page_says_what_holds_with_its_numbers_and_the_way_to_its_rows(house):
    client = house.client_of("admin")

    text = client.get(PAGE).text

    assert "of tickets are of the class other" in text
    assert "Said where it is above 20%, of at least 200" in text
    rows = re.search(r'href="([^"]+#tickets-price-class)"', text)[1].replace("&amp;", "&")
    assert 'id="tickets-price-class"' in client.get(rows).text
    file = re.search(r'href="([^"]+tickets\.csv[^"]+)"', text)[1].replace("&amp;", "&")
    assert "price_class" in client.get(file).text


def test_the_overview_says_the_same_in_short(house):
    text = house.client_of("reader").get("/o/lyric/").text

    assert "What the figures suggest" in text
    assert "of tickets are of the class other" in text


def test_every_page_of_figures_leads_to_what_they_suggest(house):
    client = house.client_of("reader")

    for path in ("insights/", "insights/who/", "insights/sells/"):
        assert f'href="{PAGE}"' in client.get(f"/o/lyric/{path}").text


def test_what_is_put_away_stands_below_with_who_did_it_and_comes_back(house):
    client = house.client_of("general")

    client.post(PAGE, {"do": "dismiss", "key": UNSORTED})
    away = client.get(PAGE).text

    assert "Put away by your people" in away
    assert "Gus" in away
    assert f'value="{UNSORTED}"' not in away
    assert "of tickets are of the class other" not in client.get("/o/lyric/").text
    client.post(PAGE, {"do": "bring back", "number": Dismissal.objects.get().pk})
    assert f'value="{UNSORTED}"' in client.get(PAGE).text
    assert Entry.objects.filter(action__startswith="recommendation ").count() == 2


@pytest.mark.parametrize("posted", [{"do": "dismiss", "key": UNSORTED}, {"do": "bring back", "number": "1"}])
def test_a_reader_decides_nothing(house, posted):
    assert house.client_of("reader").post(PAGE, posted).status_code == 403
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize(
    "posted", [{"key": "late:Monday"}, {"key": "nonsense"}, {}, {"do": "bring back", "number": "²"}]
)
def test_what_does_not_hold_cannot_be_put_away(house, posted):
    assert house.client_of("admin").post(PAGE, {"do": "dismiss", **posted}).status_code == 404
    assert not Dismissal.objects.exists()


def test_a_stranger_finds_nothing(house):
    stranger = house.client_of("stranger")

    assert stranger.get(PAGE).status_code == 404
    assert stranger.post(PAGE, {"do": "dismiss", "key": UNSORTED}).status_code == 404


def test_an_organisation_without_figures_is_told_how_to_get_them(house):
    assert "Nothing to suggest yet" in house.client_of("stranger").get("/o/grand/insights/recommendations/").text
