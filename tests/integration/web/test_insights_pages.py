"""The pages of insights: each answers its question, for every period, and its files say the same."""

import csv
import html
import io
import json
import re

import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.measures.catalogue import DIMENSIONS, MEASURES, check_can_be_asked
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.web.insights.pages import pages


def ask(measure, *by, period="all"):
    return release(Question(measure, of="lyric", by=by, period=parse_period(period)), home=settings.HOME.path)


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
    assert "What cannot be told for this period" in words
    assert words.count("what looks back 24 months") == 1, "eight figures share one reason"


@pytest.mark.parametrize("name", pages())
def test_the_files_have_the_figures_of_the_page(house, name):
    client = house.client_of("reader")
    tables = json.loads(client.get(f"/o/lyric/insights/{name}.json?period=all").content)["tables"]
    rows = list(csv.reader(io.StringIO(client.get(f"/o/lyric/insights/{name}.csv?period=all").content.decode())))
    workbook = client.get(f"/o/lyric/insights/{name}.xlsx?period=all")

    assert len(tables) > 0
    assert len(rows) > sum(len(table["rows"]) for table in tables)
    assert workbook.content[:2] == b"PK"


def test_a_matrix_shows_both_sides_and_how_many_came_at_all(house):
    page = house.client_of("reader").get("/o/lyric/insights/together/?period=all").content.decode()
    of = {cell.codes[0]: cell.value for cell in ask("bookers", "event").cells}
    most = max(of.values())

    (events,) = re.findall(r'<figure id="crossover-event-also-event".*?</figure>', page[page.rindex('id="crossover-event-also-event"') - 20 :], re.DOTALL)  # fmt: skip # noqa: E501
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", events, re.DOTALL)
    assert 1 < len(rows) <= 10
    assert f"{most:,} in all" in rows[0]
    assert "more are in the files" in events
    pairs = {cell.labels: cell.value for cell in ask("crossover", "event", "also_event").cells}
    shown = [html.unescape(re.search(r'scope="row">(.*?)</th>', row)[1]) for row in rows]
    best = max((pair for pair in pairs if {*pair} <= {*shown}), key=pairs.__getitem__)
    assert f"{pairs[best]:,} people came to both" in html.unescape(events)
    assert "more than to any other two events, of the 10 with most bookers." in events


def test_what_the_people_of_one_event_also_came_to_can_be_chosen(house):
    client = house.client_of("reader")
    table = ask("crossover", "event", "also_event")
    cell = max((cell for cell in table.cells), key=lambda cell: cell.value)

    page = client.get(f"/o/lyric/insights/together/?period=all&event={cell.codes[0]}").content.decode()

    assert f'<option value="{cell.codes[0]}" selected>' in page
    assert f"also came to {cell.labels[1]}: {cell.value:,}." in html.unescape(page)


def test_an_event_of_nobody_is_said_to_be_that(house):
    page = house.client_of("reader").get("/o/lyric/insights/together/?period=all&event=999999").content.decode()

    assert "Nobody came to that event in this period" in page


def test_booking_curves_stand_on_the_page_with_the_rule_of_comparison(house):
    page = house.client_of("reader").get("/o/lyric/insights/sells/?period=all").content.decode()

    (curves,) = re.findall(r'<figure id="curves".*?</figure>', page, re.DOTALL)
    assert "half to double as many performances" in curves
    assert curves.count("<svg") > 2


def test_every_figure_says_of_how_many_it_is_and_as_of_when(house):
    page = house.client_of("reader").get("/o/lyric/insights/sells/?period=all").content.decode()

    figures = re.findall(r"<figure id=.*?</figure>", page, re.DOTALL)
    assert figures
    for figure in figures:
        assert "Data as of" in figure
        assert "What counts" in figure


def test_a_handful_of_people_makes_no_sentence(house):
    few = {cell.labels[0][:10] for cell in ask("tickets", "performance").cells if 0 < cell.base < 10}
    day = next(day for day in sorted(few) if 0 < ask("tickets", period=f"{day}..{day}").total_base < 10)

    page = house.client_of("reader").get(f"/o/lyric/insights/sells/?period={day}..{day}").content.decode()

    assert "Too little to mean anything" in page


def test_every_page_asks_only_for_what_there_is():
    for page in pages().values():
        assert set(page.cards) <= set(MEASURES)
        for wanted in page.figures:
            assert wanted.measure in MEASURES
            assert set(wanted.dimensions) <= set(DIMENSIONS)
            for measure, by in wanted.asks:
                check_can_be_asked(Question(measure, of="lyric", by=by, dated=MEASURES[measure].dated[0]))
            assert wanted.by == "month" or wanted.kind in ("also", "curves") or "{" in wanted.says


def test_a_stranger_finds_no_page(house):
    assert house.client_of("stranger").get("/o/lyric/insights/who/").status_code == 404
