"""A part of the audience on pages: chosen in a plain form, kept in every address, said with every figure."""

import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.measures.question import Question
from houselights.web.insights.pages import pages

PART = "where=event_type%3DPerformance"


@pytest.fixture
def part(house):
    """An event that is sold, as the part that a page is about."""
    event = house.event
    return event, f"where=event%3D{event.pk}"


def page(house, path="sells/", query="", *, name="reader"):
    found = house.client_of(name).get(f"/o/lyric/insights/{path}?period=all&{query}")
    assert found.status_code == 200, found.content.decode()
    return html.unescape(found.content.decode())


def hrefs(words):
    return [address for address in re.findall(r'href="(/o/lyric/insights[^"]*|\?[^"]*)"', words) if "?" in address]


@pytest.mark.parametrize("path", ["", *(f"{name}/" for name in pages())])
def test_every_page_answers_for_a_part_and_says_so(house, part, path):
    event, query = part

    words = page(house, path, query)

    assert f"All time, of the event {event.name}, by date of performance" in words
    assert f", of the event {event.name}.</p>" in words, "a sentence says it"
    assert f">Event {event.name} <" in words, "a chip"


def test_every_way_on_keeps_the_part_but_the_chip_that_leaves_it_out(house, part):
    _, query = part
    words = page(house, "sells/", query)

    kept = [address for address in hrefs(words) if parse_qs(urlsplit(address).query).get("where")]
    left = [address for address in hrefs(words) if address not in kept]
    assert len(kept) > 12, "pages, periods, what stands beside, files"
    assert left == ["?measure=tickets&period=all&dated=performance"], "the chip alone leaves it out"


def test_the_form_adds_to_what_is_chosen_and_works_without_script(house, part):
    event, query = part
    words = page(house, "sells/", query)
    form = next(each for each in re.findall(r"<form.*?</form>", words, re.DOTALL) if 'name="where"><option' in each)

    assert f'<input type="hidden" name="where" value="event={event.pk}">' in form
    assert 'value="price_class=concession"' in form
    assert f'<option value="event={event.pk}">' not in form
    assert page(house, "sells/", f"{query}&where=&where=price_class%3Dfull&where=").count("leave it out") == 2


def test_the_figures_are_those_of_the_part(house, part):
    event, query = part
    tickets = release(
        Question("tickets", of="lyric", where=(("event", (str(event.pk),)),)), home=settings.HOME.path
    ).total

    tables = json.loads(house.client_of("reader").get(f"/o/lyric/insights/sells.json?period=all&{query}").content)
    (by_class,) = [table for table in tables["tables"] if table["by"] == ["price_class"]]
    assert sum(row["value"] for row in by_class["rows"]) == by_class["total"] == tickets > 0
    assert by_class["where"] == {"event": [str(event.pk)]}
    assert f"{tickets:,}" in page(house, "sells/", query)


def test_a_figure_that_has_no_such_part_says_what_it_has(house):
    words = page(house, "sells/", "where=price_class%3Dother")

    assert words.count("This cannot be told of a part by price class.") == 1
    assert "Occupancy can be told of parts by:" in words


def test_what_stands_beside_is_of_the_same_part(house, part):
    event, query = part
    words = page(house, "sells/", f"{query}&beside=2026-27")

    assert "Why the two differ" in words
    tables = json.loads(
        house.client_of("reader").get(f"/o/lyric/insights/sells.json?period=all&beside=2026-27&{query}").content
    )["tables"]
    assert {json.dumps(table["where"]) for table in tables} == {json.dumps({"event": [str(event.pk)]})}


def test_one_measure_as_a_file_has_its_part_and_what_stands_beside_it(house, part):
    event, query = part
    client, asked = house.client_of("reader"), f"?by=month&period=all&beside=2026-27&{query}"

    one, other = json.loads(client.get(f"/o/lyric/insights/tickets.json{asked}").content)["tables"]
    lines = list(csv.DictReader(io.StringIO(client.get(f"/o/lyric/insights/tickets.csv{asked}").content.decode())))

    assert (one["period"]["from"], other["period"]["from"]) == (None, "2026-04-01")
    assert one["where"] == other["where"] == {"event": [str(event.pk)]}
    assert {line["where"] for line in lines} == {f"event={event.pk}"}
    assert {line["period"] for line in lines} == {"all", "2026-27"}
    assert client.get(f"/o/lyric/insights/tickets.xlsx{asked}").content[:2] == b"PK"


@pytest.mark.parametrize(
    "query",
    [
        "where=nonsense",
        "where=shoe_size%3D9",
        "where=event%3D99999999",
        "where=event_type%3D%00",
        "where=event_type%3D' or 1=1 --",
        "where=%3DPerformance",
        "where=event%3D" + "x" * 2000,
        "&".join(f"where=event%3D{number}" for number in range(500)),
    ],
)
@pytest.mark.parametrize("path", ["insights/sells/", "insights/", "insights/sells.json", "insights/tickets.csv"])
def test_a_part_that_does_not_exist_is_refused_with_a_way_on(house, query, path):
    found = house.client_of("reader").get(f"/o/lyric/{path}?period=all&{query}")

    assert found.status_code == 400


def test_a_part_of_one_organisation_is_nothing_to_a_stranger(house, part):
    assert house.client_of("stranger").get(f"/o/lyric/insights/sells/?{part[1]}").status_code == 404
