"""Does a workbook that somebody has changed give itself away, to the cell?"""

import io

import openpyxl

from frozen_returns import frozen
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.exports.verifying import verify


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
