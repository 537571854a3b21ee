"""Why an event's data is or is not here: the checks in their order; the first that fails is the verdict. Pure."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from houselights.reconciliation.why import counting, reaching
from houselights.reconciliation.why.facts import Facts
from houselights.reconciliation.why.wording import Reason

HERE = "here"


class Step(Struct, frozen=True):
    """One check: its code, whether it passed, and the fact behind that."""

    check: str
    passed: bool
    detail: str


class Answer(Struct, frozen=True):
    """`verdict` is `here` or the code of the first check that failed; `remedy` mends that one."""

    event: int | None
    name: str
    verdict: str
    steps: tuple[Step, ...]
    remedy: str

    def as_json(self) -> dict[str, Any]:
        """The shape that `why --json` prints."""
        return {
            "event": self.event,
            "name": self.name,
            "verdict": self.verdict,
            "steps": [{"check": each.check, "passed": each.passed, "detail": each.detail} for each in self.steps],
            "remedy": self.remedy,
        }


def why(facts: Facts) -> Answer:
    """Every check that can be made; one that makes no sense yet (does the link exist, of no link) is left out."""
    found = [(check, reason) for check, look in CHECKS.items() if (reason := look(facts)) is not None]
    steps = tuple(Step(check, reason.passed, reason.detail) for check, reason in found)
    verdict, remedy = next(((check, reason.remedy) for check, reason in found if not reason.passed), (HERE, ""))
    return Answer(facts.event_id, facts.name, verdict, steps, remedy)


# The order is the interface's: scripts rely on it.
CHECKS: dict[str, Callable[[Facts], Reason | None]] = {
    "not-in-register": reaching.on_the_register,
    "not-granted": reaching.let_in,
    "no-link": reaching.linked,
    "link-not-found": reaching.links_found,
    "not-synced-yet": reaching.read_since,
    "excluded": counting.not_left_out,
    "no-sales": counting.sold,
    "outside-period": counting.inside_the_period,
    "suppressed": counting.released,
}
