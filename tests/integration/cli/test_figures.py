"""`measure`: a released figure in every form, and a clear refusal of what cannot be asked."""

import csv
import io
import json
from pathlib import Path
from zipfile import is_zipfile

import pytest

from commands import Command
from houselights.sandbox.remote import Sandbox

from .ledgers import truly_sold
from .refusing import not_refused


@pytest.fixture
def lyric(_synced: Path, sandbox: Sandbox) -> Command:
    """Read only: nothing here changes the home."""
    return Command(_synced)


def test_a_figure_answers_one_row_with_its_definition_and_day(lyric: Command) -> None:
    answered = lyric.answer("measure", "lyric", "tickets")

    assert len(answered["rows"]) == 1
    assert answered["rows"][0]["value"] == answered["total"] > 0
    assert (answered["measure"], answered["unit"], answered["reader"]) == ("tickets", "tickets", "own")
    assert answered["period"] == {"from": None, "to": None}
    assert answered["definition"]
    assert answered["data_as_of"]


def test_tickets_of_the_parts_add_up_to_the_whole(lyric: Command) -> None:
    answered = lyric.answer("measure", "lyric", "income", "--by", "event_type", "--by", "area_local_authority")

    assert sum(row["value"] for row in answered["rows"]) == answered["total"]
    assert {"event_type", "area_local_authority", "area_local_authority_code"} <= set(answered["rows"][0])


def test_a_period_and_the_day_of_the_sale_choose_what_counts(lyric: Command) -> None:
    whole = lyric.answer("measure", "lyric", "tickets", "--dated", "sale")["total"]
    year = lyric.answer("measure", "lyric", "tickets", "--dated", "sale", "--period", "2026-27")

    assert 0 < year["total"] < whole
    assert year["period"] == {"from": "2026-04-01", "to": "2027-03-31"}


def test_people_read_a_table_with_pounds(lyric: Command) -> None:
    ended = lyric("measure", "lyric", "income", "--by", "month")

    assert ended.code == 0
    assert "In all: £" in ended.out
    assert "Data as of" in ended.out


def test_csv_and_json_are_the_same_figures(lyric: Command) -> None:
    text = lyric("measure", "lyric", "tickets", "--by", "month", "--format", "csv").out
    rows = json.loads(lyric("measure", "lyric", "tickets", "--by", "month", "--format", "json").out)["rows"]

    read = {row["month"]: int(row["value"]) for row in csv.DictReader(io.StringIO(text))}
    assert read == {row["month"]: row["value"] for row in rows}


def test_a_workbook_is_written_to_a_file_and_never_to_a_terminal(lyric: Command, tmp_path: Path) -> None:
    refused = lyric("measure", "lyric", "tickets", "--format", "xlsx")
    written = lyric("measure", "lyric", "tickets", "--format", "xlsx", "-o", str(tmp_path / "tickets.xlsx"))

    assert (refused.code, "-o" in refused.err) == (2, True)
    assert (written.code, is_zipfile(tmp_path / "tickets.xlsx")) == (0, True)


def test_all_measures_are_named_with_what_they_can_be_split_by(lyric: Command) -> None:
    listed = lyric.answer("measure", "lyric", "--list")

    assert {each["measure"] for each in listed["measures"]} >= {
        "tickets", "orders", "customers", "income", "yield", "comps", "postcode_coverage", "events", "performances",
        "bookers", "first_time_bookers", "occupancy", "crossover", "retention",
    }  # fmt: skip
    assert "area_local_authority" in {each["dimension"] for each in listed["dimensions"]}
    assert "postcode_coverage" in lyric("measure", "lyric", "--list").out


def test_what_cannot_be_asked_is_wrong_usage(lyric: Command) -> None:
    wrong = not_refused(
        lyric,
        (["measure", "lyric", "applause"], "tickets"),
        (["measure", "lyric", "tickets", "--by", "weather"], "month"),
        (["measure", "lyric", "events", "--by", "area_local_authority"], "split"),
        (["measure", "lyric", "tickets", "--period", "yesterday"], "2026-Q3"),
        (["measure", "lyric", "tickets", "--dated", "birth"], "performance, sale or return"),
        (["measure", "lyric", "tickets", "--as-at", "noon"], "2026-04-01T12:00"),
        (["measure", "lyric", "tickets", "--reader", "everyone"], "public"),
        (["measure", "lyric", "tickets", "-o", "/dev/null/figures.csv"], "cannot be written"),
        (["measure", "lyric"], "--list"),
        (["measure", "nobody", "tickets"], "lyric"),
    )

    assert wrong == []


def test_what_was_returned_is_dated_by_that_without_being_told(lyric: Command) -> None:
    assert lyric.answer("measure", "lyric", "returned_tickets")["dated"] == "return"


def test_readers_outside_are_refused_days_of_their_own_with_the_reason(lyric: Command) -> None:
    ended = lyric("measure", "lyric", "tickets", "--reader", "public", "--json")

    assert ended.code == 3
    assert "whole financial quarters and years alone" in ended.document["error"]


def test_figures_before_anything_was_read_say_what_to_do(command: Command) -> None:
    ended = command("measure", "lyric", "tickets")

    assert ended.code == 2
    assert "sync" in ended.err


def test_two_organisations_never_mix(synced: Command, sandbox: Sandbox, tmp_path: Path) -> None:
    account, key = sandbox.client("grand"), tmp_path / "key.txt"
    key.write_text(account["secret"])
    synced.answer("organisation", "add", "grand", "--name", "The Grand")
    synced.answer(
        "connect", "grand", "spektrix", "--client", "grand", "--login", account["login"], "--secret-file", str(key),
        "--origin", sandbox.origin,
    )  # fmt: skip
    synced.answer("sync", "grand")
    synced.answer("events", "grand", "adopt", "--all")

    for slug in ("lyric", "grand"):
        assert synced.answer("measure", slug, "tickets")["total"] == truly_sold(sandbox, "tickets", "all", slug)["all"]
        assert synced.answer("measure", slug, "income")["total"] == truly_sold(sandbox, "pence", "all", slug)["all"]
