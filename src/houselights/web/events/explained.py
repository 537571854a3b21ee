"""Why an event's data is or is not here, in the words of the page: each check with a mark, and the remedy's button."""

from dataclasses import dataclass

from houselights.reconciliation.why.rules import HERE, Answer, Step

# Of each check: what is said where it passed, and where it failed.
LABELS = {
    "not-in-register": ("It is on the register", "It is not on the register"),
    "not-granted": ("The box office lets us in", "The box office does not let us in"),
    "no-link": ("It is linked to the box office", "No box-office event is linked to it"),
    "link-not-found": ("What it is linked to can be found", "The box office does not have what it is linked to"),
    "not-synced-yet": ("The box office was read", "Its sales have not been read yet"),
    "excluded": ("Nothing leaves it out", "All its tickets are left out"),
    "no-sales": ("Tickets are held", "Nobody holds a ticket"),
    "outside-period": ("Its days are among those counted", "Its days are not among those counted"),
    "suppressed": ("It may be shown", "It may not be shown"),
}
BECAUSE = {
    HERE: "Every check passed.",
    "not-in-register": "Because no event on the register is this one.",
    "not-granted": "Because the box office does not let us in.",
    "no-link": "Because the register’s event is not linked to an event at the box office.",
    "link-not-found": "Because it is linked to an ID that the box office does not have.",
    "not-synced-yet": "Because its sales have not been read, or not been counted yet.",
    "excluded": "Because all its tickets are left out of the figures.",
    "no-sales": "Because nobody holds a ticket for it at the box office.",
    "outside-period": "Because its performances are outside the days that are looked at.",
    "suppressed": "Because the figure may not be shown to this reader.",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Mark:
    """One line of the list of checks."""

    mark: str
    sign: str
    label: str
    detail: str
    is_verdict: bool


@dataclass(frozen=True)
class Explained:
    """What why.html shows of an answer."""

    verdict: str
    remedy: str
    because: str
    tally: str
    marks: list[Mark]
    is_of_a_period: bool

    @property
    def is_here(self) -> bool:
        return self.verdict == HERE


def explained(answer: Answer, *, is_of_a_period: bool = False) -> Explained:
    """The answer in words."""
    marks = [_mark(step, answer.verdict) for step in answer.steps]
    because, tally = BECAUSE[answer.verdict], _tally(answer.steps)
    return Explained(answer.verdict, answer.remedy, because, tally, marks, is_of_a_period)


def _mark(step: Step, verdict: str) -> Mark:
    passed, failed = LABELS[step.check]
    sign = ("yes", "✓", passed) if step.passed else ("no", "✗", failed)
    return Mark(*sign, step.detail, is_verdict=step.check == verdict)


def _tally(steps: tuple[Step, ...]) -> str:
    """`Four checks passed, one did not.`"""
    passed = sum(step.passed for step in steps)
    failed = len(steps) - passed
    if not failed:
        return ""
    said = f"{NUMBERS[passed]} check{'' if passed == 1 else 's'} passed, {NUMBERS[failed]} did not."
    return said.capitalize()
