"""The person's own workbook given back: problems in their cells, and a second copy with the safe fixes made."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from houselights.register.uploads import files
from houselights.register.uploads.models import Upload
from houselights.workbooks import Fix, Note, annotated


def annotated_copy(upload: Upload) -> bytes:
    """An .xlsx: their workbook, every problem coloured and commented in its cell, a sheet To do that leads to each."""
    return annotated(files.content_of(upload), name=upload.file_name, notes=list(_notes(upload)))


def fixed_copy(upload: Upload) -> bytes:
    """The same with the safe fixes made, each listed on a sheet Fixed; what needs a person stays noted."""
    fixes = list(_fixes(upload))
    mended = {(each.sheet, each.cell) for each in fixes}
    left = [note for note in _notes(upload) if (note.sheet, note.cell) not in mended]
    return annotated(files.content_of(upload), name=upload.file_name, notes=left, fixes=fixes)


def copy_name(upload: Upload, what: str) -> str:
    """`autumn, annotated.xlsx` of `autumn.ods`."""
    stem = upload.file_name.rpartition(".")[0] or upload.file_name
    return f"{stem}, {what}.xlsx"


def _notes(upload: Upload) -> Iterator[Note]:
    found = [*upload.problems, *(each for row in upload.rows.exclude(problems=[]) for each in row.problems)]
    for each in found:
        if each["cell"]:
            yield Note(each["sheet"], each["cell"], _words(each), each["severity"])


def _words(problem: dict[str, Any]) -> str:
    hint = f" Suggested: {problem['suggestion']}" if problem["suggestion"] else ""
    return problem["message"] + hint


def _fixes(upload: Upload) -> Iterator[Fix]:
    for row in upload.rows.exclude(fixes=[]):
        for each in row.fixes:
            after = date.fromisoformat(each["after"]) if each["is_date"] else each["after"]
            yield Fix(each["sheet"], each["cell"], each["before"], after, each["reason"])
