"""`setup` makes a home, mends a half-made one, refuses a newer one, and lets exactly one first operator in."""

import json
import sqlite3
from contextlib import closing

from commands import Command


def test_a_new_home_is_made_with_a_link_for_its_first_operator(nowhere: Command) -> None:
    answered = nowhere.answer("setup")

    assert answered["home"] == str(nowhere.home)
    assert "/first/" in answered["operator_link"]
    assert nowhere.answer("organisation", "list") == {"organisations": []}


def test_the_home_is_its_owners_alone(nowhere: Command) -> None:
    nowhere.answer("setup")

    assert nowhere.home.stat().st_mode & 0o077 == 0
    assert (nowhere.home / "keys" / "master.key").stat().st_mode & 0o077 == 0


def test_setting_up_again_keeps_everything_and_gives_a_new_link(command: Command) -> None:
    first = command.answer("setup")["operator_link"]
    keys = {path.name: path.read_text() for path in (command.home / "keys").iterdir()}

    second = command.answer("setup")["operator_link"]

    assert second != first
    assert {path.name: path.read_text() for path in (command.home / "keys").iterdir()} == keys
    assert [each["organisation"] for each in command.answer("organisation", "list")["organisations"]] == ["lyric"]


def test_there_is_no_link_once_there_is_an_operator(command: Command) -> None:
    command.answer("user", "add", "ola@example.org", "--role", "operator")

    assert command.answer("setup")["operator_link"] is None


def test_the_public_address_is_in_the_link(command: Command) -> None:
    ended = command("setup", "--json", HOUSELIGHTS_PUBLIC_URL="https://audience.example.org/")

    assert ended.document["operator_link"].startswith("https://audience.example.org/first/")


def test_every_command_says_that_there_is_no_home_yet(nowhere: Command) -> None:
    ended = nowhere("organisation", "list")

    assert ended.code == 2
    assert "houselights setup" in ended.err
    assert not nowhere.home.exists()


def test_a_half_written_home_is_finished_by_setting_up(command: Command) -> None:
    command.home.joinpath("home.json").unlink()

    refused = command("organisation", "list")
    command.answer("setup")

    assert (refused.code, "setup" in refused.err) == (2, True)
    assert len(command.answer("organisation", "list")["organisations"]) == 1


def test_a_database_that_was_never_finished_is_finished_by_setting_up(nowhere: Command) -> None:
    nowhere.answer("setup")
    nowhere.home.joinpath("houselights.sqlite3").unlink()

    refused = nowhere("organisation", "list")
    nowhere.answer("setup")

    assert (refused.code, "setup" in refused.err) == (2, True)
    assert nowhere("organisation", "list").code == 0


def test_a_home_of_a_newer_format_is_refused_and_left_alone(command: Command) -> None:
    marker = command.home / "home.json"
    marker.write_text(json.dumps({"format": 99}))

    for words in (["setup"], ["organisation", "list"]):
        ended = command(*words)

        assert (ended.code, "newer" in ended.err) == (2, True)
    assert json.loads(marker.read_text()) == {"format": 99}


def test_a_database_that_a_newer_version_changed_is_refused(command: Command) -> None:
    with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database, database:
        database.execute(
            "insert into django_migrations (app, name, applied) values ('register', '9999_later', '2030-01-01')"
        )

    for words in (["setup"], ["organisation", "list"]):
        ended = command(*words)

        assert (ended.code, "newer" in ended.err) == (2, True)


def test_a_damaged_marker_or_database_is_said_to_be_damaged(command: Command) -> None:
    command.home.joinpath("houselights.sqlite3").write_bytes(b"this is no database" * 100)
    unreadable = command("organisation", "list")
    command.home.joinpath("home.json").write_text("{")
    damaged = command("organisation", "list")

    assert (unreadable.code, "cannot be read" in unreadable.err) == (2, True)
    assert (damaged.code, "damaged" in damaged.err) == (2, True)


def test_a_home_that_cannot_be_written_is_refused(nowhere: Command) -> None:
    nowhere.home.write_text("a file, not a folder")

    ended = nowhere("setup")

    assert ended.code == 2
    assert "--home" in ended.err


def test_a_home_of_another_user_or_on_a_read_only_disk_is_refused_in_a_sentence(command: Command) -> None:
    everything = [command.home, *command.home.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)

    refused = [command.as_anybody(*words) for words in (["organisation", "list"], ["serve"], ["setup"])]
    looked_at = command.as_anybody("doctor")
    for path in everything:
        path.chmod(0o755 if path.is_dir() else 0o644)
    command.home.parent.chmod(0o000)
    unreachable = command.as_anybody("organisation", "list")
    command.home.parent.chmod(0o755)

    assert [ended.code for ended in refused] == [2, 2, 2]
    assert all("cannot be written" in ended.err and "--home" in ended.err for ended in refused)
    assert (looked_at.code, "cannot be written" in looked_at.out) == (1, True)
    assert (unreachable.code, "cannot be read" in unreachable.err) == (2, True)


def test_a_setting_that_cannot_be_used_is_named_and_its_value_is_not_shown_as_a_trace(command: Command) -> None:
    ended = command("organisation", "list", HOUSELIGHTS_DAILY_REQUEST_BUDGET="many")

    assert ended.code == 2
    assert "HOUSELIGHTS_DAILY_REQUEST_BUDGET" in ended.err
