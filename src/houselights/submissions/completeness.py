"""What is still open in a return: each thing with a code, a sentence and the event it is about. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from houselights.submissions.document import Gap, Line
from houselights.submissions.fields import FIELDS
from houselights.submissions.forms import Form, ends
from houselights.submissions.rules import Entry

CODES = {
    "blank": "An attribute is blank",
    "no-place": "The place is missing",
    "no-attendance": "Nobody knows how many came",
    "no-method": "How many came is known, but not how",
    "no-performances": "The number of performances in the quarter is not known",
    "unlinked": "A ticketed event is linked to nothing at the box office",
    "link-not-found": "A link names an event that the box office does not have",
    "waiting": "Sales wait behind box-office events that are linked to nothing",
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
            code = _SPECIAL.get(name, "blank")
            yield Gap(code, f"{line.name}: {FIELDS[name].title.lower()} is missing.", line.event, name)


def gaps_of_quarter(
    quarter: str,
    lines: Sequence[Line],
    *,
    today: date,
    data_as_of: date | None,
    is_connected: bool,
    waiting: tuple[int, int],
) -> Iterator[Gap]:
    """What concerns the return as a whole. `waiting`: box-office events of the quarter, and their tickets."""
    if not lines:
        yield Gap("no-events", "No event of the register has a performance in the quarter.")
    events, tickets = waiting
    if tickets:
        things = "1 box-office event" if events == 1 else f"{events:,} box-office events"
        yield Gap("waiting", f"{tickets:,} tickets wait behind {things} linked to nothing: they are in no figure here.")
    if today <= ends(quarter):
        yield Gap("not-over", "The quarter is not over: later sales would be missing.")
    elif is_connected and (data_as_of is None or data_as_of <= ends(quarter)):
        yield Gap("feed-behind", "The box office was last read before the quarter ended.")
