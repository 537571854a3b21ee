"""Insights: the page, its sentences and tables, and the same figures as files; all through the gate."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.measures.question import Question
from houselights.web.templatetags.words import exact_pounds, number

PAGE = "/o/lyric/insights/"


def total(measure: str) -> int:
    return int(release(Question(measure, of="lyric"), home=settings.HOME.path).total or 0)


@pytest.fixture
def admin(house):
    return house.client_of("admin")


@pytest.mark.parametrize("measure", ["tickets", "income", "customers"])
def test_each_measure_has_its_four_charts_with_sentence_and_table(admin, measure):
    text = admin.get(f"{PAGE}?period=all&measure={measure}").text

    figures = re.findall(r"<figure.*?</figure>", text, re.DOTALL)
    assert [re.search(r'id="([^"]+)"', figure)[1] for figure in figures] == [
        "month",
        "event-type",
        "event",
        "area-local-authority",
    ]
    for figure in figures:
        assert '<p class="says"' in figure
        assert "<svg" in figure
        assert "<tfoot>" in figure


def test_the_page_says_what_the_gate_released(admin):
    text = admin.get(f"{PAGE}?period=all").text

    assert number(total("tickets")) in text
    assert exact_pounds(total("income")) in text
    assert number(total("customers")) in text


def test_the_tickets_of_a_table_add_up_to_its_foot(admin):
    text = admin.get(f"{PAGE}?period=all").text

    (events,) = re.findall(r'<figure id="event".*?</figure>', text, re.DOTALL)
    rows = re.findall(r'<th scope="row">.*?</th><td class="n">([\d,–]+)</td>', events)
    *parts, foot = [int(cell.replace(",", "").replace("–", "0")) for cell in rows]
    assert sum(parts) == foot == total("tickets")


def test_a_measure_with_a_day_of_its_own_need_not_be_told_which(admin):
    document = admin.get(f"{PAGE}returned_tickets.json?period=all").json()

    assert document["dated"] == "return"
    assert document == admin.get(f"{PAGE}returned_tickets.json?period=all&dated=return").json()


def test_where_people_live_says_how_many_cannot_be_placed(admin):
    text = admin.get(f"{PAGE}?period=all").text

    assert "Tickets whose place is unknown: " in text


def test_a_name_from_the_box_office_is_text_in_chart_and_table(house, admin):
    event = house.event
    event.name = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    event.save()

    for address in (PAGE, "/o/lyric/", "/o/lyric/events/?quarter=all", f"/o/lyric/events/{event.pk}/"):
        text = admin.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_another_basis_is_another_answer(admin):
    by_performance = admin.get(f"{PAGE}tickets.json?period=all&by=month&dated=performance").json()
    by_sale = admin.get(f"{PAGE}tickets.json?period=all&by=month&dated=sale").json()

    assert by_performance["total"] == by_sale["total"]
    assert by_performance["rows"] != by_sale["rows"]
    assert "by date of sale" in admin.get(f"{PAGE}?dated=sale").text


def test_the_addresses_of_periods_and_measures_keep_the_rest(admin):
    text = admin.get(f"{PAGE}?measure=income&period=all&dated=sale").text

    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(\?measure=[^"]+)"', text)]
    assert "?measure=customers&period=all&dated=sale" in links
    assert any(link.startswith("?measure=income&period=20") and link.endswith("&dated=sale") for link in links)


@pytest.mark.parametrize(
    "query", ["measure=secrets", "period=soon", "dated=birthday", "period=0001-01", "period=9999-12"]
)
def test_what_cannot_be_asked_is_refused_with_a_way_on(admin, query):
    answer = admin.get(f"{PAGE}?{query}")

    assert answer.status_code == 400
    assert "What to do" in answer.text


def test_json_is_what_the_command_line_answers(admin):
    document = admin.get(f"{PAGE}income.json?period=all&by=event").json()

    assert document["measure"] == "income"
    assert document["reader"] == "own"
    assert document["total"] == total("income") == sum(row["value"] for row in document["rows"])
    assert {"event", "event_code", "value", "base"} == set(document["rows"][0])


def test_the_same_page_without_its_slash_gives_the_same_file(admin):
    with_slash = admin.get("/o/lyric/insights/.json?period=all").json()
    without = admin.get("/o/lyric/insights.json?period=all").json()

    assert with_slash == without
    assert {table["measure"] for table in without["tables"]} == {"tickets", "income", "customers"}


def test_csv_has_every_row_and_its_name(admin):
    answer = admin.get(f"{PAGE}tickets.csv?period=all&by=event")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert sum(int(row["value"]) for row in rows) == total("tickets")
    assert answer["Content-Disposition"] == 'attachment; filename="lyric-tickets-all.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_a_workbook_says_what_its_figures_mean(admin):
    answer = admin.get("/o/lyric/insights.xlsx?period=all")

    book = zipfile.ZipFile(io.BytesIO(answer.content))
    words = book.read("xl/sharedStrings.xml").decode()
    assert "Counted tickets: held" in words
    assert "Data as of" in words
    assert answer["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("path", ["nothing.json", "tickets.json?by=shoe-size", "tickets.json?by=event&by=event"])
def test_a_file_of_nothing_that_exists_is_refused(admin, path):
    assert admin.get(PAGE + path).status_code == 400


@pytest.mark.parametrize("path", ["tickets.pdf", "Tickets.json", "..json"])
def test_a_form_that_does_not_exist_is_not_there(admin, path):
    assert admin.get(PAGE + path).status_code == 404


def test_no_word_in_the_address_reaches_another_organisations_figures(house):
    document = house.client_of("reader").get(f"{PAGE}tickets.json?period=all&of=grand&reader=public").json()

    assert document["total"] == total("tickets")
    assert document["reader"] == "own"


def test_an_organisation_without_figures_is_told_how_to_get_them(house):
    cal = house.client_of("stranger")

    text = cal.get("/o/grand/insights/").text

    assert "No figures yet" in text
    assert "See the first steps" in text
    answer = cal.get("/o/grand/insights.json")
    assert answer.status_code == 404
    assert json.dumps(total("tickets")) not in text
