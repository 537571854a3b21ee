"""`sync`: cut off, locked out, given bad records or nothing at all, it loses nothing and says how it ended."""

import signal
import subprocess
from datetime import UTC, datetime

from commands import Command
from houselights.sandbox.remote import Sandbox

from .conftest import Connect
from .ledgers import check_accounts, in_all, truly_sold, waiting

SLOW = {"kind": "slow", "route": "orders", "seconds": 0.4}


def begun(command: Command) -> "subprocess.Popen[str]":
    """A run in the middle of reading orders."""
    run = command.started("sync", "lyric")
    assert run.stderr is not None
    for line in run.stderr:
        if "Reading orders" in line:
            return run
    raise AssertionError("the run ended before it read orders")


def ended(run: "subprocess.Popen[str]") -> int:
    run.communicate(timeout=60)
    return run.returncode


def test_a_run_killed_in_the_middle_loses_and_doubles_nothing(
    command: Command, connect: Connect, sandbox: Sandbox
) -> None:
    connect()
    sandbox.set_faults(SLOW)
    run = begun(command)
    run.send_signal(signal.SIGKILL)
    assert ended(run) == -signal.SIGKILL
    sandbox.set_faults()

    assert command.answer("sync", "lyric")["waiting"] == waiting(sandbox)
    command.answer("events", "lyric", "adopt", "--all")

    assert in_all(command, "tickets") == truly_sold(sandbox, "tickets", "all")["all"]
    assert in_all(command, "income") == truly_sold(sandbox, "pence", "all")["all"]


def test_a_second_run_is_told_who_holds_the_lock(command: Command, connect: Connect, sandbox: Sandbox) -> None:
    connect()
    sandbox.set_faults(SLOW)
    run = begun(command)

    second = command("sync", "lyric", "--json")
    sandbox.set_faults()

    assert second.code == 5
    assert "asked for by the command line" in second.document["error"]
    assert f"(process {run.pid}), since {datetime.now(UTC):%Y-%m-%d}" in second.document["error"]
    assert ended(run) == 0


def test_ctrl_c_stops_a_run_without_a_trace(command: Command, connect: Connect, sandbox: Sandbox) -> None:
    connect()
    sandbox.set_faults(SLOW)
    run = begun(command)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    sandbox.set_faults()

    assert run.returncode == 130
    assert "Traceback" not in told
    assert command.answer("sync", "lyric")["state"] == "complete"


def test_records_set_aside_are_told_and_taken_up_once_they_are_right(
    command: Command, connect: Connect, sandbox: Sandbox
) -> None:
    connect()
    sandbox.set_faults({"kind": "text-for-number", "route": "orders", "count": 3, "after": 1000})
    first = command("sync", "lyric", "--json")
    sandbox.set_faults()
    again = command("sync", "lyric", "--full", "--json")

    check_accounts(first.document)
    assert (first.code, first.document["state"]) == (1, "complete")
    assert first.document["quarantined"]["orders"] > 0
    assert "quarantined" in {finding["code"] for finding in first.document["findings"]}
    assert (again.code, again.document["quarantined"]["orders"]) == (0, 0)
    assert again.document["waiting"] == waiting(sandbox)


def test_a_box_office_that_goes_away_leaves_the_run_incomplete_and_nothing_lost(
    command: Command, connect: Connect, sandbox: Sandbox
) -> None:
    connect()
    sandbox.set_faults({"kind": "rate-limited", "route": "orders", "after": 20, "seconds": 600})
    away = command("sync", "lyric", "--json")
    sandbox.set_faults()
    back = command.answer("sync", "lyric")

    check_accounts(away.document)
    assert (away.code, away.document["state"]) == (4, "incomplete")
    assert away.document["windows"]["incomplete"] > 0
    assert away.document["error"]
    assert (back["state"], back["windows"]["incomplete"]) == ("complete", 0)
    assert back["waiting"] == waiting(sandbox)


def test_a_key_revoked_since_is_refused(unlinked: Command, sandbox: Sandbox) -> None:
    sandbox.set_faults({"kind": "key-revoked"})

    refused = unlinked("sync", "lyric")

    assert refused.code == 3
    assert "Traceback" not in refused.err


def test_a_new_sale_is_counted_after_the_next_run(synced: Command, sandbox: Sandbox) -> None:
    before = in_all(synced, "tickets")
    performance = next(each for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"])
    sandbox.sell("lyric", performance["performance"], 3)

    run = synced.answer("sync", "lyric")

    assert run["stored"]["tickets"] >= 3
    assert in_all(synced, "tickets") >= before + 3
    assert in_all(synced, "tickets") == truly_sold(sandbox, "tickets", "all")["all"]


def test_people_read_what_became_of_every_record(synced: Command) -> None:
    told = synced("sync", "lyric")

    assert told.code == 0
    assert "complete" in told.out
    assert "Reading events" in told.err
    assert all(word in told.out for word in ("received", "new", "unchanged", "left out", "set aside", "customers"))


def test_a_day_that_is_none_is_wrong_usage(unlinked: Command) -> None:
    assert unlinked("sync", "lyric", "--since", "yesterday").code == 2
    assert unlinked("sync", "lyric", "--connection", "9").code == 2
