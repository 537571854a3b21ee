"""What people wrote lies in PostgreSQL: the same backup, from there, into there, and between there and a home's own."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from commands import Command, Ended
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import started_sandbox
from postgres import make_database, postgres_started
from reference import give_small_reference


class At(Command):
    """Commands in a home whose database is elsewhere."""

    def __init__(self, home: Path, database: str = "") -> None:
        super().__init__(home)
        self.database = database

    def env(self, **more: str) -> dict[str, str]:
        return super().env(**({"DATABASE_URL": self.database} if self.database else {}), **more)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_started() as address:
        yield address


@pytest.fixture(scope="module")
def theatre() -> Iterator[Sandbox]:
    with started_sandbox(size="tiny") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def lyric(postgres: str, theatre: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> At:
    """Read, with everything on its register."""
    home = tmp_path_factory.mktemp("postgres") / "home"
    made = At(home, make_database(postgres, "lyric"))
    give_small_reference(home / "reference")
    made.answer("setup")
    made.answer("organisation", "add", "lyric", "--name", "The Lyric")
    account, key = theatre.client("lyric"), home.parent / "key.txt"
    key.write_text(account["secret"])
    given = ("--client", "lyric", "--login", account["login"], "--secret-file", str(key), "--origin", theatre.origin)
    made.answer("connect", "lyric", "spektrix", *given, "--since", str(date.today() - timedelta(days=400)))
    made.answer("sync", "lyric")
    made.answer("events", "lyric", "adopt", "--all")
    made.answer("sync", "lyric")
    return made


@pytest.fixture(scope="module")
def backup(lyric: At, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "home.backup"
    lyric.answer("backup", str(file))
    return file


@pytest.fixture(scope="module")
def before(lyric: At, backup: Path) -> dict[str, bytes]:
    """What it exported then: the next export would hold that there was this one."""
    return exported(lyric, backup.parent / "before")


def restored(backup: Path, lyric: At, new: At) -> Ended:
    return new("restore", str(backup), HOUSELIGHTS_MASTER_KEY=(lyric.home / "keys" / "master.key").read_text())


def exported(command: Command, folder: Path) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    command.answer("export", "lyric", "--to", str(folder))
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("into", ["postgresql", "a home of its own"])
def test_a_restored_backup_of_postgresql_exports_byte_for_byte_the_same(
    lyric: At, backup: Path, before: dict[str, bytes], postgres: str, tmp_path: Path, into: str
) -> None:
    new = At(tmp_path / "new", make_database(postgres, "restored") if into == "postgresql" else "")

    ended = restored(backup, lyric, new)

    assert ended.code == 0, ended.err
    assert exported(new, tmp_path / "after") == before
    assert (new.home / "houselights.sqlite3").exists() is (into != "postgresql")
    assert not (new.home / "restoring").exists()
    new.answer("organisation", "add", "grand", "--name", "The Grand")  # numbers go on after those that came
    assert new.answer("sync", "lyric")["state"] == "complete"
    assert new("check").code == 0


def test_a_database_in_use_is_left_alone_and_the_home_stays_empty(lyric: At, backup: Path, tmp_path: Path) -> None:
    new = At(tmp_path / "new", lyric.database)

    ended = restored(backup, lyric, new)

    assert ended.code == 2
    assert "not empty" in ended.err
    assert [path.name for path in new.home.iterdir() if path.name != "keys"] == []
    assert [each["organisation"] for each in lyric.answer("organisation", "list")["organisations"]] == ["lyric"]
