"""The whole job on the command line: from a box office to a figure that equals the ledger to ticket and penny."""

from pathlib import Path

import pyarrow.parquet as pq

from commands import Command
from houselights.sandbox.remote import Sandbox
from reference import give_small_reference

from .conftest import connect_lyric
from .ledgers import check_accounts, in_all, measured, truly_sold, waiting


def test_from_a_box_office_to_a_figure_and_away_again(nowhere: Command, sandbox: Sandbox, tmp_path: Path) -> None:
    lyric = nowhere
    give_small_reference(lyric.home / "reference")
    forgotten = next(each for each in sandbox.ledger("lyric")["events"] if each["tickets"] > 20)["event"]

    # A home, an organisation, a person, a connection.
    assert "/first/" in lyric("setup").out
    lyric.answer("organisation", "add", "lyric", "--name", "The Lyric")
    lyric.answer("user", "add", "ada@example.org", "--organisation", "lyric", "--role", "admin")
    assert connect_lyric(lyric, sandbox, tmp_path).code == 0

    # The first run brings everything; nothing is linked, so all of it waits and nothing is counted.
    first = lyric.answer("sync", "lyric")
    check_accounts(first)
    assert (first["state"], first["events"]) == ("complete", {"linked": 0, "unlinked": 40})
    assert first["waiting"] == waiting(sandbox)
    assert in_all(lyric, "tickets") == 0

    # All but one are adopted: drafts, linked, counted at once; the customers come with the next run.
    others = [
        each["box_office_id"]
        for each in lyric.answer("links", "lyric", "list")["unlinked_box_office"]
        if each["box_office_id"] != forgotten
    ]
    assert len(lyric.answer("events", "lyric", "adopt", *others)["adopted"]) == 39
    second = lyric.answer("sync", "lyric")
    check_accounts(second)
    assert second["waiting"] == waiting(sandbox, forgotten)
    assert second["stored"]["customers"] > 0
    assert forgotten not in measured(lyric, "tickets", "event")

    # The forgotten one is put on the register by hand and linked: after the next sync its sales are there.
    gala = lyric.answer("events", "lyric", "add", "--name", "Spring Gala", "--start", "2026-05-01")["event"]
    lyric.answer("links", "lyric", "set", str(gala["id"]), forgotten)
    third = lyric.answer("sync", "lyric")
    assert third["waiting"] == {"tickets": 0, "pence": 0}

    for measure, unit in (("tickets", "tickets"), ("income", "pence")):
        assert in_all(lyric, measure) == truly_sold(sandbox, unit, "all")["all"]
        for by in ("event", "month"):
            assert measured(lyric, measure, by) == truly_sold(sandbox, unit, by)

    # Nothing new: nothing is stored. What was read, built and shown agrees.
    fourth = lyric.answer("sync", "lyric")
    assert set(fourth["stored"].values()) == {0}
    assert lyric.answer("check")["ok"]

    # Away with everything, then the key is erased.
    lyric.answer("export", "lyric", "--to", str(tmp_path / "away"))
    assert pq.read_table(tmp_path / "away" / "landing" / "events.parquet").num_rows >= 40
    assert "dictionary.csv" in {path.name for path in (tmp_path / "away").iterdir()}
    lyric.answer("disconnect", "lyric")
    assert in_all(lyric, "tickets") == truly_sold(sandbox, "tickets", "all")["all"]
