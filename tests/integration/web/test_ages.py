"""Where from: how old the people are where bookers live, by the census, beside the people of an area."""

import csv
import html
import io
import re

import openpyxl
import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.feeds.actions import sync_now
from houselights.feeds.reference import authorities
from houselights.home import Home
from houselights.measures.question import Question
from houselights.warehouse.geography.loading import load
from unit.warehouse.geography.official import ages as census

PATH = "/o/lyric/insights/where"
NOT_THEIRS = "never those of your bookers"


@pytest.fixture(scope="module")
def built(built, django_db_blocker):
    """The house, with its customers read: they are once their events are linked."""
    with django_db_blocker.unblock():
        sync_now(connection=built.connection, by=None)
    return built


@pytest.fixture
def people(tmp_path):
    """A census of England's and Wales's authorities, each with an age of its own; gone again at the end."""
    codes = [code for code in authorities() if code.startswith(("E", "W"))]
    counts = {code: [1_000 + (7 * place + 13 * band) % 900 for band in range(18)] for place, code in enumerate(codes)}
    reference = settings.HOME.reference
    load("ages", census(tmp_path / "census2021-ts007a-ltla.csv", counts), reference=reference)
    yield counts
    for file in reference.glob("ages*"):
        file.unlink()


@pytest.fixture
def read(house):
    """The page or one of its files as its reader sees it."""

    def read_it(ending="/", query="", status=200, **more):
        answer = house.client_of("reader").get(f"{PATH}{ending}?period=all{query}", **more)
        assert answer.status_code == status
        return answer.content

    return read_it


def bookers():
    question = Question("bookers", of="lyric", by=("area_local_authority",))
    table = release(question, home=Home.from_environment().path)
    return {cell.codes[0]: cell.value for cell in table.cells if cell.codes[0]}


def by_hand(counts, area):
    """Shares of ten years where bookers live and in an area, added up with no help."""
    counts = {code: [one + other for one, other in zip(by[::2], by[1::2], strict=True)] for code, by in counts.items()}
    living = {code: many for code, many in bookers().items() if code in counts}
    here, there = [0.0] * 9, [0] * 9
    for code, many in living.items():
        for band, people in enumerate(counts[code]):
            here[band] += many / sum(living.values()) * people / sum(counts[code])
    for code, by_band in counts.items():
        if area in (code, authorities()[code]["region"], authorities()[code]["country"]):
            there = [so_far + people for so_far, people in zip(there, by_band, strict=True)]
    return [(one, people / sum(there)) for one, people in zip(here, there, strict=True)]


def shown(words):
    """The rows of the table on the page."""
    figure = re.search(r'<figure id="ages".*?</figure>', words, re.S)[0]
    return re.findall(r'<th scope="row">([^<]*)</th><td[^>]*>([\d.]+)%</td><td[^>]*>([\d.]+)%</td>', figure)


def test_without_the_census_the_page_says_how_to_load_it(read):
    words = html.unescape(read().decode())

    assert "houselights reference load ages FILE" in words
    assert 'id="ages"' in words
    assert b"houselights reference load ages FILE" in read("/ages.csv", status=404).replace(b"&#x27;", b"'")


@pytest.mark.parametrize("area", ["England", "North West", "E08000003"])
def test_the_ages_where_bookers_live_are_weighted_by_them_and_stand_beside_an_area(read, people, area):
    rows = shown(read(query=f"&against={area}").decode())

    expected = [(f"{100 * one:.1f}", f"{100 * other:.1f}") for one, other in by_hand(people, area)]
    assert [row[1:] for row in rows[:9]] == expected


def test_nobody_is_told_that_these_are_the_bookers_own_ages(read, people):
    words = html.unescape(read().decode())

    figure = re.search(r'<figure id="ages".*?</figure>', words, re.S)[0]
    assert NOT_THEIRS in re.search(r"<figcaption>.*?</figcaption>", figure, re.S)[0]
    assert "Ages of the people who live where your bookers do" in words


def test_n_vintage_licence_and_attribution_stand_below(read, people):
    words = html.unescape(read().decode())

    figure = re.search(r'<figure id="ages".*?</figure>', words, re.S)[0]
    for said in (
        "n = ",
        "Data as of",
        "vintage 2021",
        "Open Government Licence v3.0",
        "Office for National Statistics",
    ):
        assert said in figure


def test_json_csv_and_workbook_have_the_shares_of_the_page(house, read, people):
    expected = pytest.approx([share for both in by_hand(people, "England") for share in both], abs=1e-5)

    document = house.client_of("reader").get(f"{PATH}/ages.json?period=all&against=England").json()
    lines = list(csv.reader(io.StringIO(read("/ages.csv", "&against=England").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(read("/ages.xlsx", "&against=England")))["Ages"]

    assert [row[name] for row in document["rows"] for name in ("share", "share_there")] == expected
    assert [float(share) for line in lines[1:] for share in line[1:3]] == expected
    assert [share for row in sheet.iter_rows(min_row=2, values_only=True) for share in row[1:3]] == expected
    assert document["n"] == release(Question("bookers", of="lyric"), home=Home.from_environment().path).total
    assert NOT_THEIRS in document["notes"]
    assert "Data as of" in lines[0]


def test_an_area_that_the_census_does_not_cover_is_said_and_not_shown(read, people):
    words = html.unescape(read(query="&against=Scotland").decode())

    assert "does not tell how old people are in Scotland" in words


def test_a_part_of_the_audience_has_its_own_ages(read, people):
    whole = shown(read(query="&against=England").decode())
    name = max(bookers().items(), key=lambda each: each[1])[0]

    part = shown(read(query=f"&against={name}&where=area_local_authority={name}").decode())

    assert part != whole
    assert all(here == there for _, here, there in part[:9])


def test_a_form_of_file_that_there_is_not_and_another_organisations_files_are_not_found(house, people):
    assert house.client_of("reader").get(f"{PATH}/ages.pdf").status_code == 404
    assert house.client_of("stranger").get(f"{PATH}/ages.csv").status_code == 404
