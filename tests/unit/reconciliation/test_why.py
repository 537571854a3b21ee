"""Is the cause of missing data named, each time, whatever else is wrong behind it?"""

from random import Random

import pytest
from msgspec.structs import replace

from houselights.reconciliation.why.facts import Access, Facts
from houselights.reconciliation.why.rules import CHECKS, HERE, why

from .planted import Planter

CAUSES = list(CHECKS)
TIMES = 25  # of each cause: 225 in all
ORDER = [
    "not-in-register",
    "not-granted",
    "no-link",
    "link-not-found",
    "not-synced-yet",
    "excluded",
    "no-sales",
    "outside-period",
    "suppressed",
]


def plant(cause: str, seed: int) -> Facts:
    planter = Planter(Random(f"{cause} {seed}"))
    return getattr(planter, cause.replace("-", "_"))(planter.well())


def test_the_checks_are_the_interfaces_in_its_order():
    assert CAUSES == ORDER


@pytest.mark.parametrize("cause", CAUSES)
def test_a_planted_cause_is_named_every_time(cause: str):
    verdicts = [why(plant(cause, seed)).verdict for seed in range(TIMES)]

    assert verdicts == [cause] * TIMES


def test_what_is_well_is_here_and_passes_every_check():
    answers = [why(Planter(Random(seed)).well()) for seed in range(TIMES)]

    assert {answer.verdict for answer in answers} == {HERE}
    assert {answer.remedy for answer in answers} == {""}
    assert all([step.check for step in answer.steps] == CAUSES for answer in answers)
    assert all(step.passed for answer in answers for step in answer.steps)


@pytest.mark.parametrize("cause", CAUSES)
def test_of_two_causes_the_first_in_the_order_is_named(cause: str):
    """A key that was refused as well comes before whatever else is wrong, and after what is on no register."""
    expected = cause if cause == "not-in-register" else "not-granted"

    for seed in range(TIMES):
        both = Planter(Random(seed)).not_granted(plant(cause, seed))

        assert why(both).verdict == expected


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_comes_with_what_mends_it_and_only_the_facts_of_its_own_check(cause: str):
    for seed in range(TIMES):
        answer = why(plant(cause, seed))
        failed = next(step for step in answer.steps if not step.passed)

        assert answer.remedy
        assert failed.check == cause
        assert failed.detail.endswith(".")


def test_what_cannot_be_said_yet_is_not_claimed():
    """Of an event that is linked to nothing, nobody can say whether its link is found or its sales are left out."""
    checks = [step.check for step in why(plant("no-link", 1)).steps]

    assert checks == ["not-in-register", "not-granted", "no-link", "not-synced-yet"]


def test_an_unlinked_event_needs_only_one_open_door():
    """A box office that was left for another, and disconnected, does not stand in the way of a new event."""
    shut = Access(connection_id=8, name="Spektrix (old)", is_connected=False)
    facts = plant("no-link", 3)

    assert why(replace(facts, accesses=(*facts.accesses, shut))).verdict == "no-link"


def test_the_shape_is_what_scripts_rely_on():
    document = why(plant("link-not-found", 2)).as_json()

    assert document["event"] == 12
    assert document["verdict"] == "link-not-found"
    assert set(document) >= {"event", "verdict", "steps", "remedy"}
    assert all(set(step) == {"check", "passed", "detail"} for step in document["steps"])
