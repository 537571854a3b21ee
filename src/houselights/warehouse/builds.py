"""Numbered builds in an organisation's folder, and the pointer that says which one figures are shown from."""

import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from houselights.crashing import crash_point
from houselights.warehouse.store import SPILLED

KEPT = 2  # a page that reads the build before the newest goes on undisturbed
TABLES = ("ticket_sales", "other_sales", "performances", "events", "customers", "matches", "attendance")
PARTIES = "parties"  # tickets once more, added up: for figures alone, which may do without
WORKINGS = ("order_versions", "tickets_named")  # for the next build alone, which then need not read the landing
LINEAGE = "bundle.json"  # what people had decided: written last, so a build without it is half made
CONTENTS = "contents.json"


class Contents(msgspec.Struct, frozen=True):
    """The files of each table, and how the build came about: on which build it stands, or why it is made whole."""

    files: dict[str, tuple[str, ...]]
    stands_on: int | None
    whole_because: str
    steps: int  # builds since one was made whole
    people: str = ""  # the comparison of all customers that it goes back to


@dataclass(frozen=True)
class Published:
    """What the pointer says: the build, the box office's clock up to which it is whole, and since when it was so.

    `known_from` is our own clock at the end of the first complete run. ISO 8601 UTC; "" where there was none.
    """

    number: int
    data_as_of: str
    known_from: str = ""


def published(organisation_folder: Path) -> Published | None:
    """The published build; None before the first, and where the pointer is damaged or points at nothing."""
    found = _current(organisation_folder)
    return found[0] if found else None


def pointer_stamp(organisation_folder: Path) -> tuple[int, ...]:
    """What tells the pointer's file from the one before and the one after it; () where there is none."""
    try:
        found = _pointer(organisation_folder).stat()
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _current(organisation_folder: Path) -> tuple[Published, Contents] | None:
    try:
        found = json.loads(_pointer(organisation_folder).read_text())
        pointer = Published(int(found["build"]), str(found["data_as_of"]), str(found.get("known_from", "")))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    said = contents(build_folder(organisation_folder, pointer.number))
    return (pointer, said) if said else None


def build_folder(organisation_folder: Path, number: int) -> Path:
    """Where a build lies."""
    return _builds(organisation_folder) / f"{number:06d}"


def current_tables(organisation_folder: Path, *more: str) -> dict[str, list[Path]]:
    """The Parquet files of the published build by table, and of more that are not tables; none before the first."""
    found = _current(organisation_folder)
    if found is None:
        return {}
    pointer, said = found
    every = files_of(build_folder(organisation_folder, pointer.number), said)
    return {table: paths for table, paths in every.items() if table in (*TABLES, *more)}


def files_of(folder: Path, said: Contents) -> dict[str, list[Path]]:
    """The Parquet files of a build, of its tables and its workings."""
    return {table: [folder / name for name in names] for table, names in said.files.items()}


def contents(folder: Path) -> Contents | None:
    """What a build says of itself; None where it is half made or damaged."""
    if not (folder / LINEAGE).exists():
        return None
    try:
        return msgspec.json.decode((folder / CONTENTS).read_bytes(), type=Contents)
    except FileNotFoundError:
        return _before_contents(folder)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _before_contents(folder: Path) -> Contents | None:
    """Until builds stood on each other they said nothing of themselves: each table is one file. It can be read."""
    found: dict[str, tuple[str, ...]] = {
        table: (f"{table}.parquet",) for table in TABLES if (folder / f"{table}.parquet").exists()
    }
    return Contents(found, None, "", 0) if "ticket_sales" in found else None


def begin(organisation_folder: Path) -> tuple[int, Path]:
    """The next number, and an empty folder to make that build in; it counts only after `finish`.

    What a killed build left is cleared away. Call while holding the organisation's lock.
    """
    builds = _builds(organisation_folder)
    builds.mkdir(parents=True, exist_ok=True)
    for left in builds.glob("*.making"):
        shutil.rmtree(left)
    _sweep_spills(builds.parent)
    number = max(_numbers(builds), default=0) + 1
    folder = builds / f"{number:06d}.making"
    folder.mkdir()
    return number, folder


def finish(making: Path) -> None:
    """The build is whole: give it its name."""
    _flush_folder(making)
    crash_point("build.made")
    making.replace(making.with_suffix(""))
    _flush_folder(making.parent)
    crash_point("build.finished")


def publish(organisation_folder: Path, number: int, *, data_as_of: str, known_from: str = "") -> None:
    """Show figures from this build from now on: the pointer is swapped by rename. Older builds go, but for one."""
    folder = build_folder(organisation_folder, number)
    if contents(folder) is None:
        raise FileNotFoundError(folder / LINEAGE)
    pointer = _pointer(organisation_folder)
    beside = pointer.with_name(f".current.{os.getpid()}")
    with beside.open("w") as file:
        file.write(json.dumps({"build": number, "data_as_of": data_as_of, "known_from": known_from}))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(pointer)
    _flush_folder(pointer.parent)
    crash_point("build.published")
    _remove_old(organisation_folder, number)


def _remove_old(organisation_folder: Path, number: int) -> None:
    builds = _builds(organisation_folder)
    others = sorted(_numbers(builds) - {number}, reverse=True)
    for other in others[KEPT - 1 :]:
        # What is not gone goes the next time: a reader may be putting something beside it.
        shutil.rmtree(build_folder(organisation_folder, other), ignore_errors=True)


def _sweep_spills(folder: Path) -> None:
    """An engine clears its own unless it was killed; a living one never spills for a day."""
    for spill in folder.glob(f"{SPILLED}*"):
        if time.time() - spill.stat().st_mtime > 24 * 3600:
            shutil.rmtree(spill, ignore_errors=True)


def _numbers(builds: Path) -> set[int]:
    return {int(path.name) for path in builds.iterdir() if re.fullmatch(r"\d{6,9}", path.name)}


def _builds(organisation_folder: Path) -> Path:
    return organisation_folder / "warehouse" / "builds"


def _pointer(organisation_folder: Path) -> Path:
    return organisation_folder / "warehouse" / "current"


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
