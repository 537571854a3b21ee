"""`why`, `doctor` and `replay`: what a person at a command line learns of a feed that brings nothing, and mends."""

import json
from pathlib import Path
from typing import Any

from commands import Command
from houselights.sandbox.remote import Sandbox

from .conftest import Connect, connect_lyric
from .refusing import ends_of, not_refused


def best_seller(command: Command) -> dict[str, Any]:
    rows = command.answer("measure", "lyric", "tickets", "--by", "event")["rows"]
    return max(rows, key=lambda row: row["value"])


def test_why_answers_in_the_shape_that_scripts_rely_on(synced: Command) -> None:
    event = best_seller(synced)
    there = next(
        link["box_office_id"]
        for link in synced.answer("links", "lyric", "list")["links"]
        if str(link["event"]) == event["event_code"]
    )

    for asked in (event["event_code"], event["event"], there, f"https://x.example/?EventId={there}"):
        answered = synced.answer("why", "lyric", asked)

        assert (answered["verdict"], answered["event"]) == ("here", int(event["event_code"]))
        assert answered["remedy"] == ""
        assert all(step["passed"] for step in answered["steps"])
        assert all(set(step) == {"check", "passed", "detail"} for step in answered["steps"])


def test_why_tells_people_what_to_do_and_ends_well(synced: Command) -> None:
    synced.answer("events", "lyric", "add", "--name", "Poetry Slam", "--start", "2026-12-09")
    sold = best_seller(synced)["event_code"]

    asked, of_the_past, for_peers, unknown = ends_of(
        synced,
        ["why", "lyric", "poetry slam"],
        ["why", "lyric", sold, "--period", "2019-Q1"],
        ["why", "lyric", sold, "--reader", "peers", "--json"],
        ["why", "lyric", "no such thing", "--json"],
    )

    assert [each.code for each in (asked, of_the_past, for_peers, unknown)] == [0, 0, 0, 0]
    assert "not here: no-link" in asked.out
    assert "To mend it: Link it" in asked.out
    assert "outside-period" in of_the_past.out
    assert json.loads(for_peers.out)["verdict"] == "suppressed"
    assert json.loads(unknown.out)["verdict"] == "not-in-register"


def test_what_cannot_be_asked_is_wrong_usage(synced: Command) -> None:
    wrong = not_refused(
        synced,
        (["why", "nobody", "1"], "lyric"),
        (["why", "lyric", "1", "--reader", "everybody"], "own, peers"),
        (["why", "lyric", "1", "--period", "next week"], "next week"),
        (["why", "lyric"], "EVENT"),
        (["doctor", "nobody"], "lyric"),
        (["replay", "nobody"], "lyric"),
    )

    assert wrong == []


def test_the_doctor_passes_a_feed_that_is_well_and_exits_with_0(synced: Command) -> None:
    answered = synced.answer("doctor", "lyric")

    assert answered["ok"]
    assert {"versions", "database", "disk", "clock", "key", "orders", "newest"} <= {
        each["check"] for each in answered["checks"]
    }


def test_the_doctor_exits_with_1_says_what_to_do_and_shows_no_secret(synced: Command, sandbox: Sandbox) -> None:
    sandbox.set_faults({"kind": "key-revoked"})

    ended = synced("doctor")

    assert ended.code == 1
    assert "FAIL  key" in ended.out
    assert "To mend it:" in ended.out
    assert sandbox.client("lyric")["secret"] not in ended.out + ended.err


def test_the_doctor_looks_at_a_home_that_no_other_command_opens(synced: Command, tmp_path: Path) -> None:
    (synced.home / "houselights.sqlite3").write_bytes(b"this was a database")

    ended = synced("doctor", "--json")

    assert ended.code == 1
    assert [each["check"] for each in ended.document["checks"]] == ["home"]
    assert Command(tmp_path / "elsewhere")("doctor").code == 2


def test_set_aside_records_are_asked_for_again(
    command: Command, connect: Connect, sandbox: Sandbox, tmp_path: Path
) -> None:
    assert connect_lyric(command, sandbox, tmp_path).code == 0
    sandbox.set_faults({"kind": "text-for-number", "route": "orders", "count": 2, "after": 1000})
    assert command("sync", "lyric").code == 1

    # Only those asked for by id: what the feed of changes tells of the last hour, other tests may have sold.
    sandbox.set_faults({"kind": "text-for-number", "route": "orders/[!s]*"})
    still = command("replay", "lyric", "--json")
    sandbox.set_faults()
    mended = command("replay", "lyric", "--json")

    aside = still.document["were_set_aside"]
    assert 1 <= aside <= 2  # one that stands in a second window as well was given whole there
    assert (still.code, still.document["understood"], len(still.document["still_set_aside"])) == (1, 0, aside)
    assert (mended.code, mended.document["understood"], mended.document["still_set_aside"]) == (0, aside, [])
    assert "Nothing was set aside." in command("replay", "lyric").out
