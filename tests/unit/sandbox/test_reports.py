"""The sandbox's own report of events, as people download it: what it holds, and that its mistaken forms are known."""

from datetime import UTC, datetime

import pytest

from houselights.sandbox import reports
from houselights.sandbox.serving import open_box_office
from houselights.sandbox.theatre import Theatre
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import Table, Unreadable, find_table, read_workbook


@pytest.fixture(scope="module")
def lyric() -> Theatre:
    return open_box_office("small", 1, None, datetime(2026, 11, 27, 12, tzinfo=UTC)).theatres["lyric"]


def table(content: bytes) -> Table:
    found = find_table(read_workbook(content).sheets[0], TEMPLATE.known())
    assert found is not None
    return found


def test_the_report_has_exactly_the_templates_columns_and_a_row_for_every_event(
    lyric: Theatre,
) -> None:
    report = table(reports.excel(lyric))

    assert tuple(sorted(report.columns, key=lambda name: report.columns[name])) == TEMPLATE.headings
    assert {row.cells["SpektrixEventId"].text for row in report.rows} == {event.id for event in lyric.events.values()}
    assert any(row.cells["EndDate"].value < lyric.local_now().date() for row in report.rows)  # type: ignore[operator]


def test_attributes_are_filled_where_the_box_office_has_them_and_blank_where_not(
    lyric: Theatre,
) -> None:
    event = next(each for each in lyric.events.values() if each.attributes.get("IlluminateEventType"))
    event.attributes["IlluminateIsFunded"] = ""
    event.attributes["IlluminateSubDicipline"] = event.attributes.pop("IlluminateSubDiscipline")

    rows = table(reports.excel(lyric)).rows
    cells = next(row.cells for row in rows if row.cells["SpektrixEventId"].text == event.id)

    assert cells["EventType"].text == event.attributes["IlluminateEventType"]
    assert cells["DistributionType"].text
    assert not {"IsFunded", "SubDiscipline"}.intersection(cells)


def test_the_forms_that_people_take_by_mistake_are_known_for_what_they_are(lyric: Theatre) -> None:
    for content, code in ((reports.pdf(lyric), "pdf"), (reports.unformatted(lyric), "unformatted")):
        with pytest.raises(Unreadable) as refused:
            read_workbook(content, name="events.xlsx")

        assert refused.value.code == code
        assert "Run as Excel" in refused.value.remedy


def test_the_page_of_reports_says_that_it_is_a_sandbox(lyric: Theatre) -> None:
    page = reports.page(lyric).decode()

    assert "not Spektrix" in page
    for name in ("events.xlsx", "events.pdf", "events-unformatted.xlsx"):
        assert f'href="{name}"' in page
