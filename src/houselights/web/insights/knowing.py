"""What became known later: a period as it was known at an earlier day beside what is known of it now."""

from dataclasses import dataclass, replace
from datetime import date

from houselights.errors import NotReleasable
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.templatetags.words import day, exact_pounds, signed


@dataclass(frozen=True)
class Later:
    """Tickets and pence of a period that were not known yet at the end of the day."""

    period: str
    since: date
    tickets: int
    pence: int

    @property
    def says(self) -> str:
        """In one sentence, that nothing did included."""
        if not self.tickets and not self.pence:
            return f"{self.period}: nothing became known after {day(self.since)}."
        pounds = ("+" if self.pence > 0 else "") + exact_pounds(self.pence)
        return f"{self.period}: {signed(self.tickets)} tickets ({pounds}) became known after {day(self.since)}."


def known_later(asked: Asked, today: date) -> list[Later]:
    """Of the period and of what stands beside it: since the day asked, else since each was over."""
    sides = [asked, *([asked.other] if asked.other else [])]
    return [later for side in sides if (later := _later(side, today))]


def at_the_same_point(asked: Asked, today: date) -> date | None:
    """For a period that is not over: the day on which what stands beside it had come as far; None if nobody knows."""
    other, start, end = asked.other, asked.period.start, asked.period.end
    if other is None or start is None or end is None or other.period.start is None or not start <= today <= end:
        return None
    then = other.period.start + (today - start)
    return then if _known(replace(other, as_at=then)) else None


def _later(side: Asked, today: date) -> Later | None:
    since = side.as_at or side.period.end
    if since is None or since >= today:
        return None
    then, now = _known(replace(side, as_at=since)), _known(side.now)
    if then is None or now is None:
        return None
    return Later(side.period.title, since, now[0] - then[0], now[1] - then[1])


def _known(side: Asked) -> tuple[int, int] | None:
    """Tickets and pence; None before the first day of which anything is kept."""
    try:
        tickets, income = (released(side.question(measure)).total for measure in ("tickets", "income"))
    except NotReleasable:
        return None
    return int(tickets or 0), int(income or 0)
