"""What the page of a return shows: totals, what is open, what changed, and every line with where it is from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from houselights.submissions.document import Line, Table, Totals
from houselights.submissions.drafting import Draft
from houselights.submissions.rules import Difference
from houselights.web.insights.cards import Card
from houselights.web.returns.words import STATE_TAGS
from houselights.web.templatetags.words import days, number, percent, pounds

A_PAGE = 100  # lines; a longer page is read by nobody
_CARDS = (("events", "Events"), ("performances", "Performances"), ("attendance", "Attendance"),
          ("participants", "Participants"), ("tickets", "Tickets"), ("income_pence", "Ticket income"))  # fmt: skip
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
    """The totals; what some lines do not know is said beside them."""
    cards = []
    for name, label in _CARDS:
        value, unknown = getattr(totals, name), totals.unknown.get(name, 0)
        amount = pounds(value) if name == "income_pence" else number(value)
        if unknown and unknown == totals.events:
            amount, basis = "–", "nobody gave any"
        else:
            basis = f"{unknown} of {totals.events} events not known" if unknown and name in _ASKED else ""
        cards.append(Card(_DEFINED.get(name, name), label, amount, "", basis))
    return cards


def changes_of(draft: Draft) -> list[Change]:
    """Every total beside the quarter before."""
    return [_change(each) for each in draft.differences]


def page_of(draft: Draft, asked: str | None) -> Page[Row]:
    """The rows that one page shows."""
    pages = Paginator(draft.lines, A_PAGE)
    page: Page[Any] = pages.get_page(asked)
    still_open: dict[int | None, int] = {}
    for gap in draft.gaps:
        still_open[gap.event] = still_open.get(gap.event, 0) + 1
    base = reverse("return", args=[draft.organisation.slug, draft.row.quarter])
    page.object_list = [_row(line, base, still_open.get(line.event, 0)) for line in page.object_list]
    return page


def tables_of(tables: tuple[Table, ...]) -> list[dict[str, Any]]:
    """The audience's tables with their figures as pages write them."""
    return [
        {
            "title": f"{table.title} by {table.by.replace('_', ' ').replace('area ', '')}" if table.by else table.title,
            "definition": table.definition,
            "measure": table.measure,
            "parts": [(part.label, _figure(part.value, table.unit), number(part.base)) for part in table.parts],
            "total": _figure(table.total, table.unit),
            "base": number(table.total_base),
            "notes": table.notes,
        }
        for table in tables
    ]


def says(draft: Draft, deadline: date, today: date) -> str:
    """One sentence: how it stands."""
    if draft.row.state in ("submitted", "amended"):
        return "It is with your funder. Later sales and changes do not alter it."
    left = (deadline - today).days
    when = (
        f"{left} days left"
        if left > 1
        else "Due today"
        if left == 0
        else "1 day left"
        if left == 1
        else f"{-left} days late"
    )
    if not draft.gaps:
        return f"Everything is filled in. {when}."
    return f"{len(draft.gaps)} {'thing is' if len(draft.gaps) == 1 else 'things are'} still open. {when}."


def tag_of(state: str) -> dict[str, str]:
    kind, text = STATE_TAGS[state]
    return {"kind": kind, "text": text}


def _row(line: Line, base: str, still_open: int) -> Row:
    people = [("participants", line.participants), ("digital views", line.digital_views)]
    known = line.sources["attendance"]
    return Row(
        href=f"{base}event/{line.event}/",
        name=line.name,
        days=days(line.first_on, line.last_on),
        place=line.location,
        performances=number(line.performances),
        attendance=number(line.attendance),
        how="set by a person" if known.kind == "person" else line.attendance_method.replace("_", " "),
        others=", ".join(f"{number(many)} {what}" for what, many in people if many is not None),
        tickets=number(line.tickets),
        income=pounds(line.income_pence),
        open=still_open,
        is_changed=any(source.kind == "person" for source in line.sources.values()),
    )


def _change(each: Difference) -> Change:
    write = pounds if each.field == "income_pence" else number
    share = f"{'+' if each.change > 0 else ''}{percent(each.share)}" if each.share is not None else "from nothing"
    return Change(each.title, write(each.before), write(each.now), share if each.change else "the same", each.is_large)


def _figure(value: float | None, unit: str) -> str:
    return pounds(value) if unit == "pence" else number(value)
