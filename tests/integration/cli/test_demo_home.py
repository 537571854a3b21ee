"""A demo's home is begun anew each day and for each size, keeps its passwords, and never clears what is not its own."""

import json
from pathlib import Path

import pytest

from houselights.cli import demo_home
from houselights.cli.company import PEOPLE
from houselights.errors import WrongUsage
from houselights.home import Home


@pytest.fixture
def demo(tmp_path: Path) -> Home:
    """A demo of today that was done, with its lists, a lock and a file of somebody's own."""
    home = Home(tmp_path / "demo")
    home.path.mkdir()
    demo_home.remembered(home, "small")
    home.prepare()
    for name in ("houselights.sqlite3", "houselights.sqlite3-wal", "reference/postcodes.parquet", "locks/serve.pid"):
        (home.path / name).write_text("made up")
    (home.path / "notes.txt").write_text("mine")
    return home


def kept(home: Home) -> set[str]:
    return {str(path.relative_to(home.path)) for path in home.path.rglob("*") if path.is_file()}


ALWAYS = {"demo.json", "reference/postcodes.parquet", "locks/serve.pid", "notes.txt"}


def test_the_same_day_and_size_goes_on_with_it(demo: Home) -> None:
    before, passwords = kept(demo), demo_home.remembered(demo, "small").passwords

    assert kept(demo) == before
    assert set(passwords) == {person.email for person in PEOPLE}
    assert len(set(passwords.values())) == len(PEOPLE)


def test_another_size_or_day_begins_anew_with_the_same_passwords(demo: Home) -> None:
    passwords = demo_home.remembered(demo, "small").passwords

    assert demo_home.remembered(demo, "season").passwords == passwords
    assert kept(demo) == ALWAYS


def test_killed_while_clearing_it_is_cleared_again(demo: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(home: Home) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo_home, "_clear", killed)
        with pytest.raises(KeyboardInterrupt):
            demo_home.remembered(demo, "season")

    demo_home.remembered(demo, "small")

    assert kept(demo) == ALWAYS


def test_the_passwords_are_its_owners_alone(demo: Home) -> None:
    note = demo.path / "demo.json"

    assert note.stat().st_mode & 0o077 == 0
    assert json.loads(note.read_text())["size"] == "small"


@pytest.mark.parametrize("name", ["thesis.odt", "home.json"])
def test_a_folder_with_anything_else_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_text("{}")
    monkeypatch.setenv("HOUSELIGHTS_HOME", str(tmp_path))

    with pytest.raises(WrongUsage, match="not a demo"):
        demo_home.name_demo_home()


def test_without_a_name_it_has_a_home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("HOUSELIGHTS_HOME")
    own = Home.from_environment()

    demos = demo_home.name_demo_home()

    assert demos.path == tmp_path / "houselights-demo"
    assert demos != own
    monkeypatch.delenv("HOUSELIGHTS_HOME")
