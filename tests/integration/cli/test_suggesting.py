"""`links suggest|refuse|set --performances`: links found for a person, and the figures that follow them at once."""

from typing import Any

import pytest

from commands import Command
from houselights.sandbox.remote import Sandbox

from .ledgers import in_all, truly_sold, waiting
from .refusing import ends_of, not_refused


@pytest.fixture
def listed(unlinked: Command, sandbox: Sandbox) -> list[dict[str, Any]]:
    """The Lyric's six best sold events are on its register, typed by somebody else; nothing is linked."""
    held = sorted(unlinked.answer("links", "lyric", "list")["unlinked_box_office"], key=lambda each: -each["tickets"])
    first_days = {each["event"]: each["start"][:10] for each in _latest_first(sandbox)}
    given = [["--name", f"{each['name'].upper()}!", "--start", first_days[each["box_office_id"]]] for each in held[:6]]
    added = ends_of(unlinked, *(["events", "lyric", "add", *words] for words in given))
    assert [ended.code for ended in added] == [0] * 6
    return held[:6]


def _latest_first(sandbox: Sandbox) -> list[dict[str, Any]]:
    performances: list[dict[str, Any]] = sandbox.ledger("lyric")["performances"]
    return sorted(performances, key=lambda each: each["start"], reverse=True)


def test_links_are_suggested_with_their_reasons(unlinked: Command, listed: list[dict[str, Any]]) -> None:
    found = unlinked.answer("links", "lyric", "suggest")

    best = {each["box_office_id"]: each for each in reversed(found)}
    for each in listed:
        pair = best[each["box_office_id"]]
        assert pair["name"] == f"{each['name'].upper()}!"
        assert pair["box_office_name"] == each["name"]
        assert pair["score"] == sum(reason["points"] for reason in pair["reasons"])
        assert all(reason["what"] and reason["detail"] for reason in pair["reasons"])
    assert not any(each["accepted"] for each in found)
    assert unlinked.answer("links", "lyric", "list")["links"] == []


def test_the_surest_are_accepted_and_their_waiting_sales_appear_at_once(
    unlinked: Command, listed: list[dict[str, Any]], sandbox: Sandbox
) -> None:
    accepted = [
        each for each in unlinked.answer("links", "lyric", "suggest", "--accept-above", "90") if each["accepted"]
    ]

    ids = [each["box_office_id"] for each in accepted]
    assert len(ids) >= 3
    assert all(each["score"] > 90 for each in accepted)
    sold = truly_sold(sandbox, "tickets", "event")
    assert in_all(unlinked, "tickets") == sum(sold.get(each, 0) for each in ids)  # without reading any order again
    assert {each["box_office_id"] for each in unlinked.answer("links", "lyric", "list")["links"]} == set(ids)
    assert unlinked("check", "lyric").code == 0


def test_a_line_of_a_hundred_accepts_nothing(unlinked: Command, listed: list[dict[str, Any]]) -> None:
    found = unlinked.answer("links", "lyric", "suggest", "--accept-above", "100")

    assert found
    assert not any(each["accepted"] for each in found)


def test_a_refused_pair_is_not_suggested_again(unlinked: Command, listed: list[dict[str, Any]]) -> None:
    first = unlinked.answer("links", "lyric", "suggest")[0]
    pair = str(first["event"]), first["box_office_id"]

    assert unlinked.answer("links", "lyric", "refuse", *pair)["state"] == "refused"

    left = unlinked.answer("links", "lyric", "suggest", "--accept-above", "0")
    assert pair not in {(str(each["event"]), each["box_office_id"]) for each in left}


def test_people_read_the_reasons_and_what_to_do_next(unlinked: Command, listed: list[dict[str, Any]]) -> None:
    told = unlinked("links", "lyric", "suggest").out

    assert "Nothing else on the register fits as well." in told
    assert "--accept-above 95" in told
    assert all(each["name"].upper() in told for each in listed)


def test_a_link_narrowed_to_performances_counts_those_and_the_rest_waits(unlinked: Command, sandbox: Sandbox) -> None:
    event, performances = next(
        (event, rows)
        for event in truly_sold(sandbox, "tickets", "event")
        if len(rows := sold_performances(sandbox, event)) > 2
    )
    unlinked.answer("events", "lyric", "add", "--name", "Only one night", "--start", "2026-05-01")
    only, *rest = performances

    linked = unlinked.answer("links", "lyric", "set", "1", event, "--performances", only["performance"])

    assert linked["performances"] == [only["performance"]]
    assert in_all(unlinked, "tickets") == only["tickets"]
    (left,) = unlinked.answer("links", "lyric", "list")["left_out"]
    assert (left["box_office_id"], left["tickets"]) == (event, sum(each["tickets"] for each in rest))
    assert unlinked("check", "lyric").code == 0
    run = unlinked.answer("sync", "lyric")
    everything = waiting(sandbox)
    assert run["waiting"] == {what: everything[what] - only[what] for what in ("tickets", "pence")}
    assert "performances-left-out" in {each["code"] for each in run["findings"]}
    assert "which wait" in unlinked("links", "lyric", "list").out


def sold_performances(sandbox: Sandbox, event: str) -> list[dict[str, Any]]:
    """None of them cancelled: those count nowhere."""
    rows = [each for each in sandbox.ledger("lyric")["performances"] if each["event"] == event and each["tickets"]]
    return [] if any(each["cancelled"] for each in rows) else rows


def test_what_cannot_be_suggested_or_narrowed_is_wrong_usage(unlinked: Command, listed: list[dict[str, Any]]) -> None:
    there = listed[0]["box_office_id"]
    wrong = not_refused(
        unlinked,
        (["links", "lyric", "suggest", "--accept-above", "101"], "0 to 100"),
        (["links", "nobody", "suggest"], "lyric"),
        (["links", "lyric", "refuse", "1", "nonsense"], "box office"),
        (["links", "lyric", "set", "1", there, "--performances", "nonsense"], "2026-05-03"),
        (["links", "lyric", "set", "1", there, "--performances", ","], "2026-05-03"),
    )

    assert wrong == []
