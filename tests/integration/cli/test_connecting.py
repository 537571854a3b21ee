"""`connect` tests each step before it keeps a key; `disconnect` erases the key, and the data only when asked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from commands import Command
from houselights.sandbox.remote import Sandbox

from .conftest import Connect
from .refusing import not_refused


def test_a_connection_is_tested_step_by_step_then_sealed(command: Command, connect: Connect, sandbox: Sandbox) -> None:
    answered = connect("--json").document

    assert [step["check"] for step in answered["steps"]] == ["reachable", "client", "clock", "key", "orders", "changes"]
    assert all(step["passed"] for step in answered["steps"])
    assert (answered["organisation"], answered["client"]) == ("lyric", "lyric")
    assert sandbox.client("lyric")["secret"].encode() not in command.home.joinpath("houselights.sqlite3").read_bytes()


def test_people_see_each_step_and_what_comes_next(connect: Connect) -> None:
    ended = connect()

    assert ended.out.count("pass") == 6
    assert "houselights sync lyric" in ended.out


def test_the_key_can_come_from_standard_input(command: Command, sandbox: Sandbox) -> None:
    account = sandbox.client("lyric")

    ended = command(
        "connect", "lyric", "spektrix", "--client", "lyric", "--login", account["login"],
        "--secret-file", "-", "--origin", sandbox.origin, text=account["secret"] + "\n",
    )  # fmt: skip

    assert ended.code == 0


def test_without_the_feed_of_changes_it_connects_all_the_same(connect: Connect, sandbox: Sandbox) -> None:
    sandbox.set_faults({"kind": "changes-absent"})

    answered = connect("--json").document

    assert [step["check"] for step in answered["steps"] if not step["passed"]] == ["changes"]


def test_connecting_again_is_the_same_connection(connect: Connect) -> None:
    assert connect("--json").document["connection"] == connect("--json").document["connection"]


def test_a_wrong_key_is_refused_and_nothing_is_kept(command: Command, connect: Connect) -> None:
    ended = connect(secret="d3Jvbmc=")

    assert ended.code == 3
    assert "fail  key" in ended.err
    assert command.answer("organisation", "list")["organisations"][0]["connected"] == 0


def test_a_wrong_client_is_refused_with_where_to_find_it(connect: Connect) -> None:
    ended = connect(client="nobody")

    assert ended.code == 3
    assert "“nobody”" in ended.err


def test_a_box_office_that_cannot_be_reached_is_unavailable(connect: Connect) -> None:
    ended = connect(origin="http://127.0.0.1:1")

    assert ended.code == 4
    assert "try again" in ended.err


def test_a_page_where_data_was_due_is_unavailable(connect: Connect, sandbox: Sandbox) -> None:
    sandbox.set_faults({"kind": "html-200", "route": "events"})

    ended = connect("--json")

    assert ended.code == 4
    assert set(ended.document) == {"error", "remedy"}


def test_what_does_not_exist_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text("c2VjcmV0")

    wrong = not_refused(
        command,
        (["connect", "lyric", "patronbase", "--client", "x", "--login", "y", "--secret-file", str(key)], "spektrix"),
        (["connect", "nobody", "spektrix", "--client", "x", "--login", "y", "--secret-file", str(key)], "lyric"),
        (
            ["connect", "lyric", "spektrix", "--client", "x", "--login", "y", "--secret-file", "not-there"],
            "secret file",
        ),
        (["connect", "lyric", "spektrix", "--client", "x", "--login", "y"], "--secret-file"),
        (["disconnect", "lyric"], "Connect one"),
        (["disconnect", "lyric", "7"], "Connect one"),
        (["sync", "lyric"], "houselights connect"),
    )

    assert wrong == []


def test_disconnecting_erases_the_key_and_keeps_the_figures(synced: Command) -> None:
    before = synced.answer("measure", "lyric", "tickets")["total"]

    answered = synced.answer("disconnect", "lyric")

    assert answered == {"organisation": "lyric", "connection": 1, "data_removed": False}
    assert _sealed(synced) == [""]
    assert synced.answer("measure", "lyric", "tickets")["total"] == before
    assert synced("sync", "lyric").code == 2


def test_removing_the_data_leaves_nothing_of_it(synced: Command) -> None:
    synced.answer("disconnect", "lyric", "--remove-data")

    assert not list(synced.home.glob("organisations/lyric/landing/**/*.parquet"))
    assert synced.answer("measure", "lyric", "tickets")["total"] == 0
    assert len(synced.answer("events", "lyric", "list")["events"]) == 40


def _sealed(command: Command) -> list[str]:
    with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database:
        return [row[0] for row in database.execute("select sealed_secret from connections_connection")]
