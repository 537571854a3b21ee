"""Does a workbook that somebody has changed give itself away, to the cell?"""

import io

import openpyxl
import pytest

from frozen_returns import frozen, line
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.exports.verifying import verify
from houselights.workbooks import read_workbook
from spreadsheets import libreoffice_made, needs_libreoffice


def test_a_changed_cell_is_named():
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(frozen())))
    book["Totals"]["B4"] = 999
    out = io.BytesIO()
    book.save(out)

    verified = verify(out.getvalue(), [frozen()])

    assert verified.where == "sheet Totals, cell B4"
    assert verified.offset is not None


def test_a_changed_byte_is_named_though_no_cell_differs():
    whole = FORMATS["portal-xlsx"].write(frozen())
    place = whole.index(b"docProps/core.xml") - 20
    changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]

    verified = verify(changed, [frozen()])

    assert (verified.format, verified.offset) == ("portal-xlsx", place)
    assert verified.where


@needs_libreoffice
@pytest.mark.parametrize("name", ["xlsx", "portal-xlsx"])
def test_libreoffice_opens_it_with_every_sheet_and_value(name, tmp_path):
    content = FORMATS[name].write(frozen(lines=(line(1, "=1+1"), line(2, "Gala, “late” & loud"))))

    ours, theirs = read_workbook(content), read_workbook(libreoffice_made(content, "ods", tmp_path))

    assert [sheet.name for sheet in theirs.sheets] == [sheet.name for sheet in ours.sheets]
    for one, other in zip(ours.sheets, theirs.sheets, strict=True):
        assert _texts(one) == _texts(other)
    assert any("=1+1" in text for sheet in ours.sheets for text in _texts(sheet))


def _texts(sheet):
    return [cell.text for row in sheet.rows for cell in row if cell.text]
