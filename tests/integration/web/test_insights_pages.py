"""The pages of insights: each answers its question, for every period, and its files say the same."""

import csv
import io
import json

import pytest

from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.web.insights.pages import pages

PERIODS = ["all", "", "2026-27", "2026-Q3", "2026-11", "2031-Q1"]


@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize("period", PERIODS)
def test_every_page_answers_for_every_period(house, name, period):
    page = house.client_of("reader").get(f"/o/lyric/insights/{name}/?period={period}")

    assert page.status_code == 200
    assert pages()[name].title in page.content.decode()


@pytest.mark.parametrize("name", pages())
def test_every_page_answers_by_date_of_sale(house, name):
    assert house.client_of("reader").get(f"/o/lyric/insights/{name}/?period=all&dated=sale").status_code == 200


def test_a_page_says_what_its_charts_show(house):
    words = house.client_of("reader").get("/o/lyric/insights/sells/?period=all").content.decode()

    assert "was the strongest month, with £" in words
    assert "of the tickets are of the class other" in words
    assert "sells most:" in words
    assert "What counts" in words


def test_a_figure_that_cannot_be_given_says_why_and_the_others_stand(house):
    """The history of the small theatre is too short for segments."""
    words = house.client_of("reader").get("/o/lyric/insights/who/?period=all").content.decode()

    assert "How often they came in 24 months" in words
    assert "Bookers by month" in words
    assert 'class="notice"' in words


@pytest.mark.parametrize("name", pages())
def test_the_files_have_the_figures_of_the_page(house, name):
    client = house.client_of("reader")
    tables = json.loads(client.get(f"/o/lyric/insights/{name}.json?period=all").content)["tables"]
    rows = list(csv.reader(io.StringIO(client.get(f"/o/lyric/insights/{name}.csv?period=all").content.decode())))
    workbook = client.get(f"/o/lyric/insights/{name}.xlsx?period=all")

    assert len(tables) > 0
    assert len(rows) > sum(len(table["rows"]) for table in tables)
    assert workbook.content[:2] == b"PK"


def test_pairs_stand_once_and_show_both_sides(house):
    page = house.client_of("reader").get("/o/lyric/insights/together/?period=all").content.decode()

    assert "people came to both" in page


def test_every_page_asks_only_for_what_there_is():
    for page in pages().values():
        assert set(page.cards) <= set(MEASURES)
        for wanted in page.figures:
            assert wanted.measure in MEASURES
            assert set(wanted.dimensions) <= set(DIMENSIONS)
            assert wanted.by == "month" or "{label}" in wanted.says


def test_a_stranger_finds_no_page(house):
    assert house.client_of("stranger").get("/o/lyric/insights/who/").status_code == 404
