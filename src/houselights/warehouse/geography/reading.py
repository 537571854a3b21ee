"""Read an official list as published: a csv, the csvs of a zip that are wanted, or a workbook, by the columns used."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.csv as pa_csv

from houselights.warehouse.geography import books
from houselights.warehouse.geography.kinds import Kind, find_columns
from houselights.warehouse.geography.refusing import refuse

UNPACKED = 4 * 1024**3  # bytes: the directory of 2025 is 1.4 GB
_BLOCK = 8 * 1024**2
_LONGEST = 64 * 1024  # of the line of headings


@contextmanager
def opened(path: Path, member: str = "") -> Iterator[tuple[str, IO[bytes]]]:
    """The file's name, or that of the member or the largest csv in the zip, and its bytes."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                name = member or _largest(packed)
                with packed.open(name) as file:
                    yield Path(name).name, file
        else:
            with path.open("rb") as file:
                yield path.name, file
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as problem:
        if isinstance(problem, OSError) and not path.is_file():
            refuse("There is no such file.", "Give the path of the file that you downloaded.")
        refuse("The file cannot be read: it is damaged, or locked with a password.", "Download it again.")


def batches(kind: Kind, path: Path) -> Iterator[pa.RecordBatch]:
    """All that is written in the kind's columns, as text, under our own names; empty cells are null."""
    if books.is_workbook(path):
        yield from books.batches(kind, path)
        return
    for member in _members(kind, path):
        yield from _batches(kind, path, member)


def _batches(kind: Kind, path: Path, member: str) -> Iterator[pa.RecordBatch]:
    with opened(path, member) as (_, file):
        held = io.BufferedReader(file, _LONGEST)  # type: ignore[type-var]
        found = find_columns(kind, _headings(held.peek(_LONGEST)))
        try:
            with _reader(held, found) as reader:
                for batch in reader:
                    yield batch.rename_columns(list(found))
        except pa.ArrowInvalid:
            refuse("The file is not a whole csv: a line in it has too many or too few cells, or is no UTF-8.")


def _members(kind: Kind, path: Path) -> list[str]:
    """The files of a zip that the kind asks for by name; "" for the only file, or the largest."""
    if not kind.members or not zipfile.is_zipfile(path):
        return [""]
    with zipfile.ZipFile(path) as packed:
        listed = _listed(packed)
    wanted = [
        each.filename for each in listed if any(fnmatch(Path(each.filename).name.lower(), one) for one in kind.members)
    ]
    return wanted or [""]


def _listed(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Every csv in it, none of them larger than a list can be."""
    listed = [each for each in packed.infolist() if each.filename.lower().endswith(".csv")]
    if not listed:
        refuse("There is no csv in the zip.")
    if (most := max(each.file_size for each in listed)) > UNPACKED:
        refuse(f"{most:,} bytes are more than any list of this kind has.")
    return listed


def _largest(packed: zipfile.ZipFile) -> str:
    return max(_listed(packed), key=lambda each: each.file_size).filename


def _headings(beginning: bytes) -> list[str]:
    line = beginning.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    return next(csv.reader([line]), [])


def _reader(file: IO[bytes], found: dict[str, str]) -> pa_csv.CSVStreamingReader:
    return pa_csv.open_csv(
        file,
        read_options=pa_csv.ReadOptions(block_size=_BLOCK),
        parse_options=pa_csv.ParseOptions(newlines_in_values=False),
        convert_options=pa_csv.ConvertOptions(
            include_columns=list(found.values()),
            column_types=dict.fromkeys(found.values(), pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
