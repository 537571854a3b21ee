"""How one registered event and one box-office event fit: title, days, place, performances and id, each with reasons."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from houselights.register.suggestions.days import Fit, fit
from houselights.register.suggestions.entries import Reason, Registered, Sold
from houselights.register.suggestions.likeness import Likeness, Rarity, alike
from houselights.register.suggestions.titles import read_title

WEIGHTS = {"title": 50, "dates": 30, "place": 5, "performances": 5}
ALONE = 10  # the rest of the hundred: nothing else fits as well
WITH_ID = 60  # where the register names the box-office id, so much is decided by it
SAME_PLACE = 75


@dataclass(frozen=True)
class Pair:
    """One event and one box-office event, and what their facts say, `alone` not yet among them."""

    event: Registered
    sold: Sold
    title: Likeness
    days: Fit
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)


def paired(event: Registered, sold: Sold, weights: Rarity) -> Pair:
    """All that speaks for the pair. What one side does not say counts for nothing and leaves its weight to the rest."""
    title = alike(read_title(event.name), read_title(sold.name), weights)
    days = fit((event.first_on, event.last_on), (sold.first_on, sold.last_on))
    shares = {"title": (title.share, title.says), "dates": (days.share, days.says)}
    shares |= {"place": place} if (place := _place(event, sold)) else {}
    shares |= {"performances": many} if (many := _performances(event, sold)) else {}
    named = sold.number in event.ids
    to_give = sum(WEIGHTS.values()) - (WITH_ID if named else 0)
    scale = to_give / sum(WEIGHTS[what] for what in shares)
    given = [Reason(what, round(share * WEIGHTS[what] * scale), says) for what, (share, says) in shares.items()]
    if named:
        given.insert(0, Reason("id", WITH_ID, f"The register names the number {sold.number}."))
    return Pair(event, sold, title, days, tuple(given))


def _place(event: Registered, sold: Sold) -> tuple[float, str] | None:
    if event.postcode and event.postcode == sold.postcode:
        return 1.0, f"Both are at {sold.postcode}."
    if not event.place or not sold.place:
        return None
    here, there = (" ".join(read_title(place).words) for place in (event.place, sold.place))
    if fuzz.token_set_ratio(here, there) >= SAME_PLACE:
        return 1.0, f"Both are at {sold.place}."
    return 0.0, f"The places differ: {event.place} and {sold.place}."


def _performances(event: Registered, sold: Sold) -> tuple[float, str] | None:
    if not event.performances or not sold.performances:
        return None
    if event.performances == sold.performances:
        return 1.0, f"Both have {_count(sold.performances)}."
    if sold.performances < event.performances:
        return 0.8, f"{_count(sold.performances).capitalize()} of the event's {event.performances}."
    share = event.performances / sold.performances
    return share, f"{_count(sold.performances).capitalize()}, and the register says {event.performances}."


def _count(performances: int) -> str:
    return f"{performances} performance{'' if performances == 1 else 's'}"
