"""`backup` and `restore`: one sealed file, made while it serves, and a home that exports byte for byte the same."""

import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest

from commands import Command, Ended

Master = dict[str, str]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text("four curtains and one lantern\n")
    return path


def master_of(command: Command) -> Master:
    return {"HOUSELIGHTS_MASTER_KEY": (command.home / "keys" / "master.key").read_text()}


def backed_up(command: Command, to: Path, *how: str) -> Path:
    command.answer("backup", str(to), *how)
    return to


def restored(command: Command, backup: Path, home: Path, *how: str) -> tuple[Command, Ended]:
    new = Command(home)
    return new, new("restore", str(backup), *how, **master_of(command))


def files_below(folder: Path) -> dict[str, str]:
    """Each with its digest, so that a difference is told at once and not drawn for an hour."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_restored_home_exports_byte_for_byte_the_same(synced: Command, secret: Path, tmp_path: Path) -> None:
    backup = backed_up(synced, tmp_path / "home.backup", "--passphrase-file", str(secret))
    synced.answer("export", "lyric", "--to", str(tmp_path / "before"))

    new, ended = restored(synced, backup, tmp_path / "new", "--passphrase-file", str(secret))

    assert ended.code == 0, ended.err
    new.answer("export", "lyric", "--to", str(tmp_path / "after"))
    assert files_below(tmp_path / "after") == files_below(tmp_path / "before")
    assert new("check").code == 0
    assert new.answer("sync", "lyric")["state"] == "complete"  # the master key lies where it lay, and opens the secret


def test_nothing_of_the_home_can_be_read_in_the_file(synced: Command, secret: Path, tmp_path: Path) -> None:
    backup = backed_up(synced, tmp_path / "home.backup", "--passphrase-file", str(secret)).read_bytes()

    key = (synced.home / "keys" / "master.key").read_bytes().strip()
    assert not [each for each in (b"SQLite format", b"PAR1", b"The Lyric", b"spektrix", key) if each in backup]
    assert (tmp_path / "home.backup").stat().st_mode & 0o777 == 0o600


def test_the_master_key_is_not_in_a_backup_and_needed_to_restore(
    command: Command, secret: Path, tmp_path: Path
) -> None:
    backup = backed_up(command, tmp_path / "home.backup", "--passphrase-file", str(secret))
    new = Command(tmp_path / "new")

    without = new("restore", str(backup), "--passphrase-file", str(secret))
    other = new("restore", str(backup), "--passphrase-file", str(secret), HOUSELIGHTS_MASTER_KEY="a" * 43 + "=")

    assert (without.code, other.code) == (2, 2)
    assert "HOUSELIGHTS_MASTER_KEY_FILE" in without.err
    assert "setup" not in without.err  # which would make the folder a home, and no backup is restored into one
    assert "not the one that the backed-up home was sealed with" in other.err
    assert not new.home.exists() or not any(new.home.iterdir())


def test_what_was_made_by_age_opens_it_without_houselights(command: Command, secret: Path, tmp_path: Path) -> None:
    import zipfile

    backup = backed_up(command, tmp_path / "home.backup", "--passphrase-file", str(secret))

    with zipfile.ZipFile(backup) as archive:
        key = pyrage.passphrase.decrypt(archive.read("key.age"), secret.read_text().strip()).decode()
        tar = pyrage.decrypt(archive.read("home.tar.age"), [pyrage.x25519.Identity.from_str(key)])
    (tmp_path / "home.tar").write_bytes(tar)
    listed = subprocess.run(["tar", "tf", str(tmp_path / "home.tar")], capture_output=True, text=True, check=True)
    assert "houselights.sqlite3" in listed.stdout.split()


@pytest.mark.parametrize("kind", ["age", "random", "master"])
def test_a_key_file_or_the_master_key_seals_as_well(command: Command, tmp_path: Path, kind: str) -> None:
    key = tmp_path / "key"
    key.write_bytes(f"# mine\n{pyrage.x25519.Identity.generate()}\n".encode() if kind == "age" else os.urandom(32))
    how = () if kind == "master" else ("--key-file", str(key))
    backup = backed_up(command, tmp_path / "home.backup", *how)

    new, ended = restored(command, backup, tmp_path / "new", *how)

    assert ended.code == 0, ended.err
    assert [each["organisation"] for each in new.answer("organisation", "list")["organisations"]] == ["lyric"]


def test_another_secret_is_told_plainly_and_nothing_is_restored(command: Command, secret: Path, tmp_path: Path) -> None:
    backup = backed_up(command, tmp_path / "home.backup", "--passphrase-file", str(secret))
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("five curtains and no lantern")

    for how in (("--passphrase-file", str(wrong)), ("--key-file", str(wrong)), ()):
        new, ended = restored(command, backup, tmp_path / "new", *how)
        assert ended.code == 2
        assert "does not open" in ended.err
        assert not any(new.home.iterdir())


@pytest.mark.parametrize("damage", ["cut", "altered", "no backup", "empty", "missing"])
def test_a_damaged_file_is_told_plainly_and_nothing_is_restored(
    command: Command, secret: Path, tmp_path: Path, damage: str
) -> None:
    backup = backed_up(command, tmp_path / "home.backup", "--passphrase-file", str(secret))
    whole = backup.read_bytes()
    middle = len(whole) // 2
    bodies = {
        "cut": whole[: len(whole) - 5000],
        "altered": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "no backup": b"%PDF-1.7" + whole[8:100],
        "empty": b"",
    }
    if damage == "missing":
        backup.unlink()
    else:
        backup.write_bytes(bodies[damage])

    new, ended = restored(command, backup, tmp_path / "new", "--passphrase-file", str(secret))

    assert ended.code == 2
    assert ("There is no" if damage == "missing" else "is damaged, or no backup") in ended.err
    assert "Traceback" not in ended.err
    assert not any(new.home.iterdir())


def test_a_home_that_is_not_empty_is_left_alone(command: Command, secret: Path, tmp_path: Path) -> None:
    backup = backed_up(command, tmp_path / "home.backup", "--passphrase-file", str(secret))
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("keep me")

    for home in (command.home, strange):
        before = files_below(home)
        _, ended = restored(command, backup, home, "--passphrase-file", str(secret))
        assert ended.code == 2
        assert "is not empty" in ended.err
        assert files_below(home) == before


def test_a_short_secret_and_two_secrets_are_refused(command: Command, secret: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("abc")

    assert command("backup", str(tmp_path / "b"), "--passphrase-file", str(short)).code == 2
    assert command("backup", str(tmp_path / "b"), "--passphrase-file", str(secret), "--key-file", str(secret)).code == 2
    assert not (tmp_path / "b").exists()


def test_a_disk_that_fills_up_leaves_the_last_good_backup(command: Command, tmp_path: Path) -> None:
    backup = backed_up(command, tmp_path / "home.backup")
    before = backup.read_bytes()

    limited = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh", *command.words("backup", str(backup))]  # 100 kB a file
    ended = subprocess.run(limited, env=command.env(), capture_output=True, text=True)

    assert ended.returncode != 0
    assert "Traceback" not in ended.stderr
    assert backup.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if "writing" in path.name) == []
    assert not (command.home / "backing-up").exists()
