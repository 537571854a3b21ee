"""Wherever a run is cut off, the next one brings everything, once: no hand repair, at any named point."""

import re
from pathlib import Path

import pytest

from houselights import crashing
from houselights.crashing import POINTS

from .conftest import FULL, Theatre
from .nursery import TOGETHER

SOURCE = Path(crashing.__file__).parent
KILLED = -9
ONLY_AT_FIRST = {"compacting.renamed", "compacting.recorded"}  # a first reading writes most files


def test_every_named_point_is_passed_somewhere():
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))

    assert sorted(re.findall(r'crash_point\("([a-z.]+)"\)', code)) == sorted(POINTS)


@pytest.mark.parametrize("point", [point for point in POINTS if point not in ONLY_AT_FIRST])
def test_what_is_cut_off_at_a_point_is_whole_after_the_next_run(lyric: Theatre, point: str):
    lyric.something_happens()
    windows = ("--full",) if point.startswith("window") else ()

    assert lyric.run("sync", "lyric", *windows, HOUSELIGHTS_CRASH_AT=point).code == KILLED

    assert lyric.answer("sync", "lyric")["state"] == "complete"
    assert lyric.figures() == lyric.truth()
    assert not FULL or lyric.is_whole()


@pytest.mark.parametrize("point", sorted(ONLY_AT_FIRST) if FULL else ["compacting.recorded"])
def test_a_first_reading_cut_off_at_a_point_is_whole_after_the_next_run(new: Theatre, point: str):
    each_window_by_itself = {TOGETHER: "1"}  # many small files, as from a slow box office

    assert new.run("sync", "lyric", HOUSELIGHTS_CRASH_AT=point, **each_window_by_itself).code == KILLED

    run = new.answer("sync", "lyric")

    truth = new.sandbox.ledger("lyric")
    assert run["waiting"] == {what: truth[what] for what in ("tickets", "pence")}
