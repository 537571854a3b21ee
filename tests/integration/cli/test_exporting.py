"""`export` and `check`: everything to take away, and the proof that landing, warehouse and figures agree."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from commands import Command


@pytest.fixture
def lyric(_synced: Path) -> Command:
    return Command(_synced)


def test_everything_is_written_twice_and_explained(lyric: Command, tmp_path: Path) -> None:
    answered = lyric.answer("export", "lyric", "--to", str(tmp_path / "away"))

    csv.field_size_limit(10_000_000)  # the document of a frozen return is one field
    for table in answered["tables"]:
        path = tmp_path / "away" / table["name"]
        assert pq.read_metadata(path.with_suffix(".parquet")).num_rows == table["rows"]
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) == table["rows"] + 1
    words = (tmp_path / "away" / "dictionary.csv").read_text(encoding="utf-8")
    assert all(table["name"] in words for table in answered["tables"])


def test_a_folder_with_something_in_it_is_never_written_into(lyric: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    ended = lyric("export", "lyric", "--to", str(tmp_path))

    assert ended.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_was_read_built_and_shown_agrees(lyric: Command) -> None:
    answered = lyric.answer("check", "lyric")

    assert answered["ok"]
    assert answered["comparisons"]
    assert all({"what", "of", "left", "right", "agrees"} <= set(each) for each in answered["comparisons"])
    assert "all agree" in lyric("check").out


def test_a_landed_file_that_was_tampered_with_does_not_agree(synced: Command) -> None:
    landed = max(
        synced.home.glob("organisations/lyric/landing/**/*orders*/*.parquet"), key=lambda path: path.stat().st_size
    )
    whole = pq.read_table(landed)
    pq.write_table(whole.slice(whole.num_rows // 2), landed)

    ended = synced("check", "lyric", "--json")

    assert ended.code == 1
    assert not ended.document["ok"]
