"""`return`: shown, checked, signed and submitted from the command line, each step refused until the one before."""

import json
import re

from commands import Command


def test_a_return_goes_from_shown_to_submitted_and_its_totals_are_those_of_measure(synced: Command):
    shown = synced.answer("return", "lyric", "show")
    quarter = shown["quarter"]
    tickets = synced.answer("measure", "lyric", "tickets", "--period", quarter)
    attendance = synced.answer("measure", "lyric", "attendance", "--period", quarter)
    assert shown["totals"]["tickets"] == tickets["total"] == sum(line["tickets"] or 0 for line in shown["lines"]) > 0
    assert shown["totals"]["attendance"] == attendance["total"]

    at = ("--quarter", quarter)
    refused = synced("return", "lyric", "submit", *at, "--json")
    assert (refused.code, refused.document["remedy"]) == (2, "First sign it.")
    given = ("--left-open", "The box office knows no more.", "--differences-are-right")
    assert synced.answer("return", "lyric", "check", *at, *given)["state"] == "checked"
    assert synced.answer("return", "lyric", "sign", *at)["state"] == "signed"
    receipt = synced.answer("return", "lyric", "submit", *at)

    assert (receipt["state"], receipt["version"], len(receipt["fingerprint"])) == ("submitted", 1, 64)
    frozen = synced.answer("return", "lyric", "show", *at, "--version", "1")
    assert frozen["totals"] == shown["totals"]
    assert synced.answer("return", "lyric", "show")["quarter"] != quarter
    assert _exported(synced) == frozen
    # Without a quarter the one is meant that was submitted.
    assert synced.answer("return", "lyric", "withdraw", "--reason", "It was too early.")["state"] == "withdrawn"
    assert synced.answer("return", "lyric", "amend", "--reason", "A school came late.")["state"] == "draft"


def _exported(synced: Command) -> object:
    """The one return among all that the organisation takes away."""
    folder = synced.home.parent / "away"
    assert synced.answer("export", "lyric", "--to", str(folder))["returns"] == 1
    (file,) = (folder / "returns").iterdir()
    return json.loads(file.read_bytes())


def test_people_read_it_in_sentences(synced: Command):
    ended = synced("return", "lyric", "show", "--quarter", "2026-Q1")

    assert ended.code == 0, ended.err
    assert "Return of The Lyric for April to June 2026: draft." in ended.out
    assert "In all:" in ended.out
    assert re.search(r"large  Ticket income: £[\d,.]+ in 2025-Q4, £[\d,.]+ now", ended.out)


def test_what_is_no_quarter_and_no_organisation_is_refused(synced: Command):
    assert synced("return", "lyric", "show", "--quarter", "2026-13").code == 2
    assert synced("return", "nobody", "show").code == 2
    assert synced("return", "lyric", "show", "--version", "3").code == 2
