"""Numbered builds and the pointer: whole or not at all, two are kept, and a damaged pointer points at nothing."""

import os
import time

import msgspec
import pytest

from houselights.warehouse.builds import (
    CONTENTS,
    LINEAGE,
    Contents,
    Published,
    begin,
    build_folder,
    current_tables,
    finish,
    publish,
    published,
)


def make(organisation_folder):
    """A build that is whole and not published."""
    number, folder = begin(organisation_folder)
    (folder / CONTENTS).write_bytes(msgspec.json.encode(Contents({"events": ("events.parquet",)}, None, "", 0)))
    (folder / LINEAGE).write_text("{}")
    finish(folder)
    return number


def builds_in(organisation_folder):
    return sorted(path.name for path in (organisation_folder / "warehouse" / "builds").iterdir())


def test_before_the_first_build_there_is_nothing(tmp_path):
    assert published(tmp_path) is None
    assert current_tables(tmp_path) == {}


def test_a_build_counts_only_once_it_is_published(tmp_path):
    number = make(tmp_path)
    assert published(tmp_path) is None

    publish(tmp_path, number, data_as_of="2026-11-20T09:00:00+00:00")

    assert published(tmp_path) == Published(1, "2026-11-20T09:00:00+00:00")
    assert current_tables(tmp_path) == {"events": [build_folder(tmp_path, number) / "events.parquet"]}


def test_a_half_made_build_cannot_be_published(tmp_path):
    number, folder = begin(tmp_path)
    finish(folder)

    with pytest.raises(FileNotFoundError):
        publish(tmp_path, number, data_as_of="")

    assert published(tmp_path) is None


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path):
    _, left = begin(tmp_path)
    (left / "ticket_sales.parquet").write_bytes(b"half")

    number, folder = begin(tmp_path)

    assert number == 1
    assert list(folder.iterdir()) == []


def test_at_most_two_builds_stay_the_published_one_and_the_one_before(tmp_path):
    for _ in range(4):
        publish(tmp_path, make(tmp_path), data_as_of="")

    assert builds_in(tmp_path) == ["000003", "000004"]
    assert published(tmp_path) == Published(4, "")


def test_numbers_go_on_after_a_million_builds(tmp_path):
    build_folder(tmp_path, 999_999).mkdir(parents=True)

    number = make(tmp_path)
    publish(tmp_path, number, data_as_of="")

    assert number == 1_000_000
    assert published(tmp_path) == Published(1_000_000, "")


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}", '{"build": "x", "data_as_of": ""}', '{"build": null}'])
def test_a_damaged_pointer_points_at_nothing(tmp_path, text):
    publish(tmp_path, make(tmp_path), data_as_of="")
    (tmp_path / "warehouse" / "current").write_text(text)

    assert published(tmp_path) is None


@pytest.mark.parametrize("gone", [LINEAGE, CONTENTS])
def test_a_pointer_to_a_build_that_is_gone_points_at_nothing(tmp_path, gone):
    number = make(tmp_path)
    publish(tmp_path, number, data_as_of="")
    (build_folder(tmp_path, number) / gone).unlink()

    assert published(tmp_path) is None


def test_a_build_that_does_not_say_what_it_holds_counts_as_none(tmp_path):
    number = make(tmp_path)
    publish(tmp_path, number, data_as_of="")
    (build_folder(tmp_path, number) / CONTENTS).write_bytes(b'{"files": ')

    assert published(tmp_path) is None


def test_what_an_engine_spilled_and_left_is_swept_after_a_day(tmp_path):
    old, new = (tmp_path / "warehouse" / f".spill-{name}" for name in ("old", "new"))
    for spill in (old, new):
        spill.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))

    begin(tmp_path)

    assert not old.exists()
    assert new.exists()


def test_publishing_leaves_nothing_beside_the_pointer(tmp_path):
    publish(tmp_path, make(tmp_path), data_as_of="")

    assert sorted(path.name for path in (tmp_path / "warehouse").iterdir()) == ["builds", "current"]
