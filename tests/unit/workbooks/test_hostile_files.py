"""Files made to do harm, or broken on the way, are refused with words or read right; the process that asks lives."""

import io
import logging
import os
import re
import signal
import struct
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from houselights.errors import Unreadable
from houselights.workbooks import apart, child, limits, read_workbook
from houselights.workbooks.answers import Refusal
from houselights.workbooks.package import Package
from spreadsheets import ROWS, SHEET, edited, ods_made, openpyxl_made, with_rows, with_sheet, xlsxwriter_made

FAR_ROW = b'<row r="1048576"><c r="%b1048576"><v>1</v></c></row>'
FIRST = [list(row) for row in ROWS]


def refused(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        read_workbook(content)
    return error.value


def first_rows(content: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in read_workbook(content).sheets[0].rows]


def test_a_file_that_is_too_big_is_refused_with_its_size_before_any_process() -> None:
    error = refused(b"PK\x03\x04" + b"\0" * (limits.FILE_BYTES + 1))

    assert (error.code, error.message) == ("too-large", "This file has 20 MB; the most that is read is 20 MB.")


def test_a_small_file_that_unpacks_to_much_is_a_bomb() -> None:
    assert refused(with_sheet(lambda part: part + b" " * (limits.RATIO_FROM + 1))).code == "zip-bomb"


def test_too_many_parts_are_a_bomb() -> None:
    many = {f"part{number}": b"" for number in range(limits.PARTS)}

    assert refused(edited(openpyxl_made(), lambda name, part: part, **many)).code == "zip-bomb"


def test_a_part_that_unpacks_to_more_than_the_directory_says_is_refused() -> None:
    content = bytearray(with_sheet(lambda part: part + b" " * 1_000_000))
    place = content.rindex(SHEET.encode()) - 46  # its entry in the zip's directory
    struct.pack_into("<L", content, place + 24, 500)

    assert refused(bytes(content)).code == "damaged"


def test_a_lying_dimension_is_not_believed() -> None:
    content = with_sheet(lambda part: re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1:XFD1048576"/>', part))

    assert first_rows(content) == FIRST


def test_a_far_cell_is_named() -> None:
    error = refused(with_rows(FAR_ROW % b"XFD"))

    assert error.code == "too-large"
    assert "XFD1048576" in error.message


def test_a_far_cell_alone_is_read() -> None:
    lone = with_sheet(
        lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%b</sheetData>", part, flags=re.S)
    )
    lone = with_sheet(lambda part: part.replace(b"%b", FAR_ROW % b"XFD"), lone)

    ((cell,),) = read_workbook(lone).sheets[0].rows

    assert (cell.address, cell.value) == ("XFD1048576", 1)


def test_a_sheet_too_wide_and_long_for_memory_ends_its_own_process_only(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        error = refused(with_rows(FAR_ROW % b"ZZ"))

    assert error.code == "too-large"
    assert "The reader of a workbook ended with" in caplog.text
    assert first_rows(openpyxl_made()) == FIRST


@pytest.mark.parametrize("cell", ['office:value-type="string"', 'calcext:value-type="error"'])
def test_an_open_document_that_repeats_one_cell_without_end_is_too_large(cell: str) -> None:
    filled = f'<table:table-cell {cell} table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'

    content = ods_made(f'<table:table-row table:number-rows-repeated="1048576">{filled}</table:table-row>')

    assert refused(content).code == "too-large"


def test_styled_blank_rows_without_end_are_blank() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(4, limits.RATIO_FROM // 40))

    assert first_rows(with_rows(rows)) == FIRST


def test_more_cells_than_are_read_are_refused_with_the_number() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 16 + b"</row>"

    error = refused(with_rows(row * 62_501))

    assert error.code == "too-large"
    assert "1,000,028 filled cells in 62,504 rows" in error.message


def test_one_long_text_in_very_many_cells_is_refused_and_never_reaches_the_server() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row in range(3_000):
            sheet.write_string(row, 0, "x")

    content = edited(
        xlsxwriter_made(fill), lambda name, part: part.replace(b"<t>x</t>", b"<t>" + b"x" * 30_000 + b"</t>")
    )

    assert refused(content).message == "The cells of this workbook say 85 MB together."


LAUGHS = b'<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
STRANGER = b'<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [LAUGHS, STRANGER, b"<!doctype x>"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_document_type_is_refused_in_any_part(part: str, declared: bytes) -> None:
    content = edited(openpyxl_made(), lambda name, text: declared + text if name == part else text)

    assert refused(content).code == "dtd"


def test_a_document_type_is_refused_also_in_utf_16_and_under_any_name() -> None:
    hidden = LAUGHS.decode().encode("utf-16")

    assert refused(edited(openpyxl_made(), lambda name, part: part, xl__other=hidden)).code == "dtd"


def test_a_file_that_ends_too_soon_is_damaged() -> None:
    whole = openpyxl_made()

    for length in (10, 100, len(whole) // 2, len(whole) - 10):
        assert refused(whole[:length]).code == "damaged"


def test_one_changed_byte_is_noticed() -> None:
    content = bytearray(openpyxl_made())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entry = package.getinfo(SHEET)
    content[entry.header_offset + 30 + len(SHEET) + entry.compress_size // 2] ^= 0xFF

    assert refused(bytes(content)).code == "damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_markup_that_breaks_off_is_damaged(part: str) -> None:
    content = edited(openpyxl_made(), lambda name, text: text[: len(text) // 2] if name == part else text)

    assert refused(content).code == "damaged"


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(openpyxl_made())
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET, b"<worksheet/>")

    assert refused(out.getvalue()).code == "damaged"


def test_a_part_with_a_password_of_its_own_is_named() -> None:
    content = bytearray(openpyxl_made())
    content[content.rindex(SHEET.encode()) - 46 + 8] |= 1

    with pytest.raises(Unreadable) as error:
        Package(bytes(content))
    assert error.value.code == "password"


def test_links_to_other_files_are_passed_over() -> None:
    content = xlsxwriter_made(lambda book, sheet: sheet.write_formula(0, 0, "='[http://x/y.xlsx]S'!A1", None, 5))

    assert first_rows(content) == [[5]]


def test_a_reader_that_is_killed_costs_that_file_alone() -> None:
    slow = with_rows((b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 16 + b"</row>") * 60_000)
    codes: list[str] = []
    reading = threading.Thread(target=lambda: codes.append(refused(slow).code))

    reading.start()
    os.kill(_child_of_this_process(), signal.SIGKILL)
    reading.join(60)

    assert codes == ["too-large"]  # as the system's own killer of what takes too much memory leaves it
    assert first_rows(openpyxl_made()) == FIRST


def _child_of_this_process() -> int:
    """The reader, by what /proc says of the threads here."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for children in Path("/proc/self/task").glob("*/children"):
            for number in children.read_text().split():
                if b"houselights.workbooks.child" in Path(f"/proc/{number}/cmdline").read_bytes():
                    return int(number)
        time.sleep(0.005)
    raise AssertionError("no reader was started")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GRACE_SECONDS", 0)
    slow = with_rows((b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 16 + b"</row>") * 60_000)

    with pytest.raises(Unreadable) as error:
        apart.run_apart("read", b"\0" + slow, seconds=0.01)

    assert error.value.code == "too-large"


def test_the_reader_never_has_the_keys_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def look(command: list[str], **options: object) -> None:
        seen.update(options["env"])  # type: ignore[call-overload]
        raise KeyboardInterrupt

    monkeypatch.setenv("HOUSELIGHTS_MASTER_KEY", "secret")
    monkeypatch.setattr(apart.subprocess, "run", look)
    with pytest.raises(KeyboardInterrupt):
        read_workbook(openpyxl_made())

    assert seen
    assert not any(name.startswith("HOUSELIGHTS") for name in seen)


def test_an_unknown_death_of_the_reader_is_a_damaged_file_and_no_value_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    died = apart.subprocess.CompletedProcess([], 1, b"", b"Traceback\nValueError: Ada Lovelace, LN1 2TJ\n")
    monkeypatch.setattr(apart.subprocess, "run", lambda *_, **__: died)

    with caplog.at_level(logging.WARNING):
        assert refused(openpyxl_made()).code == "damaged"

    assert "ended with 1 (ValueError)" in caplog.text
    assert "Ada" not in caplog.text


def test_a_refusal_crosses_between_the_processes_whole() -> None:
    answer = child.answer("read", b"name.xlsx\0" + b"PK\x05\x06" + b"\0" * 18)

    assert isinstance(answer, Refusal)
    assert (answer.code, bool(answer.message), bool(answer.remedy)) == ("damaged", True, True)
