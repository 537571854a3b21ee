"""What is still open in a return: each thing with a code, a sentence and the event it is about. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from houselights.periods import last_day
from houselights.submissions.document import Gap, Line
from houselights.submissions.fields import FIELDS
from houselights.submissions.forms import Form
from houselights.submissions.rules import Entry

CODES = {
    "blank": "An attribute is blank",
    "no-place": "The place is missing",
    "no-attendance": "Nobody knows how many came",
    "no-method": "How many came is known, but not how",
    "no-method-set": "A person set how many came, and not how that is known",
    "no-performances": "The number of performances in the quarter is not known",
    "unlinked": "A ticketed event is linked to nothing at the box office",
    "link-not-found": "A link names an event that the box office does not have",
    "waiting": "Sales wait behind a box-office event that is linked to nothing",
    "left-out": "Sales wait of performances that no link of their box-office event reaches",
    "not-over": "The quarter is not over",
    "feed-behind": "The box office was last read before the quarter ended",
    "no-events": "No event lies in the quarter",
}
_SPECIAL = {
    "location": "no-place",
    "attendance": "no-attendance",
    "attendance_method": "no-method",
    "performances": "no-performances",
}


def code_of(field: str) -> str:
    """What it is called that a field is not known."""
    return _SPECIAL.get(field, "blank")


@dataclass(frozen=True)
class Waits:
    """Sales of the quarter behind a box-office event that nothing links, or behind performances left out (a part)."""

    number: int
    name: str
    tickets: int
    pence: int
    is_part: bool = False


def gaps_of_line(line: Line, entry: Entry, form: Form) -> Iterator[Gap]:
    """Required fields that are blank, and a link that brings nothing."""
    if entry.lost_links:
        yield Gap(
            "link-not-found", f"{line.name}: the box office has no event with the ID it is linked to.", line.event
        )
    elif not entry.links and (entry.is_ticketed or (entry.is_ticketed is None and line.attendance is None)):
        yield Gap("unlinked", f"{line.name} is linked to nothing at the box office.", line.event)
    for name in form.required:
        if getattr(line, name) in ("", None) and not (name == "attendance_method" and line.attendance is None):
            yield Gap(_code_in(line, name), f"{line.name}: {FIELDS[name].title.lower()} is missing.", line.event, name)


def _code_in(line: Line, name: str) -> str:
    """How a figure is known that a person set in the return is said there too, and not on the register."""
    known = line.sources.get("attendance")
    is_set = name == "attendance_method" and known is not None and known.kind == "person"
    return "no-method-set" if is_set else code_of(name)


def gaps_of_quarter(
    quarter: str,
    lines: Sequence[Line],
    *,
    today: date,
    data_as_of: date | None,
    is_connected: bool,
    waiting: Sequence[Waits],
) -> Iterator[Gap]:
    """What concerns the return as a whole; `waiting` are the sales of the quarter that are in no figure."""
    if not lines:
        yield Gap("no-events", "No event of the register has a performance in the quarter.")
    for each in waiting:
        yield Gap("left-out" if each.is_part else "waiting", _said_of(each), at_box_office=each.number)
    if today <= last_day(quarter):
        yield Gap("not-over", "The quarter is not over: later sales would be missing.")
    elif is_connected and (data_as_of is None or data_as_of <= last_day(quarter)):
        yield Gap("feed-behind", "The box office was last read before the quarter ended.")


def _said_of(each: Waits) -> str:
    tickets = "1 ticket" if each.tickets == 1 else f"{each.tickets:,} tickets"
    where = "of performances given to no event" if each.is_part else "linked to nothing"
    return f"{each.name}: {tickets}, £{each.pence // 100:,}.{each.pence % 100:02d}, {where}."
