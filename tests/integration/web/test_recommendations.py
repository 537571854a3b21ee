"""The page of recommendations: each with its numbers and its rows; put away and brought back by those who may."""

import re

import pytest

from houselights.audit.models import Entry
from houselights.disclosure import gate
from houselights.feeds.models import Build
from houselights.recommendations.models import Dismissal, KeptRecommendation, Look
from houselights.recommendations.rules import rules

PAGE = "/o/lyric/insights/recommendations/"
UNSORTED = "unsorted_types:other"

ONLY_OF_RULES = {"comps", "retention"}  # what the overview asks for its recommendations alone


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The measures that were counted, alone or together; nothing is remembered from before."""
    measures: set[str] = set()
    count, count_all = gate.count, gate.count_all

    def one(question, warehouse):
        measures.add(question.measure)
        return count(question, warehouse)

    def many(questions, warehouse):
        measures.update(each.measure for each in questions)
        return count_all(questions, warehouse)

    monkeypatch.setattr(gate, "count", one)
    monkeypatch.setattr(gate, "count_all", many)
    gate.forget()
    return measures


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


@pytest.mark.parametrize("path", ["/o/lyric/", PAGE])
def test_only_the_first_reader_of_a_build_has_its_rules_asked(house, counted, path):
    assert {rule.measure for rule in rules()} >= ONLY_OF_RULES
    first = house.client_of("reader").get(path).text
    asked = set(counted)
    counted.clear()
    gate.forget()

    second = house.client_of("reader").get(path).text

    assert asked >= ONLY_OF_RULES
    assert not counted & ONLY_OF_RULES
    assert _suggested(second) == _suggested(first) != []


def test_what_is_kept_leads_to_the_same_rows_and_the_same_file(house):
    client = house.client_of("reader")

    asked, kept = client.get(PAGE).text, client.get(PAGE).text

    assert Look.objects.get().build == house.lyric.builds.first().number
    for part in (r'<a href="[^"]+"', r'<p class="hint">[^<]+', r"<h2>[^<]+", r"<p>[^<]+"):
        assert re.findall(part, kept) == re.findall(part, asked) != []


def test_a_newer_build_is_never_shown_with_what_was_said_of_the_one_before(house):
    client = house.client_of("reader")
    client.get(PAGE)
    KeptRecommendation.objects.update(says="Old news.")
    assert "Old news." in client.get("/o/lyric/").text

    last = house.lyric.builds.first()
    newer = {"built_at": last.built_at, "data_as_of": last.data_as_of, "tickets": last.tickets, "pence": last.pence}
    Build.objects.create(organisation=house.lyric, number=last.number + 1, **newer)

    assert "Old news." not in client.get("/o/lyric/").text
    assert "Old news." not in client.get(PAGE).text


def _suggested(text: str) -> list[str]:
    return re.findall(r"[^<>]*of tickets are of the class other[^<>]*", text)
