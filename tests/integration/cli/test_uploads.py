"""`events ORG template|report|upload|undo`: many events at once on the command line."""

import json
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from commands import Command
from houselights.vocabularies.template import IN_REGISTER, TEMPLATE

ROW = {"EventName": "Parade", "StartDate": date(2026, 6, 1), "EventType": "Festival"}


def a_book(path: Path, *rows: dict[str, object]) -> Path:
    made = Workbook()
    made.active.title = "Events"
    made.active.append(list(TEMPLATE.headings))
    for row in rows:
        made.active.append([row.get(heading) for heading in TEMPLATE.headings])
    made.save(path)
    return path


def test_a_workbook_with_a_mistake_is_stored_but_for_its_row_and_exits_1(command: Command, tmp_path: Path) -> None:
    book = a_book(tmp_path / "autumn.xlsx", ROW, {**ROW, "EventName": "Fair", "EventType": "Festivle"})

    ended = command("events", "lyric", "upload", str(book), "--json")

    told = ended.document
    (problem,) = told["problems"]
    assert ended.code == 1
    assert (told["file"], told["rows_read"], told["rows_stored"], told["rows_refused"]) == ("autumn.xlsx", 2, 1, 1)
    assert {name: problem[name] for name in ("sheet", "cell", "row", "column", "value", "code", "severity")} == {
        "sheet": "Events", "cell": "G3", "row": 3, "column": "EventType", "value": "Festivle",
        "code": "not-on-list", "severity": "error",
    }  # fmt: skip
    assert problem["suggestion"] == "Festival"
    assert [(each["row"], each["action"], each["link"]) for each in told["events"]] == [
        (2, "created", "blank"),
        (3, "refused", "blank"),
    ]
    assert [each["name"] for each in command.answer("events", "lyric", "list")["events"]] == ["Parade"]


def test_a_dry_run_stores_nothing_and_gives_both_copies(command: Command, tmp_path: Path) -> None:
    book = a_book(tmp_path / "autumn.xlsx", {**ROW, "EventType": "Festivle"})
    checked, fixed = tmp_path / "checked.xlsx", tmp_path / "fixed.xlsx"

    ended = command(
        "events", "lyric", "upload", str(book), "--dry-run", "--annotated", str(checked), "--fixed", str(fixed)
    )
    assert command.answer("events", "lyric", "list")["events"] == []
    assert command("events", "lyric", "upload", str(fixed), "--json").document["rows_stored"] == 1

    assert ended.code == 1
    assert "G2" in ended.out
    assert "Nothing was stored" in ended.out
    assert "Festival" in load_workbook(checked)["Events"]["G2"].comment.text
    assert load_workbook(fixed)["Events"]["G2"].value == "Festival"
    assert not list((command.home / "organisations" / "lyric" / "uploads").glob("1"))


def test_an_upload_is_undone_by_its_number_and_not_twice(command: Command, tmp_path: Path) -> None:
    told = command.answer("events", "lyric", "upload", str(a_book(tmp_path / "a.xlsx", ROW)))

    undone = command.answer("events", "lyric", "undo", str(told["upload"]))
    again = command("events", "lyric", "undo", str(told["upload"]))

    assert undone["state"] == "undone"
    assert command.answer("events", "lyric", "list")["events"] == []
    assert again.code == 2
    assert "taken back" in again.err


def test_all_or_nothing_stores_none(command: Command, tmp_path: Path) -> None:
    book = a_book(tmp_path / "a.xlsx", ROW, {**ROW, "EventName": "Fair", "IsFunded": "perhaps"})

    ended = command("events", "lyric", "upload", str(book), "--all-or-nothing", "--json")

    assert (ended.code, ended.document["rows_stored"], ended.document["rows_refused"]) == (1, 0, 2)
    assert command.answer("events", "lyric", "list")["events"] == []


def test_a_heading_can_be_told_and_a_row_chosen(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("EventName;StartDate;Wo\nParade;2026-06-01;Square\nParade;2026-06-01;Square\n")

    told = command("events", "lyric", "upload", str(path), "--map", "Wo=LocationName", "--choose", "3=new", "--json")

    assert [each["action"] for each in told.document["events"]] == ["refused", "created"]
    (event,) = command.answer("events", "lyric", "list")["events"]
    assert event["location"] == "Square"


def test_what_is_no_workbook_is_refused_with_what_to_do_and_without_a_trace(command: Command, tmp_path: Path) -> None:
    pdf = tmp_path / "report.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n%%EOF")

    for given in (str(pdf), str(tmp_path / "missing.xlsx"), str(tmp_path)):
        ended = command("events", "lyric", "upload", given, "--json")
        assert (ended.code, "Traceback" in ended.err) == (2, False)
        assert json.loads(ended.out)["remedy"]


def test_the_report_has_every_box_office_event_and_goes_in_as_it_is(unlinked: Command, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    told = unlinked.answer("events", "lyric", "report", "-o", str(report))
    sheet = load_workbook(report)["Events"]
    headings = [cell.value for cell in sheet[1]]
    ids = [row[5].value for row in sheet.iter_rows(min_row=2)]

    uploaded = unlinked("events", "lyric", "upload", str(report), "--json").document
    again = unlinked("events", "lyric", "upload", str(report), "--json").document

    assert headings == [*TEMPLATE.headings, IN_REGISTER]
    assert told["rows"] == len(ids) == 40
    assert sorted(ids) == sorted(each["box_office_id"] for each in unlinked.answer("links", "lyric", "list")["links"])
    assert (uploaded["rows_stored"], uploaded["rows_refused"], uploaded["problems"]) == (40, 0, [])
    assert {each["link"] for each in uploaded["events"]} == {"linked"}
    assert (again["rows_unchanged"], again["rows_stored"]) == (40, 0)
    assert unlinked.answer("links", "lyric", "list")["unlinked_box_office"] == []


def test_events_that_were_adopted_are_in_the_register_and_unchanged_by_the_report(
    synced: Command, tmp_path: Path
) -> None:
    report = tmp_path / "report.xlsx"
    synced.answer("events", "lyric", "report", "-o", str(report))
    sheet = load_workbook(report)["Events"]

    told = synced.answer("events", "lyric", "upload", str(report))

    assert {row[-1].value for row in sheet.iter_rows(min_row=2)} == {"Yes"}
    assert told["rows_unchanged"] == told["rows_read"] == 40


def test_the_report_can_be_of_some_days_alone(unlinked: Command, tmp_path: Path) -> None:
    days = ("--from", "2026-01-01", "--to", "2026-12-31")

    told = unlinked.answer("events", "lyric", "report", "-o", str(tmp_path / "report.xlsx"), *days)

    rows = load_workbook(tmp_path / "report.xlsx")["Events"].iter_rows(min_row=2, values_only=True)
    spans = [(row[1].date(), row[2].date()) for row in rows]
    assert 0 < told["rows"] == len(spans) < 41
    assert all(start <= date(2026, 12, 31) and end >= date(2026, 1, 1) for start, end in spans)


def test_the_template_written_and_filled_in_goes_in(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    command.answer("events", "lyric", "template", "-o", str(path))
    book = load_workbook(path)
    for column, value in enumerate(("Parade", date(2026, 6, 1)), start=1):
        book["Events"].cell(2, column, value)
    book.save(path)

    told = command.answer("events", "lyric", "upload", str(path))

    assert (told["rows_read"], told["rows_stored"], told["notes"]) == (1, 1, [])


def test_an_export_takes_the_workbooks_along(command: Command, tmp_path: Path) -> None:
    book = a_book(tmp_path / "autumn.xlsx", ROW)
    number = command.answer("events", "lyric", "upload", str(book))["upload"]

    command.answer("export", "lyric", "--to", str(tmp_path / "away"))

    assert (tmp_path / "away" / "uploads" / f"{number}.xlsx").read_bytes() == book.read_bytes()
    assert "autumn.xlsx" in (tmp_path / "away" / "kept" / "uploads.csv").read_text()
