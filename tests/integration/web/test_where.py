"""Where they come from: a map of local authorities, its list, one area of it, and what it stands on."""

import html
import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.feeds.actions import sync_now
from houselights.home import Home
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.warehouse.geography.postcodes import reference_list
from houselights.web.insights.where.asked import OF

PATH = "/o/lyric/insights/where/"


@pytest.fixture(scope="module")
def built(built: Any, django_db_blocker: Any) -> Any:
    """The house, with its customers read: they are once their events are linked."""
    with django_db_blocker.unblock():
        sync_now(connection=built.connection, by=None)
    return built


@pytest.fixture
def where(house):
    """The page as its reader sees it, for a query."""

    def read(query: str = "", status: int = 200, period: str = "all") -> str:
        answer = house.client_of("reader").get(f"{PATH}?period={period}{query}")
        assert answer.status_code == status
        return answer.content.decode()

    return read


def the_map(words: str) -> ElementTree.Element:
    (picture,) = re.findall(r'<svg class="map".*?</svg>', words, re.S)
    return ElementTree.fromstring(picture)  # noqa: S314  (our own)


def figures(measure: str) -> dict[str, object]:
    table = release(Question(measure, of="lyric", by=("area_local_authority",)), home=Home.from_environment().path)
    return {cell.codes[0]: cell.value for cell in table.cells if cell.codes[0] and cell.value}


def addresses(element: ElementTree.Element) -> set[str]:
    return {code for link in element.iter("a") for code in re.findall(r"area=(\w+)", link.get("href", ""))}


def test_the_whole_country_has_every_authority_and_those_with_bookers_are_links(where):
    drawn = the_map(where("&map=whole"))

    assert len(list(drawn.iter("path"))) == 361
    assert addresses(drawn) == set(figures("bookers"))


def test_the_map_is_drawn_around_where_most_of_them_live(where):
    drawn = the_map(where())

    most = max(figures("bookers").items(), key=lambda each: each[1])[0]
    assert most in addresses(drawn)
    assert len(list(drawn.iter("path"))) < 200


def test_every_area_that_leads_somewhere_is_in_the_list_which_keyboards_reach(where):
    words = where()

    drawn = the_map(words)
    assert {link.get("tabindex") for link in drawn.iter("a")} == {"-1"}
    lists = " ".join(re.findall(r'<ol class="places".*?</ol>', words, re.S))
    assert set(re.findall(r"area=(\w+)", lists)) == set(figures("bookers"))


@pytest.mark.parametrize("of", OF)
def test_the_map_is_of_any_of_its_measures_or_says_why_not(where, of):
    words = where(f"&of={of}")

    if of == "penetration":
        assert "houselights reference load households FILE" in words
    else:
        assert 'class="map"' in words or "cannot be told" in words


def test_what_an_area_says_is_the_released_figure(where):
    code, value = max(figures("tickets").items(), key=lambda each: each[1])

    titles = [title.text for title in the_map(where("&of=tickets")).iter("title")]

    assert any(f": {value:,} tickets (" in (title or "") for title in titles)
    words = where(f"&area={code}")
    assert f">{value:,}<" in words
    assert "Events with most tickets from" in words


def test_beside_another_period_the_list_and_an_area_have_both_and_the_change(where):
    days = [date.today() - timedelta(days=each) for each in (180, 90, 89, 0)]
    before, now = (parse_period(f"{start}..{end}") for start, end in (days[:2], days[2:]))
    tables = [
        release(Question("tickets", of="lyric", by=("area_local_authority",), period=each), home=settings.HOME.path)
        for each in (now, before)
    ]
    values = [{cell.codes[0]: cell.value for cell in table.cells} for table in tables]
    code = max(filter(None, values[0].keys() & values[1].keys()), key=lambda each: values[1][each])
    name = next(cell.labels[0] for cell in tables[0].cells if cell.codes[0] == code)

    words = html.unescape(where(f"&of=tickets&area={code}", period=f"{now.name}&beside={before.name}"))

    (row,) = re.findall(rf'<th scope="row">{re.escape(name)}</th>(.*?)</tr>', words)
    assert re.findall(r'<td class="n">([^<]*)</td>', row)[:2] == [f"{each[code]:,}" for each in values]
    assert f"on {values[1][code]:,} in " in words
    assert f"against {tables[1].total:,} in " in words


def test_the_share_with_no_usable_postcode_is_always_said(where):
    assert "no postcode that can be used" in where()
    assert "no postcode that can be used" in where("&map=whole&of=income")


def test_of_a_part_that_can_be_placed_whole_that_is_said(where):
    code = max(figures("tickets").items(), key=lambda each: each[1])[0]

    words = where(f"&where=area_local_authority={code}")

    assert "Every ticket has a postcode that can be used." in words
    assert "every ticket can be placed" in words


def test_an_area_nobody_came_from_has_a_page_too(where):
    assert "Nobody from Shetland Islands bought a ticket" in where("&area=S12000027")


@pytest.mark.parametrize("query", ["&area=E99999999", "&area=<b>", "&against=Narnia"])
def test_an_area_that_does_not_exist_is_not_found(where, query):
    assert "<b>" not in where(query, status=404)


def test_a_map_of_something_else_is_refused(where):
    where("&of=names", status=400)


def test_without_reference_data_the_page_says_what_to_load(where):
    words = where()

    assert "houselights reference load postcodes FILE" in words
    assert 'id="deprivation"' in words
    assert "Beside the people of" not in words


def test_whose_data_it_stands_on_is_said(where):
    words = where()

    assert "Contains OS data © Crown copyright" in words
    assert "Boundaries, 2025" in words


def test_the_map_of_another_organisation_is_not_found(house):
    assert house.client_of("stranger").get(f"{PATH}?period=all").status_code in (302, 404)
    assert house.client_of("grand").get(f"{PATH}?period=all").status_code in (302, 404)


def test_the_places_of_the_organisation_are_dots_with_their_names_and_a_sentence(house, where):
    listed = pq.read_table(reference_list(settings.HOME.reference), columns=["postcode", "kilometre_east"]).to_pylist()
    postcode = next(row["postcode"] for row in listed if row["kilometre_east"])
    house.lyric.locations.create(name="The <Barn>", postcode=f"{postcode[:-3]} {postcode[-3:].lower()}")
    house.lyric.locations.create(name="On line")

    words = where("&map=whole")

    assert "<title>The &lt;Barn&gt;</title></circle>" in words
    assert "The &lt;Barn&gt;" in words[words.index("Your places:") :]
    assert "On line" not in words
