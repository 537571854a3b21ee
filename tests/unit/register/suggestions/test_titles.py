"""Are two titles compared by what they name, whatever else is written around it?"""

import pytest

from houselights.register.suggestions.likeness import alike, rarity
from houselights.register.suggestions.titles import read_title

OTHERS = ["The Salt Ledger", "Silver Tide", "Winter Ledger"]


def share(one: str, other: str) -> float:
    titles = [read_title(text) for text in (one, other, *OTHERS)]
    return alike(titles[0], titles[1], rarity(titles)).share


@pytest.mark.parametrize(
    "told",
    [
        "COSI FAN TUTTE",
        "Cosi  fan tutte!",
        "The Così fan tutte",
        "Relaxed: Così fan tutte",
        "Così fan tutte (BSL interpreted)",
        "Così fan tutte 2026",
        "Così fan tutte 2025/26",
        "Così fan tutte (14+)",
        "NEW DATE: Così fan tutte",
        "Così fan tutte starring Amara Barrow",
        "Così fan tutte by Mozart",
        "Marsh Street Opera presents Così fan tutte",
    ],
)
def test_what_is_written_around_a_title_is_set_aside(told: str) -> None:
    assert share("Così fan tutte", told) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Henry Part 1", "Henry Part 2"),
        ("Henry: Part I", "Henry Pt 2"),
        ("Cinderella 2025", "Cinderella 2026"),
        ("An Evening with Amara Barrow", "An Evening with Kofi Quayle"),
        ("Hamlet", "Hamlet: Backstage Tour"),
        ("The Salt Ledger", "The Silver Ledger"),
        ("The Salt Ledger", "The Winter Ledger"),
    ],
)
def test_what_tells_two_titles_apart_is_never_lost(one: str, other: str) -> None:
    assert share(one, other) < 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gianni & Angelica", "Angelica / Gianni"),
        ("The Quiet Harbour", "The Quiet Harbuor"),
        ("Fire works", "Fireworks"),
    ],
)
def test_a_turned_or_mistyped_title_is_nearly_the_same(one: str, other: str) -> None:
    assert 0.9 < share(one, other) < 1.0


def test_a_title_within_a_longer_one_is_worth_asking_and_not_taking() -> None:
    assert 0.8 < share("Spring Fringe", "Spring Fringe: Lantern Parade") < 0.9


def test_a_rare_word_in_common_tells_more_than_one_that_every_title_has() -> None:
    titles = [read_title(f"The {word} Ledger") for word in ("Salt", "Silver", "Winter", "Paper")]
    weights = rarity([*titles, read_title("Salt Marsh")])

    rare = alike(read_title("Salt Marsh"), read_title("Marsh Walks"), weights).share
    usual = alike(read_title("Salt Ledger"), read_title("Ledger Walks"), weights).share
    assert rare > usual


@pytest.mark.parametrize("text", ["2026", "Relaxed", "(14+)", "", "!!!", "Part 2", "The"])
def test_a_title_of_markers_alone_harms_nothing(text: str) -> None:
    assert 0.0 <= share(text, "Hamlet") < 0.5
