"""The chart of a return on paper: where attendance came from in the quarter, drawn to SVG with its sentence."""

import base64
import json
from dataclasses import dataclass

import vl_convert

from houselights.submissions.document import Document
from houselights.submissions.exports.cells import written

BARS = 10


@dataclass(frozen=True)
class Chart:
    """A picture as a data address, and the sentence that says what it shows."""

    picture: str
    sentence: str


def chart_of(document: Document) -> Chart | None:
    """The events that most people came to; None where no attendance is known."""
    known = [(line.name, line.attendance) for line in document.lines if line.attendance]
    if not known:
        return None
    largest = sorted(known, key=lambda each: (-each[1], each[0]))[:BARS]
    name, most = largest[0]
    share = sum(attendance for _, attendance in largest) / document.totals.attendance
    together = f"The {len(largest)} largest events had" if len(largest) > 1 else "That was"
    sentence = f"Most people came to {name}: {written(most)}. {together} {share:.0%} of all attendance in the quarter."
    svg = vl_convert.vegalite_to_svg(json.dumps(_spec(largest)))
    return Chart("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode(), sentence)


def _spec(bars: list[tuple[str, int]]) -> dict[str, object]:
    # Two events may have one name: each bar has a place of its own, and the name is its label.
    values = [{"place": place, "name": name[:40], "attendance": many} for place, (name, many) in enumerate(bars)]
    labels = {str(each["place"]): each["name"] for each in values}
    across = {"title": None, "labelExpr": f"({json.dumps(labels)})[datum.value]", "labelLimit": 220, "ticks": False}
    return {
        "width": 300,
        "height": {"step": 20},
        "data": {"values": values},
        "mark": {"type": "bar", "color": "#1c4e8a"},
        "encoding": {
            "y": {"field": "place", "type": "ordinal", "axis": across},
            "x": {"field": "attendance", "type": "quantitative", "axis": {"title": "Attendance", "format": ",d"}},
        },
        "config": {"view": {"stroke": None}, "axis": {"labelFontSize": 11, "titleFontSize": 11}},
    }
