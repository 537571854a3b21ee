"""Mark a workbook up: fixes made, problems coloured and explained, and sheets of ours that list both."""

import warnings
from io import BytesIO

import msgspec
import openpyxl

from houselights.workbooks.annotating import cached, marking, rebuilding, sheets
from houselights.workbooks.annotating.lost import CELLS_ALONE, lost_from
from houselights.workbooks.giving_back import Wanted
from houselights.workbooks.kinds import kind_of
from houselights.workbooks.package import Package
from houselights.workbooks.strict import is_strict, made_transitional

# What openpyxl 3.1.5 lets through of a style, a name or a picture that it does not understand.
_NOT_UNDERSTOOD = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def annotate(request: bytes) -> bytes:
    """The .xlsx to give back."""
    wanted = msgspec.msgpack.decode(request, type=Wanted)
    content, names = _as_xlsx(wanted.content)
    lost = lost_from(wanted.content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, about parts of Excel that it drops
        try:
            book = _opened(content)
        except _NOT_UNDERSTOOD:
            (content, names), lost = rebuilding.rebuilt(wanted.content), CELLS_ALONE
            book = _opened(content)
        _mark(book, wanted, names, lost)
        return cached.saved(book, content)


def _as_xlsx(content: bytes) -> tuple[bytes, dict[str, str]]:
    """The person's own .xlsx, or a new one with the same cells; and the sheets that had to be given another name."""
    if kind_of(content) != "xlsx":
        return rebuilding.rebuilt(content)
    return (made_transitional(content) if is_strict(Package(content)) else content), {}


def _opened(content: bytes) -> openpyxl.Workbook:
    # Rich text keeps words in bold; links to other workbooks are dropped: nothing is ever fetched.
    return openpyxl.load_workbook(BytesIO(content), rich_text=True, keep_links=False)


def _mark(book: openpyxl.Workbook, wanted: Wanted, names: dict[str, str], lost: str) -> None:
    told = {note.sheet for note in wanted.notes} | {fix.sheet for fix in wanted.fixes}
    names = {**{name: name for name in told}, **names}
    sheets.remove_ours(book)
    marking.clear_ours(book)
    listed = marking.said(book, wanted.notes, names)
    marking.make_fixes(book, wanted.fixes, names)
    marking.mark(book, wanted.notes, names)
    if wanted.fixes:
        sheets.add_fixed(book, wanted.fixes, names, lost)
    if wanted.notes:
        sheets.add_to_do(book, listed, names, lost)
