"""What moved since a version was frozen, and why: line by line, as at both dates."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from houselights.audit.models import Entry
from houselights.audit.queries import trail
from houselights.disclosure.history import release_change
from houselights.errors import HouselightsError
from houselights.home import Home
from houselights.measures.changed import Movement
from houselights.periods import Period
from houselights.submissions.document import Document, Line
from houselights.submissions.drafting import Draft
from houselights.submissions.fields import FIELDS, Field

MOST_EXPLAINED = 100  # events whose sales are followed one by one; a page with more has other troubles


@dataclass(frozen=True)
class Moved:
    """One value that is not what it was. `was` or `is_now` is None where the line itself came or went."""

    event: int
    name: str
    field: Field | None  # None: the whole line
    was: Any
    is_now: Any
    why: tuple[str, ...]


def moved_since(document: Document, draft: Draft) -> list[Moved]:
    """Every difference between the frozen lines and what would be submitted now."""
    before, now = ({line.event: line for line in lines} for lines in (document.lines, draft.lines))
    done = _done_since(draft.organisation.slug, document.made_at)
    found: list[Moved] = []
    for event in sorted(set(before) | set(now), key=lambda event: _name(before, now, event)):
        was, is_now = before.get(event), now.get(event)
        if was is None or is_now is None:
            found.append(_line_moved(was, is_now, done.get(event, ())))
        elif changed := [field for field in FIELDS.values() if getattr(was, field.name) != getattr(is_now, field.name)]:
            explained = len(found) < MOST_EXPLAINED
            sales = _sales(document, draft, event) if explained and _is_about_sales(changed) else ()
            found += [_moved(was, is_now, field, sales, done.get(event, ())) for field in changed]
    return found


def _line_moved(was: Line | None, is_now: Line | None, done: tuple[str, ...]) -> Moved:
    line = is_now or was
    assert line
    why = "It has a performance in the quarter now." if is_now else "It has no performance in the quarter any more."
    return Moved(line.event, line.name, None, was and was.attendance, is_now and is_now.attendance, (why, *done))


def _moved(was: Line, is_now: Line, field: Field, sales: tuple[str, ...], done: tuple[str, ...]) -> Moved:
    source = is_now.sources[field.name]
    set_by = (f"A person set it: {source.reason}",) if source.kind == "person" else ()
    why = set_by or (sales if _is_about_sales([field]) and source.kind == "box office" else ()) or done
    usual = (
        ("The return of the quarter before changed.",)
        if source.kind == "last quarter"
        else ("The box office says otherwise now.",)
    )
    return Moved(was.event, is_now.name, field, getattr(was, field.name), getattr(is_now, field.name), why or usual)


def _is_about_sales(fields: list[Field]) -> bool:
    return any(field.name in ("tickets", "income_pence", "attendance") for field in fields)


def _sales(document: Document, draft: Draft, event: int) -> tuple[str, ...]:
    """`3 sold, 2 returned` of performances in the quarter, between the two moments; nothing where nobody can tell."""
    if not document.data_as_of:
        return ()
    slug, since, until = draft.organisation.slug, document.made_at, timezone.now()
    try:
        released = release_change(event, since=since, until=until, of=slug, home=Home.from_environment().path)
    except HouselightsError:  # before the first day that is known: then only the figures themselves are told
        return ()
    return _in_words([each for each in released.change.movements if _is_in(each, draft.period)])


def _in_words(movements: list[Movement]) -> tuple[str, ...]:
    tickets: Counter[str] = Counter()
    for each in movements:
        tickets[each.what] += each.concerned
    said = ", ".join(f"{many:,} {what}" for what, many in tickets.items())
    return (f"Tickets since then: {said}.",) if said else ()


def _is_in(movement: Movement, period: Period) -> bool:
    return any(each is not None and each.starts_at.date() in period for each in (movement.was, movement.became))


def _done_since(slug: str, moment: datetime) -> dict[int, tuple[str, ...]]:
    """{event: what people did to it since then}, oldest first; the trail holds ids, and so does this."""
    found: dict[int, tuple[str, ...]] = {}
    for entry in trail(slug).filter(at__gt=moment, subject__startswith="event ").order_by("id"):
        number = entry.subject.removeprefix("event ")
        if number.isdecimal():
            found[int(number)] = (*found.get(int(number), ()), _said(entry))
    return found


def _said(entry: Entry) -> str:
    fields = ", ".join(name.replace("_", " ") for name in entry.detail.get("changes", {}))
    return f"{entry.action.capitalize()}{f' ({fields})' if fields else ''} on {entry.at.day} {entry.at:%B %Y}."


def _name(before: dict[int, Line], now: dict[int, Line], event: int) -> tuple[str, int]:
    return ((now.get(event) or before[event]).name.casefold(), event)
