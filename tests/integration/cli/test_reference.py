"""`reference`: what is loaded and what is not, official files taken in, and figures that follow."""

from pathlib import Path

import pytest

from commands import Command
from houselights.sandbox.words import postcodes
from unit.warehouse.geography.official import LEEDS, YORK, directory


def by_decile(command: Command) -> dict[str, int]:
    rows = command.answer("measure", "lyric", "tickets", "--by", "imd_decile")["rows"]
    return {row["imd_decile"]: row["value"] for row in rows}


def places(path: Path) -> Path:
    """A directory of the made-up customers' postcodes, each in the most deprived tenth; York's is the least."""
    known = [postcode for catchment in postcodes().values() for postcode in catchment]
    return directory(path, YORK, *({**LEEDS, "pcds": postcode} for postcode in known))


def test_every_kind_is_listed_with_its_state_and_on_what_its_loader_was_tried(command: Command) -> None:
    listed = {each["kind"]: each for each in command.answer("reference", "list")}

    assert listed["postcodes"]["state"] == "not loaded"
    assert listed["postcodes"]["loader"] == "not tried on an official file"
    assert "mySociety" in listed["deprivation-uk"]["attribution"]
    assert "postcodes" in command("reference", "list").out


def test_a_newer_list_serves_customers_who_landed_before(synced: Command, tmp_path: Path) -> None:
    before = synced("measure", "lyric", "tickets", "--by", "imd_decile")
    assert before.code == 2
    assert "houselights reference load postcodes FILE" in before.err

    loaded = synced.answer("reference", "load", "postcodes", str(places(tmp_path / "ONSPD_NOV_2025_UK.csv")))

    found = by_decile(synced)
    assert loaded["rebuilt"] == ["lyric"]
    assert loaded["vintage"] == "2025-11"
    assert found["1"] > 0
    assert sum(found.values()) == synced.answer("measure", "lyric", "tickets")["total"]
    (kind,) = [each for each in synced.answer("reference", "list") if each["state"] == "loaded"]
    assert (kind["kind"], kind["sha256"], kind["rows"]) == ("postcodes", loaded["sha256"], loaded["rows"])


def test_a_wrong_file_changes_nothing(synced: Command, tmp_path: Path) -> None:
    synced.answer("reference", "load", "postcodes", str(places(tmp_path / "ONSPD_NOV_2025_UK.csv")))
    before, listed = by_decile(synced), synced.answer("reference", "list")
    wrong = tmp_path / "ONSPD_FEB_2026_UK.csv"
    wrong.write_text("pcds,oslaua\nLS1 1AA,E08000035\n")

    refused = synced("reference", "load", "postcodes", str(wrong))

    assert refused.code == 2
    assert "no column" in refused.err
    assert by_decile(synced) == before
    assert synced.answer("reference", "list") == listed


@pytest.mark.parametrize("words", [("weather", "x.csv"), ("postcodes", "nowhere.csv"), ("postcodes",)])
def test_what_cannot_be_loaded_is_said_in_a_sentence(command: Command, words: tuple[str, ...]) -> None:
    refused = command("reference", "load", *words)

    assert refused.code == 2
    assert "Traceback" not in refused.err
