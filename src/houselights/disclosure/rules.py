"""Which readers the gate answers, what is hidden from them and how the rest is rounded: pure, one table to read."""

from msgspec import Struct

from houselights.errors import NotReleasable, Refused
from houselights.measures.question import Question


class Thresholds(Struct, frozen=True):
    """The rules for every reader but the organisation's own people. Shares are of a figure's own total."""

    hidden_up_to: int = 7  # 1 to 7 people, or things counted, are hidden; nothing at all is shown as 0
    rounded_to: int = 5  # every other count, half away from zero
    money_figures: int = 3  # significant figures of an amount in pence
    contributors: int = 10  # organisations behind a figure about organisations
    contributors_floor: int = 5  # no setting goes below it
    largest_share: float = 0.50  # of the largest contributor
    two_largest_share: float = 0.67
    guarded_share: float = 0.20  # a hidden figure above 7 may be told no closer than this


RULES = Thresholds()

READERS = ("funder", "peers", "public")
_LEAST_P, _MOST_P = 10, 20  # per cent


def check_reader(question: Question) -> None:
    """NotReleasable, with the reason, for a reader there is not, or what only the organisation's own people may ask."""
    if question.reader == "own":
        return
    if question.reader not in READERS:
        raise refusal(f"There is no reader “{question.reader}”.", remedy=f"There are: own, {', '.join(READERS)}.")
    if question.as_at is not None:
        raise refusal(
            "Only the organisation's own people may ask what was known at an earlier time.",
            remedy="Leave the moment out: what was released once stays as it was.",
        )
    if question.where:
        raise refusal(
            "Figures leave the house whole: parts that can be chosen could be subtracted from each other.",
            remedy="Leave `where` out; only the organisation's own people may ask for a part.",
        )


def refusal(reason: str, *, remedy: str) -> NotReleasable:
    """The question is good; this reader may not have the answer."""
    refused = NotReleasable(reason, remedy=remedy)
    refused.exit_code = Refused.exit_code
    return refused


def is_small(number: float) -> bool:
    """So few that a person could be seen."""
    return 0 < abs(number) <= RULES.hidden_up_to


def rounded_count(number: int) -> int:
    """To the nearest 5; half away from zero."""
    return _rounded(number, RULES.rounded_to)


def rounded_pence(pence: int) -> int:
    """To three significant figures; half away from zero."""
    return _rounded(pence, step_of(pence))


def step_of(pence: int) -> int:
    """The distance between two amounts of three significant figures, near this one."""
    return max(1, 10 ** (len(str(abs(pence))) - RULES.money_figures))


def is_dominated(contributions: list[int], total: int, p_percent: int) -> bool:
    """Could a contributor work out another's part of the total, or is it one or two organisations' own?"""
    amounts = sorted((each for each in contributions if each > 0), reverse=True)
    if len(amounts) < max(RULES.contributors, RULES.contributors_floor):
        return bool(amounts)
    first, second = amounts[:2]
    return (
        first > RULES.largest_share * total
        or first + second > RULES.two_largest_share * total
        or 100 * (total - first - second) < p_percent * first
    )


def guard_of(number: int, margin: int = 0) -> tuple[int, int]:
    """What a reader must still have to think possible of a hidden number: all of 1 to 7, or a share to either side."""
    if is_small(number) and not margin:
        return 1, RULES.hidden_up_to
    margin = margin or max(RULES.rounded_to, round(number * RULES.guarded_share))
    return number - margin, number + margin


def p_of(key: bytes) -> int:
    """The p of the p% rule, per cent: the installation's own and the same for ever (`key` is its secret).

    Never shown: who knows it could work out how near a figure is to one organisation's.
    """
    return _LEAST_P + key[0] % (_MOST_P - _LEAST_P + 1)


def _rounded(number: int, step: int) -> int:
    size = (2 * abs(number) + step) // (2 * step) * step
    return size if number >= 0 else -size
