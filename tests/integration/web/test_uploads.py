"""Uploading a workbook on pages: seen before it is stored, said cell by cell, saved, handed back, taken back."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

import cast
from houselights.audit.queries import trail
from houselights.connections.models import Connection
from houselights.organisations.models import Organisation, User
from houselights.register.actions import change_event
from houselights.register.uploads.models import Upload
from houselights.workbooks.limits import FILE_BYTES
from markup import problems_of

UPLOAD = "/o/lyric/events/upload/"
HEADINGS = "EventName,StartDate,EndDate,LocationName,SpektrixEventId,EventType,SubDiscipline"
FULL = "101ASVSQQQCRPSCNRQPCKDQQQTGLMGKBC"
GOOD = "Cinderella,2026-12-01,2026-12-24,Stage,,Performance,Family theatre"


@pytest.fixture
def browser(client: Client, gus: User) -> Client:
    client.force_login(gus)
    return client


@pytest.fixture
def connection(lyric: Organisation) -> Connection:
    return cast.make_connection(lyric)


def lines(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join([headings, *rows]).encode()


def give(browser: Client, content: bytes, name: str = "autumn.csv") -> HttpResponse:
    answer: Any = browser.post(UPLOAD, {"workbook": SimpleUploadedFile(name, content)}, follow=True)
    return answer


def here(lyric: Organisation) -> str:
    return f"{UPLOAD}{lyric.uploads.latest('pk').pk}/"


def test_what_each_row_would_do_is_shown_and_nothing_is_stored_until_it_is_confirmed(
    browser: Client, lyric: Organisation
):
    there = cast.make_event(lyric, "Jazz", starts_on=date(2026, 11, 3), event_type="Festival")
    same = cast.make_event(
        lyric, "Same", starts_on=date(2026, 11, 4), ends_on=date(2026, 11, 4), event_type="Performance"
    )

    page = give(
        browser,
        lines(
            GOOD,
            "Jazz,2026-11-03,,,,Performance,Jazz",
            "Same,2026-11-04,2026-11-04,,,Performance,",
            "Bad,31/02/2027,,,,Performance,Drma",
        ),
    )

    found = page.context["shown"].preview
    assert (found.created, found.updated, found.unchanged, found.refused) == (1, 1, 1, 1)
    assert "4 read = 1 + 1 + 1 + 1" in page.text
    assert "was Festival" in page.text
    assert "1 row needs you" in page.text
    assert problems_of(page.text) == []
    assert set(lyric.events.all()) == {there, same}

    saved = browser.post(here(lyric) + "save/", follow=True)

    assert "2 events saved." in saved.text
    there.refresh_from_db()
    assert there.event_type == "Performance"
    assert lyric.events.filter(name="Cinderella", location__name="Stage", sub_discipline="Family theatre").exists()
    assert not lyric.events.filter(name="Bad").exists()


def test_every_problem_stands_in_its_own_cell_with_what_to_type(browser: Client, lyric: Organisation):
    page = give(browser, lines("Bad,31/02/2027,,,,Performance,Drma")).text

    bad = re.findall(r'<td class="cell-bad">.*?</td>', page, re.DOTALL)
    assert len(bad) == 2
    assert "31/02/2027" in bad[0]
    assert "Type it as 2026-05-01 or 01/05/2026." in bad[0]
    assert "Drma" in bad[1]
    assert "Drama" in bad[1]
    row = lyric.uploads.get().rows.get()
    assert f'<a href="#row-{row.pk}">' in page
    assert f'<tr id="row-{row.pk}">' in page


def test_the_title_at_the_box_office_stands_beside_each_id(
    browser: Client, lyric: Organisation, connection: Connection
):
    cast.make_box_office_event(connection, 101, name="Cinderella")
    cast.make_box_office_event(connection, 102, name="The Tempest / Y Storm")

    page = give(
        browser,
        lines("Cinderella,2026-12-01,,,101,,", "Y Storm,2026-12-02,,,102,,", "Ghost,2026-12-03,,,99999,,"),
    ).text

    assert "“Cinderella” ✓" in page
    assert "“The Tempest / Y Storm” – is it this one?" in page
    assert "The box office has no event with this ID" in page


def test_a_heading_that_is_not_known_is_given_a_meaning_and_remembered(browser: Client, lyric: Organisation):
    content = lines("Cinderella,2026-12-01,Drama", headings="EventName,StartDate,Sparte")

    page = give(browser, content).text
    assert "1 heading is not known" in page
    assert 'aria-label="Read Sparte as"' in page
    answer = browser.post(here(lyric) + "heading/", {"heading": "Sparte", "column": "SubDiscipline"}, follow=True)

    assert "also in the next workbook" in answer.text
    assert "Drama" in answer.text
    again = give(browser, content)
    assert again.context["shown"].unknown == 0
    browser.post(here(lyric) + "save/")
    assert lyric.events.get().sub_discipline == "Drama"


def test_a_row_that_may_be_two_events_waits_until_one_is_chosen(browser: Client, lyric: Organisation):
    events = [cast.make_event(lyric, "Jazz", starts_on=date(2026, 11, 3)) for _ in range(2)]

    page = give(browser, lines("Jazz,2026-11-03,,,,Performance,"))
    assert page.context["shown"].preview.refused == 1
    assert "This row is" in page.text
    row = lyric.uploads.get().rows.get()
    browser.post(here(lyric) + "choose/", {"row": row.pk, "event": events[1].pk}, follow=True)
    browser.post(here(lyric) + "save/", follow=True)

    for event, kind in zip(events, ["", "Performance"], strict=True):
        event.refresh_from_db()
        assert event.event_type == kind


@pytest.mark.parametrize("sent", [{}, {"row": "x"}, {"row": "1", "event": "-1"}, {"row": "9" * 30, "event": "new"}])
def test_a_choice_that_is_not_shown_chooses_nothing(browser: Client, lyric: Organisation, sent: dict[str, str]):
    give(browser, lines(GOOD))

    answer = browser.post(here(lyric) + "choose/", sent, follow=True)

    assert "That event is not among those to choose from." in answer.text


def test_the_workbook_comes_back_with_its_problems_marked_and_a_copy_with_safe_fixes(
    browser: Client, lyric: Organisation
):
    book, content = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS.split(","), ["Bad", "31/02/2027", None, None, None, "Performnce", "Drama"]):
        sheet.append(row)
    book.save(content)
    give(browser, content.getvalue(), 'Über "autumn".xlsx')

    marked = browser.get(here(lyric) + "annotated.xlsx")
    fixed = browser.get(here(lyric) + "fixed.xlsx")

    assert "attachment" in marked["Content-Disposition"]
    assert load_workbook(BytesIO(marked.content)).worksheets[0]["B2"].comment is not None
    assert load_workbook(BytesIO(fixed.content)).worksheets[0]["F2"].value == "Performance"
    assert browser.get(here(lyric) + "other.xlsx").status_code == 404


def test_a_whole_upload_is_taken_back_unless_somebody_has_changed_a_row_since(
    browser: Client, lyric: Organisation, ada: User
):
    give(browser, lines(GOOD))
    browser.post(here(lyric) + "save/")
    event = lyric.events.get()
    change_event(event=event, by=ada, name="Cinders")

    refused = browser.post(here(lyric) + "undo/", follow=True)
    assert "Nothing was undone: somebody has changed these since: row 2" in refused.text
    assert lyric.events.count() == 1
    change_event(event=event, by=ada, name="Cinderella")
    done = browser.post(here(lyric) + "undo/", follow=True)

    assert "Taken back" in done.text
    assert not lyric.events.exists()
    assert trail("lyric").filter(action="upload undone").exists()


def test_the_same_workbook_again_changes_nothing(browser: Client, lyric: Organisation):
    give(browser, lines(GOOD))
    browser.post(here(lyric) + "save/")

    page = give(browser, lines(GOOD))

    assert page.context["shown"].preview.unchanged == 1
    assert "The register says all of this already." in page.text
    assert "/save/" not in page.text


def test_saving_twice_saves_once_and_says_so(browser: Client, lyric: Organisation):
    give(browser, lines(GOOD))
    browser.post(here(lyric) + "save/")

    answer = browser.post(here(lyric) + "save/", follow=True)

    assert "is on the register already" in answer.text
    assert lyric.events.count() == 1


def test_a_preview_that_the_register_has_outrun_is_shown_anew_and_nothing_is_saved(
    browser: Client, lyric: Organisation
):
    give(browser, lines(GOOD))
    place = lyric.locations.create(name="Stage")
    cast.make_event(lyric, "Cinderella", starts_on=date(2026, 12, 1), location=place)

    answer = browser.post(here(lyric) + "save/", follow=True)

    assert "The register has changed since this preview, so nothing was saved." in answer.text
    assert answer.context["shown"].preview.updated == 1
    assert lyric.events.get().event_type == ""


def test_a_preview_is_left_and_its_workbook_forgotten(browser: Client, lyric: Organisation):
    give(browser, lines(GOOD))

    answer = browser.post(here(lyric) + "leave/", follow=True)

    assert "Nothing of “autumn.csv” was saved." in answer.text
    assert not lyric.events.exists()
    assert "autumn.csv</a>" not in answer.text
    assert browser.get(here(lyric) + "annotated.xlsx").status_code == 400


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-1.7\n%....\n", "report.pdf", "PDF"),
        (b"<html><table><tr><td>EventName</td></tr></table></html>", "report.xls", "web page"),
        (b"", "nothing.xlsx", "The file is empty"),
        (b"a,b,c\n1,2,3\n", "other.csv", "No sheet of this workbook has the headings of the template."),
        (b"PK\x03\x04broken", "broken.xlsx", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do_on_the_page(
    browser: Client, lyric: Organisation, content: bytes, name: str, says: str
):
    answer = give(browser, content, name)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert says in answer.text
    assert problems_of(answer.text) == []
    assert not lyric.uploads.exists()


def test_no_file_at_all_is_asked_for(browser: Client):
    answer = browser.post(UPLOAD, {})

    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_a_file_that_is_too_large_is_refused_before_anything_of_it_is_read(browser: Client, monkeypatch: Any):
    def read(*_: Any) -> None:
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", read)

    answer = browser.post(UPLOAD, {"x": "y"}, headers={"content-length": str(FILE_BYTES * 2)})

    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.text


def test_what_is_just_too_large_beside_a_form_is_refused_too(browser: Client, lyric: Organisation):
    answer = give(browser, b"a" * (FILE_BYTES + 1))

    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.text
    assert not lyric.uploads.exists()


def test_what_a_file_says_is_shown_as_text(browser: Client, lyric: Organisation):
    nasty = "<script>alert(1)</script>"
    page = give(
        browser,
        lines(f"{nasty},2026-12-01,{nasty},{nasty},{nasty},{nasty},{nasty}", headings=HEADINGS + f",{nasty}"),
        f"{nasty}.csv",
    ).text

    assert "<script>alert" not in page
    assert problems_of(page) == []
    assert "<script>alert" not in browser.get(UPLOAD).text


def test_a_long_workbook_comes_in_parts_and_every_row_is_there(browser: Client, lyric: Organisation):
    rows = [f"Event {number:03},2026-12-01,,,,," for number in range(120)]
    give(browser, lines(*rows))

    shown = [
        line.row.name for part in (1, 2, 3) for line in browser.get(f"{here(lyric)}?page={part}").context["shown"].lines
    ]

    assert shown == [f"Event {number:03}" for number in range(120)]


@pytest.mark.parametrize("show", ["created", "updated", "unchanged", "refused"])
def test_each_count_leads_to_as_many_rows(browser: Client, lyric: Organisation, show: str):
    cast.make_event(lyric, "Jazz", starts_on=date(2026, 11, 3))
    give(browser, lines(GOOD, "Jazz,2026-11-03,,,,Performance,", "Bad,,,,,,", "Bad 2,,,,,,"))

    shown = browser.get(f"{here(lyric)}?show={show}").context["shown"]

    assert [line.row.action for line in shown.lines] == [show] * getattr(shown.preview, show)


def test_the_template_and_the_report_are_downloads_that_come_back_as_an_upload(
    browser: Client, lyric: Organisation, connection: Connection
):
    given = {"name": "Cinderella", "box_office_id": FULL, "attributes": {"IlluminateEventType": "Festival"}}
    cast.make_box_office_event(connection, 101, **given)
    page = browser.get("/o/lyric/events/adopt/").text

    for name in ("template", "report"):
        address = f"/o/lyric/events/{name}.xlsx"
        assert f'href="{address}"' in page
        answer = browser.get(address)
        assert answer["Content-Disposition"].startswith("attachment")
        assert load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value == "EventName"
    give(browser, answer.content, "report.xlsx")
    browser.post(here(lyric) + "save/")

    event = lyric.events.get()
    assert (event.name, event.event_type) == ("Cinderella", "Festival")
    assert event.links.get().box_office_id == FULL


def test_without_a_catalogue_no_report_is_offered(browser: Client, lyric: Organisation):
    page = browser.get("/o/lyric/events/adopt/").text

    assert "report.xlsx" not in page
    assert "Nothing waits there" in page


def test_past_uploads_are_listed_with_who_gave_them(browser: Client, lyric: Organisation):
    give(browser, lines(GOOD))
    browser.post(here(lyric) + "save/")

    page = browser.get(UPLOAD).text

    assert "autumn.csv</a>" in page
    assert "by Gus" in page


def test_an_upload_of_another_organisation_is_not_there(browser: Client, lyric: Organisation, cal: User):
    give(browser, lines(GOOD))
    number = lyric.uploads.get().pk
    browser.force_login(cal)

    for address in (f"{number}/", f"{number}/annotated.xlsx"):
        assert browser.get(f"/o/grand/events/upload/{address}").status_code == 404
    for what in ("save", "leave", "undo", "heading", "choose"):
        assert browser.post(f"/o/grand/events/upload/{number}/{what}/").status_code == 404
        assert browser.post(f"{UPLOAD}{number}/{what}/").status_code == 404
    assert Upload.objects.get().state == "previewed"
