"""An upload of 10,000 rows: problems found beside python-calamine alone, the copy given back beside openpyxl alone."""

import json
import resource
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import python_calamine

from bench.homes import open_bench_home
from bench.result import Result, median_seconds
from houselights.vocabularies.template import IN_REGISTER, TEMPLATE
from houselights.workbooks import ColumnPlan, Note, SheetPlan, annotated, read_workbook, written

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation
    from houselights.register.uploads.planning import PlannedRow

ROWS = 10_000
HEADINGS = (*TEMPLATE.headings, IN_REGISTER)
WRONG_EVERY = 50  # rows: two in a hundred cells of one column are wrong


def main() -> None:
    content = workbook()
    with open_bench_home():
        from houselights.organisations.actions import add_organisation

        lyric = add_organisation(slug="lyric", name="The Lyric", by=None)
        notes = problems(plan_of(lyric, content))
        found = median_seconds(lambda: plan_of(lyric, content))
    read = median_seconds(lambda: calamine_alone(content))
    apart = median_seconds(lambda: read_workbook(content))
    peak_found = peak_megabytes()
    given_back = median_seconds(lambda: annotated(content, name="bench.xlsx", notes=notes), times=3)
    saved = median_seconds(lambda: openpyxl_alone(content), times=3)
    size = f"{ROWS:,} rows x {len(HEADINGS)} columns"
    about_found = (
        f"{size}, {len(notes):,} problems: {found:.2f} s against {read:.2f} s. Of ours {apart:.2f} s is reading in a "
        "process of its own, checked before it is unpacked, each cell with its address"
    )
    about_copy = f"{size}, {len(notes):,} comments: {given_back:.2f} s against {saved:.2f} s"
    about_peak = "of the server's process and of the one that reads or annotates, whichever is bigger"
    results = [
        Result("upload: problems found / python-calamine alone", found / read, 6, "times", about_found),
        Result("upload: annotated copy / openpyxl load and save", given_back / saved, 2, "times", about_copy),
        Result("upload: peak memory", max(peak_found, peak_megabytes()), 400, "MB", about_peak),
    ]
    print(json.dumps([asdict(result) for result in results]))


def workbook() -> bytes:
    """Made-up events, one of its cells wrong now and then."""
    columns = [ColumnPlan(each, kind="date" if each.endswith("Date") else "text") for each in HEADINGS]
    return written([SheetPlan("Events", columns, [_row(number) for number in range(ROWS)])])


def _row(number: int) -> Sequence[str | int | date | None]:
    first = date(2026, 4, 1) + timedelta(days=number % 700)
    values = {
        "EventName": f"Event {number}",
        "StartDate": first,
        "EndDate": first + timedelta(days=number % 9),
        "LocationName": f"House {number % 7}",
        "LocationPostcode": "LN2 1QN",
        "EventType": "Performnce" if number % WRONG_EVERY == 0 else "Performance",
        "IsFunded": "Yes",
        "SubDiscipline": "Drama",
        "DistributionType": "In person",
        "NumberOfPerformances": number % 9 + 1,
        "IsTicketed": "No",
        "Attendance": 100 + number % 400,
        "AttendanceIsEstimated": "No",
        "Description": f"What event {number} is about, in a sentence as people write it.",
        IN_REGISTER: "No",
    }
    return [values.get(heading) for heading in HEADINGS]


def plan_of(organisation: "Organisation", content: bytes) -> "list[PlannedRow]":
    """What a preview shows: every row read, with all of its problems."""
    from houselights.connectors.registry import read_id
    from houselights.register.uploads.planning import plan
    from houselights.register.uploads.reading import read_rows
    from houselights.register.uploads.taking_stock import lists_of, snapshot_of

    table = read_rows(content, "bench.xlsx", lists_of(organisation, read_id), {})
    return plan(table.rows, snapshot_of(organisation), {})


def problems(planned: "list[PlannedRow]") -> list[Note]:
    found = [each for row in planned for each in row.problems]
    return [Note(each.sheet, each.cell, each.message, each.severity) for each in found if each.cell]


def calamine_alone(content: bytes) -> list[list[object]]:
    rows: list[list[object]] = python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    return rows


def openpyxl_alone(content: bytes) -> None:
    openpyxl.load_workbook(BytesIO(content)).save(BytesIO())


def peak_megabytes() -> float:
    """Of this process and of the biggest that it waited for."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in whose) / 1024


if __name__ == "__main__":
    main()
