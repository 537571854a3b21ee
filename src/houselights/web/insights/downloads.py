"""The same figures as a file: JSON, CSV, or a workbook that says what they mean."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse

from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.written import as_csv, as_json, as_workbook

_FORMS: dict[str, tuple[str, Callable[[Sequence[ReleasedTable]], str | bytes]]] = {
    "json": ("application/json", as_json),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_workbook),
}


def answer(tables: Sequence[ReleasedTable], form: str, name: str) -> HttpResponse:
    """`form` is json, csv or xlsx; `name` is the file's, without its ending."""
    content_type, write = _FORMS[form]
    response = HttpResponse(write(tables), content_type=content_type)
    if form != "json":
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
