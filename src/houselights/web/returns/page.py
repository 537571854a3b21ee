"""What the page of a return shows: totals, what is open, what changed, and every line with where it is from."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from houselights.register.attendance.methods import method_title
from houselights.submissions.document import Document, Line, Table, Totals
from houselights.submissions.drafting import Draft
from houselights.submissions.exports.cells import label_of, title_of
from houselights.submissions.moves import WITH_FUNDER
from houselights.submissions.owing import Owed
from houselights.submissions.rules import Difference, differences
from houselights.web.insights.cards import Card
from houselights.web.returns.words import STATE_TAGS
from houselights.web.templatetags.words import count, day, days, number, percent, pounds

A_PAGE = 100  # lines; a longer page is read by nobody
_CARDS = (
    ("events", "Events"), ("performances", "Performances"), ("attendance", "Attendance"),
    ("participants", "Participants"), ("digital_views", "Digital views"), ("tickets", "Tickets"),
    ("income_pence", "Ticket income"),
)  # fmt: skip
_ASKED = ("performances", "attendance")  # of every event; the others are not known of most
NOT_BEGUN = {"kind": "", "text": "not begun"}
_DEFINED = {"income_pence": "income"}


@dataclass(frozen=True)
class Row:
    """A line as the table shows it."""

    href: str
    name: str
    days: str
    place: str
    performances: str
    attendance: str
    how: str
    others: str
    tickets: str
    income: str
    open: int
    is_changed: bool


@dataclass(frozen=True)
class Change:
    """A difference from the quarter before, in words."""

    title: str
    before: str
    now: str
    share: str
    is_large: bool


def cards_of(totals: Totals) -> list[Card]:
    """The totals; what some lines do not know is said beside them. Few have digital views: only they are shown any."""
    cards = []
    for name, label in _CARDS:
        value, unknown = totals.known(name), totals.unknown.get(name, 0)
        if value is None and name == "digital_views":
            continue
        amount = pounds(value) if name == "income_pence" else number(value)
        if value is None:
            basis = "nobody gave any"
        else:
            basis = f"{unknown} of {totals.events} events not known" if unknown and name in _ASKED else ""
        cards.append(Card(_DEFINED.get(name, name), label, amount, "", basis))
    return cards


def changes_of(draft: Draft, totals: Totals) -> list[Change]:
    """Every total beside the quarter before."""
    before = {each.field: each.before for each in draft.differences}
    found = differences(before, totals, draft.form.large)
    return [_change(each, is_known=totals.known(each.field) is not None) for each in found]


def page_of(shown: Draft | Document, base: str, asked: str | None) -> Page[Row]:
    """The rows that one page shows, of a return as it is now or as it was frozen; `base` is the address of its own."""
    page: Page[Any] = Paginator(shown.lines, A_PAGE).get_page(asked)
    still_open = Counter(gap.event for gap in shown.gaps)
    page.object_list = [_row(line, base, still_open[line.event]) for line in page.object_list]
    return page


def tables_of(tables: tuple[Table, ...]) -> list[dict[str, Any]]:
    """The audience's tables with their figures as pages write them."""
    return [
        {
            "title": title_of(table),
            "what": table.title,
            "definition": table.definition,
            "measure": table.measure,
            "parts": [
                (label_of(table, part), _figure(part.value, table.unit), number(part.base)) for part in table.parts
            ],
            "total": _figure(table.total, table.unit),
            "base": number(table.total_base),
            "notes": table.notes,
        }
        for table in tables
    ]


def says(draft: Draft, today: date) -> str:
    """One sentence: how it stands."""
    if draft.row.state in WITH_FUNDER:
        return "It is with your funder. Later sales and changes do not alter it."
    when = time_left(draft.owed.due_on, today)
    if not draft.gaps:
        return f"Everything is filled in. {when}."
    return f"{len(draft.gaps)} {'thing is' if len(draft.gaps) == 1 else 'things are'} still open. {when}."


def wanted(owed: Owed) -> str:
    """Who wants it, and by when."""
    if owed.due_on is None:
        return "which your funder has said you do not owe"
    if not owed.funders:
        return f"wanted by {day(owed.due_on)}"
    names = " and ".join(filter(None, (", ".join(owed.funders[:-1]), owed.funders[-1])))
    return f"which {names} {'wants' if len(owed.funders) == 1 else 'want'} by {day(owed.due_on)}"


def time_left(due_on: date | None, today: date) -> str:
    """`12 days left`, `Due today`, `3 days late`; that nobody waits where every funder has exempted it."""
    if due_on is None:
        return "No return is owed"
    left = (due_on - today).days
    if left == 0:
        return "Due today"
    return f"{count(left, 'day')} left" if left > 0 else f"{count(-left, 'day')} late"


def tag_of(state: str) -> dict[str, str]:
    kind, text = STATE_TAGS[state]
    return {"kind": kind, "text": text}


def _row(line: Line, base: str, still_open: int) -> Row:
    people = [("participants", line.participants), ("digital views", line.digital_views)]
    return Row(
        href=f"{base}event/{line.event}/",
        name=line.name,
        days=days(line.first_on, line.last_on),
        place=line.location,
        performances=number(line.performances),
        attendance=number(line.attendance),
        how=method_title(line.attendance_method) or ("not said" if line.attendance is not None else ""),
        others=", ".join(f"{number(many)} {what}" for what, many in people if many is not None),
        tickets=number(line.tickets),
        income=pounds(line.income_pence),
        open=still_open,
        is_changed=any(source.kind == "person" for source in line.sources.values()),
    )


def _change(each: Difference, *, is_known: bool) -> Change:
    write = pounds if each.field == "income_pence" else number
    share = f"{'+' if each.change > 0 else ''}{percent(each.share)}" if each.share is not None else "from nothing"
    now = write(each.now) if is_known else "–"
    return Change(each.title, write(each.before), now, share if each.change else "the same", each.is_large)


def _figure(value: float | None, unit: str) -> str:
    return pounds(value) if unit == "pence" else number(value)
