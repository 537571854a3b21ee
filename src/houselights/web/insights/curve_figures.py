"""The figure of booking curves: of all performances, and of the events that sold most, each beside what is usual."""

from collections.abc import Iterator

from django.urls import reverse

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.captions import about, basis_of
from houselights.web.insights.curves import Curve, Points, curve_in_all, curves_of, drawn_curve, pace_words
from houselights.web.insights.figures import Figure, Small, Unanswered
from houselights.web.insights.pages import Wanted
from houselights.web.templatetags.words import count, number

SHOWN = 8  # events; all are in the files
RULE = (
    "Comparable events are over, of the same event type and sub-discipline, and had half to double as many "
    "performances; the broken line is the middle one of at least three."
)


def curves(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    """One curve in all, and a small one for each of the largest events."""
    table = released(asked.question(wanted.measure))
    shown = curve_in_all(asked)
    if not shown.own:
        return Unanswered(
            wanted.heading, "No performance of this period has come near enough to have a curve.", "curves"
        )
    sentence = asked.within(_says(shown.own))
    return Figure(
        name=wanted.name,
        measure=wanted.measure,
        heading=wanted.heading,
        sentence=sentence,
        picture=drawn_curve(shown, build=table.build, title=sentence),
        caption=f"{about(asked, table)}: tickets of one performance by days before it. {RULE}",
        heads=["Days before", "Tickets of one performance", "Usual"],
        rows=list(_rows(shown)),
        totals=[],
        note=" ".join(table.notes),
        basis=basis_of(table),
        smalls=tuple(_smalls(asked, table)),
    )


def _says(own: Points) -> str:
    """When half was sold, once a performance has taken place; else how far it is."""
    days, sold = own[-1]
    if days > 0:
        return f"{count(days, 'day')} before it, a performance has sold {_tickets(sold)}."
    half = next(day for day, value in own if value * 2 >= sold)
    return f"Half of the tickets are sold by {count(half, 'day')} before the performance."


def _tickets(sold: float) -> str:
    return count(int(sold), "ticket") if sold == int(sold) else f"{number(round(sold, 1))} tickets"


def _rows(shown: Curve) -> Iterator[list[str]]:
    usual = dict(shown.usual)
    for days, value in shown.own:
        yield [str(days), number(round(value, 1)), number(round(usual[days], 1) if days in usual else None)]


def _smalls(asked: Asked, table: ReleasedTable) -> Iterator[Small]:
    largest = _largest(asked)
    found = curves_of(asked, {cell.codes[0] or "" for cell in largest})
    pace = {cell.codes[0]: cell for cell in released(asked.question("pace", "event")).cells}
    for cell in largest:
        code = cell.codes[0] or ""
        title = f"{cell.labels[0]}: tickets of one performance by days before it"
        picture = drawn_curve(found.get(code, Curve()), build=table.build, title=title, small=True)
        if picture:
            href = reverse("event", args=[asked.organisation, int(code)])
            yield Small(cell.labels[0], href, picture, _against(cell, pace.get(code)))


def _largest(asked: Asked) -> list[Cell]:
    cells = released(asked.parts("tickets", "event")).cells
    return sorted((cell for cell in cells if cell.codes[0]), key=lambda cell: (-(cell.value or 0), cell.labels))[:SHOWN]


def _against(cell: Cell, pace: Cell | None) -> str:
    words = pace_words(pace)
    told = count(int(cell.value or 0), "ticket")
    return told if words == "–" else f"{told}, {words} against comparable events"
