"""The page of benchmarks: who contributes sees, in groups of ten and more; the same figures on page and in files."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from houselights.benchmarks.actions import compare, form_group
from houselights.benchmarks.models import Contributor
from houselights.benchmarks.rules import key_of, ready_on
from houselights.disclosure.spread import COMPARED
from houselights.submissions.releases.ledger import KeptLedger
from looking import looking
from markup import problems_of
from peers import REGION, contribute, contributor, contributors

PAGE, SETTING = "/o/lyric/insights/benchmarks/", "/o/lyric/insights/benchmarks/contributing/"
QUARTER, BEFORE = "2026-Q1", "2025-Q4"
KEY = key_of("region", REGION)
ASKED = f"?group={KEY}&quarter={QUARTER}"
ABOUT = {"region": REGION, "discipline": "", "kind": "", "size_band": ""}


def peers(house: Any, count: int) -> Contributor:
    """The Lyric and so many others; compared where they are enough."""
    contributors(count, BEFORE, QUARTER)
    lyric = contributor(house.lyric)
    for period, tickets in ((BEFORE, 4000), (QUARTER, 5000)):
        contribute(lyric, period, tickets)
        if count >= 9:
            compare(key=KEY, period=period, today=ready_on(period), ledger=KeptLedger(), by=None)
    return lyric


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert problems_of(answer.content.decode()) == []
    return answer.content.decode()


def test_who_does_not_contribute_sees_nothing_and_is_told_what_would_leave(house):
    contributors(12, QUARTER)
    compare(key=KEY, period=QUARTER, today=ready_on(QUARTER), ledger=KeptLedger(), by=None)

    said = text_of(house.client_of("reader"), PAGE + ASKED)

    assert "Who does not contribute does not see" in said
    assert "median</th>" not in said
    assert house.client_of("admin").get(f"/o/lyric/insights/benchmarks.csv{ASKED}").status_code == 404


def test_nine_are_refused_with_the_sentence_that_says_why(house):
    peers(house, 8)

    said = text_of(house.client_of("admin"), PAGE + ASKED)

    assert "9 organisations of this group contribute to April to June 2026; a comparison needs 10." in said
    assert "<table" not in said


def test_two_theatres_are_told_why_they_are_not_compared(house):
    """As in the demo, on its first day."""
    for each in (house.lyric, house.grand):
        contributor(each)

    said = text_of(house.client_of("reader"), PAGE + ASKED)

    assert "0 organisations of this group contributed to April to June 2026, and a comparison needs 10." in said


def test_twelve_are_shown_with_the_group_the_method_and_no_name(house):
    peers(house, 11)

    said = text_of(house.client_of("reader"), PAGE + ASKED)

    assert "12 organisations in the group" in said
    assert "above the upper quartile (75th percentile)" in said
    assert "never one organisation’s own" in said
    assert "The median" in said
    assert (
        "Tickets in April to June 2026, beside January to March 2026: yours rose by 25%, the median of your peers"
        in said
    )
    assert "Peer 1" not in said


def test_the_same_figures_are_in_every_file(house):
    peers(house, 11)
    client, at = house.client_of("reader"), f"{PAGE[:-1]}.%s{ASKED}"

    document = json.loads(client.get(at % "json").content)
    lines = list(csv.reader(io.StringIO(client.get(at % "csv").content.decode("utf-8-sig"))))[1:]
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(at % "xlsx").content))

    told = [[each["own"], each["median"], each["lower"], each["upper"]] for each in document["measures"]]
    assert [each["measure"] for each in document["measures"]] == list(COMPARED)
    assert [[_number(cell) for cell in line[2:6]] for line in lines] == told
    assert [[_number(cell) for cell in row[2:6]] for row in book.get_sheet_by_index(0).to_python()[1:]] == told
    assert "members" not in document


def _number(cell: Any) -> int | None:
    return None if cell == "hidden to protect people" else round(float(cell))


def test_another_organisation_and_another_group_are_not_there(house):
    peers(house, 11)

    assert house.client_of("stranger").get(PAGE).status_code == 404
    assert house.client_of("stranger").post(SETTING, {"do": "stop"}).status_code == 404
    assert house.client_of("admin").get(PAGE + "?group=region:London").status_code == 404
    assert house.client_of("admin").get(PAGE + "?group=group:1").status_code == 404
    assert Contributor.objects.filter(organisation=house.lyric).exists()


def test_only_who_may_decides_and_everybody_reads_what_leaves(house):
    said = text_of(house.client_of("reader"), SETTING)

    assert "Never in:" in said
    assert 'value="start"' not in said
    assert house.client_of("reader").post(SETTING, {"do": "start", **ABOUT}).status_code == 403
    assert not Contributor.objects.exists()


def test_an_admin_begins_chooses_and_stops(house):
    admin = house.client_of("admin")

    admin.post(SETTING, {"do": "start", **ABOUT})
    assert Contributor.objects.get().region == REGION
    assert "Choose your peers" not in text_of(admin, PAGE)
    admin.post(SETTING, {"do": "start", **ABOUT, "region": ""})
    assert "You are in no group yet" in text_of(admin, PAGE)
    admin.post(SETTING, {"do": "stop"})

    assert not Contributor.objects.exists()


def test_a_wrong_answer_and_a_wrong_code_are_said_on_the_form(house):
    admin = house.client_of("admin")
    refused = admin.post(SETTING, {"do": "start", **ABOUT, "region": "Narnia"})
    assert (refused.status_code, Contributor.objects.count()) == (422, 0)
    admin.post(SETTING, {"do": "start", **ABOUT})

    wrong = admin.post(SETTING, {"do": "join", "code": "amber-lantern"})

    assert wrong.status_code == 422
    assert "There is no group with that code." in wrong.content.decode()
    assert problems_of(wrong.content.decode()) == []


def test_a_group_is_formed_joined_and_left_and_its_code_is_the_admins(house):
    (other,) = contributors(1)
    group = form_group(contributor=other, by=None)
    admin = house.client_of("admin")
    admin.post(SETTING, {"do": "start", **ABOUT})

    admin.post(SETTING, {"do": "join", "code": group.code})
    assert group.code in text_of(admin, SETTING)
    assert group.code not in text_of(house.client_of("reader"), SETTING)
    admin.post(SETTING, {"do": "leave", "group": str(group.pk)})

    assert list(group.members.all()) == [other]
    assert admin.post(SETTING, {"do": "leave", "group": str(group.pk)}).status_code == 404


@pytest.mark.parametrize("posted", [{}, {"do": "anything"}, {"do": "leave", "group": "²"}, {"do": "form"}])
def test_what_is_nothing_to_decide_is_refused(house, posted):
    assert house.client_of("admin").post(SETTING, posted).status_code in (400, 404)


@pytest.mark.journey
def test_its_pages_are_whole_and_axe_finds_nothing(house, browser):
    admin, pages = house.client_of("admin"), {}
    peers(house, 8)
    pages["refused"] = text_of(admin, PAGE + ASKED)
    contributors(3, BEFORE, QUARTER, start=8)
    for period in (BEFORE, QUARTER):
        compare(key=KEY, period=period, today=ready_on(period), ledger=KeptLedger(), by=None)
    admin.post(SETTING, {"do": "form"})
    pages |= {"compared": text_of(admin, PAGE + ASKED), "contributing": text_of(admin, SETTING)}
    pages["wrong code"] = admin.post(SETTING, {"do": "join", "code": ""}).content.decode()

    with looking(browser) as looker:
        found = {name: looker.problems(html, PAGE) for name, html in pages.items()}

    assert not any(found.values()), found
