"""The same figures as a file: JSON, CSV, or a workbook that says what they mean. A long one is sent in pieces."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.written import are_many, as_workbook, csv_pieces, json_pieces, save_workbook

_TEXTS: dict[str, tuple[str, Callable[[Sequence[ReleasedTable]], Iterator[str]]]] = {
    "json": ("application/json", json_pieces),
    "csv": ("text/csv; charset=utf-8", csv_pieces),
}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(tables: Sequence[ReleasedTable], form: str, name: str) -> HttpResponseBase:
    """`form` is json, csv or xlsx; `name` is the file's, without its ending."""
    response = _workbook(tables) if form == "xlsx" else _text(tables, form)
    if form != "json":
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _text(tables: Sequence[ReleasedTable], form: str) -> HttpResponseBase:
    content_type, pieces = _TEXTS[form]
    if are_many(tables):
        return StreamingHttpResponse(pieces(tables), content_type=content_type)
    return HttpResponse("".join(pieces(tables)), content_type=content_type)


def _workbook(tables: Sequence[ReleasedTable]) -> HttpResponseBase:
    if not are_many(tables):
        return HttpResponse(as_workbook(tables), content_type=_WORKBOOK)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        save_workbook(tables, Path(file.name))
        return FileResponse(Path(file.name).open("rb"), content_type=_WORKBOOK)  # open, it outlives its name
