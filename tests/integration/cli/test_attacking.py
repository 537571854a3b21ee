"""`measure --reader` and `attack`: what left the house is protected, stays as it was, and gives nothing away."""

from datetime import date
from pathlib import Path

import pytest

from commands import Command
from houselights.periods import quarter_of


@pytest.fixture
def lyric(_synced: Path) -> Command:
    """Releases are only ever added to it."""
    return Command(_synced)


def asked(lyric: Command, *more: str, reader: str = "funder") -> dict:
    quarter = quarter_of(date.today())  # the sandbox's theatres play around today
    return lyric.answer("measure", "lyric", "tickets", *more, "--period", quarter, "--reader", reader)


def test_a_funder_has_rounded_figures_of_which_the_few_are_hidden(lyric: Command) -> None:
    exact = lyric.answer("measure", "lyric", "tickets", "--by", "area_local_authority", "--period", "2026-Q3")
    answered = asked(lyric, "--by", "area_local_authority")

    shown = [row for row in answered["rows"] if row["state"] == "shown"]
    hidden = [row for row in answered["rows"] if row["state"] == "hidden to protect people"]
    assert len(shown) + len(hidden) == len(answered["rows"])
    assert all(row["value"] % 5 == 0 and row["value"] not in (5, -5) for row in shown)
    assert all(row["value"] is None and row["base"] is None for row in hidden)
    assert answered["suppressed"] == len(hidden)
    assert answered["total"] == sum(row["value"] for row in shown)
    assert exact["reader"] == "own"


def test_the_same_question_has_the_same_answer(lyric: Command) -> None:
    assert asked(lyric, "--by", "discipline") == asked(lyric, "--by", "discipline")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--by", "event"), "own words"),
        (("--by", "location"), "own words"),
        (("--period", "2026-11"), "quarters and years"),
        (("--dated", "sale"), "by performance alone"),
    ],
)
def test_what_may_not_leave_is_refused_with_what_is_possible(lyric: Command, arguments, reason) -> None:
    period = () if "--period" in arguments else ("--period", "2026-Q3")

    ended = lyric("measure", "lyric", "tickets", *arguments, *period, "--reader", "public")

    assert ended.code == 3
    assert reason in ended.err


def test_the_attackers_find_nothing_in_what_was_released(lyric: Command) -> None:
    for reader in ("funder", "public", "peers"):
        asked(lyric, reader=reader)

    found = lyric.answer("attack", "--portfolios", "2")

    assert found["ok"]
    assert found["leaks"] == []
    assert found["released_here"]["cells"] > 0
    assert found["made_up"]["portfolios"] == 2
