"""Killed at random moments, again and again: nothing is lost, nothing doubled, and nobody has to mend anything."""

from pathlib import Path

from .conftest import Tell, Theatre, many
from .nursery import Nursery

KILLS = many(short=20, full=100)
BACKUPS = many(short=3, full=20)
COMPARED_EVERY = many(short=4, full=1)
TOLD_EVERY = 10
KILLED = -9
START = 0.25  # seconds before a command does anything at all


def kill_a_run(theatre: Theatre, seconds: float, *how: str) -> bool:
    """Begin a run and kill it within so many seconds; False where it ended before."""
    moment = theatre.chance.uniform(START, seconds)
    return theatre.run("sync", "lyric", *how, killed_after=moment).code == KILLED


def test_runs_killed_at_random_moments_lose_and_double_nothing(new: Theatre, tell: Tell):
    killed = sum(kill_a_run(new, 2.5) for _ in range(KILLS // 5))
    new.answer("sync", "lyric")
    new.answer("events", "lyric", "adopt", "--all")
    new.answer("sync", "lyric")
    assert new.figures() == new.truth()

    while killed < KILLS:
        new.something_happens()
        killed += kill_a_run(new, *((2.0, "--full") if killed % 2 else (1.2,)))
        if killed % COMPARED_EVERY == 0:
            assert new.answer("sync", "lyric")["state"] == "complete"
            assert new.figures() == new.truth()
        if killed % TOLD_EVERY == 0:
            tell(f"{killed} of {KILLS} runs killed")

    new.answer("sync", "lyric")
    assert new.figures() == new.truth()
    assert new.is_whole()
    tell(f"{killed} runs killed at random moments: figures equal the ledger, check exits 0")


def test_backups_killed_at_random_moments_leave_the_last_good_one(lyric: Theatre, tmp_path: Path, tell: Tell):
    file, new = tmp_path / "home.backup", tmp_path / "new"
    lyric.answer("backup", str(file))
    killed = 0
    while killed < BACKUPS:
        killed += lyric.run("backup", str(file), killed_after=lyric.chance.uniform(START, 2.5)).code == KILLED

    master = (lyric.home / "keys" / "master.key").read_text()
    restored = lyric.nursery(new, "restore", str(file), HOUSELIGHTS_MASTER_KEY=master)

    assert restored.code == 0, restored.err
    assert Theatre(new, lyric.nursery, lyric.sandbox).figures() == lyric.figures()
    lyric.answer("backup", str(file))  # clears away what the killed ones left
    assert [path.name for path in tmp_path.iterdir() if "writing" in path.name] == []
    assert not (lyric.home / "backing-up").exists()
    tell(f"{killed} backups killed at random moments: the last good one restores")


def test_a_backup_made_while_everything_is_read_again_restores_to_the_ledger(
    new: Theatre, nursery_beside: Nursery, tmp_path: Path
):
    """The first reading writes many files and compacts them: a row of the copy must never lack its file."""
    run = new.start("sync", "lyric")
    backups = [tmp_path / f"{number}.backup" for number in range(many(short=3, full=12))]
    for file in backups:
        nursery_beside.answer(new.home, "backup", str(file))
    assert run.ended().code == 0

    master = (new.home / "keys" / "master.key").read_text()
    for file in backups[-2:]:
        home = tmp_path / file.stem
        assert nursery_beside(home, "restore", str(file), HOUSELIGHTS_MASTER_KEY=master).code == 0
        there = Theatre(home, nursery_beside, new.sandbox)
        there.answer("sync", "lyric")
        there.answer("events", "lyric", "adopt", "--all")
        there.answer("sync", "lyric")
        assert there.figures() == there.truth()
