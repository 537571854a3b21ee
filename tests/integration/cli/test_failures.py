"""How a command fails: a sentence, a remedy, the right exit code; for a bug a reference, with the trace in the log."""

import re
import sqlite3
from contextlib import closing

from commands import Command


def broken(command: Command) -> None:
    """A database that no version of ours would leave behind: whatever reads it meets a bug."""
    with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database, database:
        database.execute("alter table organisations_organisation rename to elsewhere")


def test_a_bug_gives_a_reference_and_keeps_its_trace_in_the_log(command: Command) -> None:
    broken(command)

    ended = command("organisation", "list")

    assert ended.code == 70
    assert (ended.out, "Traceback" in ended.err, "Error" in ended.err) == ("", False, False)
    (reference,) = re.findall(r"reference ([0-9a-f]{8})", ended.err)
    log = (command.home / "logs" / "houselights.log").read_text()
    assert reference in log
    assert "Traceback" in log


def test_a_bug_answers_scripts_with_one_document_too(command: Command) -> None:
    broken(command)

    ended = command("organisation", "list", "--json")

    assert ended.code == 70
    assert set(ended.document) == {"error", "remedy"}


def test_a_refusal_answers_scripts_with_one_document(nowhere: Command) -> None:
    ended = nowhere("organisation", "list", "--json")

    assert ended.code == 2
    assert ended.document["remedy"] in ended.err


def test_wrong_usage_leads_to_the_help(nowhere: Command) -> None:
    for words, leads_to in (
        (["sink"], "houselights --help"),
        (["user", "add"], "houselights user add --help"),
        (["sync", "lyric", "--fool"], "houselights sync --help"),
    ):
        ended = nowhere(*words)

        assert (ended.code, leads_to in ended.err) == (2, True)


def test_the_version_is_printed(nowhere: Command) -> None:
    ended = nowhere("--version")

    assert (ended.code, ended.out.startswith("houselights ")) == (0, True)
