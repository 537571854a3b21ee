"""Are suggestions right? Measured on a labelled set of made-up theatres; the figures are printed."""

from collections import Counter
from dataclasses import dataclass

import pytest

from houselights.register.suggestions.rules import LINE, suggestions

from .labelled import Theatre, made_theatre

SEEDS = range(100, 108)
LEAST = 1_000


@dataclass(frozen=True)
class Judged:
    """Pairs as (theatre, event, row): all true ones, all suggested, and those above the line."""

    truth: dict[tuple[int, int, int], str]
    suggested: set[tuple[int, int, int]]
    automatic: set[tuple[int, int, int]]

    def recall(self, case: str = "") -> float:
        wanted = {pair for pair, made_for in self.truth.items() if case in ("", made_for)}
        return len(wanted & self.suggested) / len(wanted)

    @property
    def precision(self) -> float:
        return len(self.automatic & self.truth.keys()) / len(self.automatic)


@pytest.fixture(scope="module")
def theatres() -> dict[int, Theatre]:
    return {seed: made_theatre(seed) for seed in SEEDS}


@pytest.fixture(scope="module")
def judged(theatres: dict[int, Theatre]) -> Judged:
    judged = Judged({}, set(), set())
    for seed, theatre in theatres.items():
        judged.truth.update({(seed, *pair): case for pair, case in theatre.truth.items()})
        for each in suggestions(theatre.registered, theatre.sold):
            pair = (seed, each.event, each.row)
            judged.suggested.add(pair)
            if each.score > LINE:
                judged.automatic.add(pair)
    return judged


def test_the_set_is_large_and_has_every_kind_of_case(judged: Judged) -> None:
    cases = Counter(judged.truth.values())

    assert len(judged.truth) >= LEAST
    wanted = {"plain", "cast", "renamed", "moved", "split", "merged", "double bill", "touring", "repeated", "annual"}
    assert wanted | {"numbered", "festival"} == set(cases)


def test_what_is_above_the_line_is_right_ninety_nine_times_in_a_hundred(judged: Judged) -> None:
    print(f"precision {judged.precision:.4f} of {len(judged.automatic)} above {LINE}")

    assert judged.precision >= 0.99
    assert len(judged.automatic) >= len(judged.truth) / 2  # or the line would be of no use


def test_ninety_five_true_pairs_in_a_hundred_are_suggested(judged: Judged) -> None:
    by_case = {case: round(judged.recall(case), 3) for case in sorted(set(judged.truth.values()))}
    print(f"recall {judged.recall():.4f} of {len(judged.truth)}; {len(judged.suggested)} suggested; {by_case}")

    assert judged.recall() >= 0.95
    assert len(judged.suggested) <= 2 * len(judged.truth)  # nobody answers a list that is mostly wrong
