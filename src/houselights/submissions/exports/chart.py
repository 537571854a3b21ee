"""The charts of a return on paper: its largest events, and each table of the audience, as SVG with a sentence."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass

import vl_convert

from houselights.submissions.document import Document, Table
from houselights.submissions.exports.cells import label_of, pounds, written

BARS = 10
_Bars = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Chart:
    """A picture as a data address, and the sentence that says what it shows."""

    picture: str
    sentence: str


def chart_of(document: Document) -> Chart | None:
    """The events that most people came to; None where no attendance is known."""
    largest = _largest([(line.name, line.attendance) for line in document.lines if line.attendance])
    if not largest:
        return None
    name, most = largest[0]
    share = sum(attendance for _, attendance in largest) / document.totals.attendance
    together = f"The {len(largest)} largest events had" if len(largest) > 1 else "That was"
    sentence = f"Most people came to {name}: {written(most)}. {together} {share:.0%} of all attendance in the quarter."
    return Chart(_picture(largest, "Attendance"), sentence)


def chart_of_table(table: Table) -> Chart | None:
    """A table's largest parts; None for one that is not made of parts which add up to its total."""
    known = [(label_of(table, part), part.value) for part in table.parts if part.value]
    if len(known) < 2 or not table.total or sum(value for _, value in known) != table.total:
        return None
    name, most = (largest := _largest(known))[0]
    is_money = table.unit == "pence"
    write, sign = (pounds, "£") if is_money else (written, "")
    share = f"{write(most)} of {write(table.total)} ({most / table.total:.0%})"
    sentence = f"The largest part is {name}: {share}."
    bars = [(label, value / 100) for label, value in largest] if is_money else largest
    return Chart(_picture(bars, table.title, sign), sentence)


def _largest(known: _Bars) -> _Bars:
    return sorted(known, key=lambda each: (-each[1], each[0]))[:BARS]


def _picture(bars: _Bars, title: str, sign: str = "") -> str:
    svg = vl_convert.vegalite_to_svg(json.dumps(_spec(bars, title, sign)))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _spec(bars: _Bars, title: str, sign: str) -> dict[str, object]:
    # Two events may have one name: each bar has a place of its own, and the name is its label.
    values = [{"place": place, "name": name[:40], "figure": many} for place, (name, many) in enumerate(bars)]
    labels = {str(each["place"]): each["name"] for each in values}
    across = {"title": None, "labelExpr": f"({json.dumps(labels)})[datum.value]", "labelLimit": 220, "ticks": False}
    # A step of at least one: of few tickets no axis says "0, 0, 1, 1".
    along = {"title": title, "labelExpr": f"'{sign}' + format(datum.value, ',d')", "tickMinStep": 1}
    return {
        "width": 300,
        "height": {"step": 20},
        "data": {"values": values},
        "mark": {"type": "bar", "color": "#1c4e8a"},
        "encoding": {
            "y": {"field": "place", "type": "ordinal", "axis": across},
            "x": {"field": "figure", "type": "quantitative", "axis": along},
        },
        "config": {"view": {"stroke": None}, "axis": {"labelFontSize": 11, "titleFontSize": 11}},
    }
