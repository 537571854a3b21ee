"""The same landing and decisions make the same tables, whether built at once or step by step."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.warehouse import parts, spans, touching
from houselights.warehouse.build import build
from houselights.warehouse.builds import WORKINGS, build_folder, contents, files_of, publish, published
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.geography.layouts import AREAS
from spec.history import SLUG, History

STEPS = 6


@pytest.fixture
def lyric(tmp_path: Path) -> Path:
    return tmp_path / "organisations" / SLUG


@pytest.fixture
def areas(tmp_path: Path) -> dict[str, Path]:
    """Of two postcodes, a list of either year; the third is on none."""
    codes = {
        "2025": {"token0": "E08000035", "token1": "E07000138"},
        "2026": {"token0": "E08000035", "token1": "E09000033"},
    }
    paths = {}
    for vintage, listed in codes.items():
        paths[vintage] = tmp_path / f"areas-{vintage}.parquet"
        rows = [{"postcode_token": token, "local_authority": code} for token, code in listed.items()]
        pq.write_table(pa.Table.from_pylist(rows, schema=AREAS), paths[vintage])
    return paths


@pytest.fixture
def build_now(tmp_path: Path, areas: dict[str, Path]) -> Any:
    def now(bundle: Bundle, folder: Path) -> None:
        built = build(bundle, home=tmp_path, organisation_folder=folder, areas=areas[bundle.postcode_vintage])
        publish(folder, built.number, data_as_of="")

    return now


def rows_of(folder: Path) -> Iterator[tuple[str, Counter[str]]]:
    pointer = published(folder)
    assert pointer
    build = build_folder(folder, pointer.number)
    for name, paths in files_of(build, said(folder)).items():
        yield name, Counter(str(row) for path in paths for row in pq.read_table(path).to_pylist())


def said(folder: Path) -> Any:
    pointer = published(folder)
    assert pointer
    return contents(build_folder(folder, pointer.number))


def begun(home: Path, seed: int = 1) -> History:
    history = History(home, random.Random(seed))
    history.begin()
    return history


@pytest.mark.parametrize("seed", [3, 4])
def test_built_step_by_step_or_at_once_the_tables_are_the_same(
    tmp_path: Path, lyric: Path, build_now: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touching, "MOST_TOUCHED", 1)
    monkeypatch.setattr(parts, "PART", 20)  # rows, so that there are several
    history = begun(tmp_path, seed)
    build_now(history.bundle, lyric)

    for number in range(STEPS):
        happened = [history.step() for _ in range(number % 3 + 1)]
        build_now(history.bundle, lyric)
        shutil.rmtree(tmp_path / "at once", ignore_errors=True)
        build_now(history.bundle, tmp_path / "at once")

        assert said(lyric).stands_on is not None, (happened, said(lyric).whole_because)
        assert said(tmp_path / "at once").stands_on is None
        at_once = dict(rows_of(tmp_path / "at once"))
        assert set(at_once) >= {"ticket_sales", "customers", *WORKINGS}
        for table, rows in rows_of(lyric):
            assert rows == at_once[table], (table, happened, rows - at_once[table], at_once[table] - rows)


@pytest.mark.parametrize("seed", [5, 6])
def test_built_some_weeks_at_a_time_or_all_at_once_the_tables_are_the_same(
    tmp_path: Path, lyric: Path, build_now: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = begun(tmp_path, seed)
    for _ in range(3 * STEPS):
        history.step()
    build_now(history.bundle, lyric)

    monkeypatch.setattr(spans, "AT_ONCE", 10)
    build_now(history.bundle, tmp_path / "at a time")

    at_once = dict(rows_of(lyric))
    assert all(pq.read_metadata(path).num_rows for path in (tmp_path / "at a time").rglob("ticket_sales-*.parquet"))
    assert len(said(tmp_path / "at a time").files["ticket_sales"]) > len(said(lyric).files["ticket_sales"])
    for table, rows in rows_of(tmp_path / "at a time"):
        assert rows == at_once[table], (table, rows - at_once[table], at_once[table] - rows)
