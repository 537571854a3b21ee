"""Charts: a Vega-Lite specification as a plain dict, drawn to SVG on the server, the same in page, file and mail.

Colours are the stylesheet's variables, so that one drawing serves light, dark and print; nothing in it needs a
style attribute, which the Content-Security-Policy forbids. Drawn narrow, for a phone; the page may enlarge it.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

import vl_convert

from houselights.web import axes
from houselights.web.axes import LOWER, TEXT, UNMEASURED

_SMALL = 120  # of a curve in a table's cell
_NARROW = 330  # of lying bars, whose words are so larger on a phone
_ROW = 46  # height of one lying bar with its label above it
_BAND = 14  # of the bar itself
_LETTERS = 46  # of a label above its bar
_POINTS = 40  # of a curve in a table's cell: one for every three pixels
_HOVER = {"field": "hover", "type": "nominal"}


class Mark(NamedTuple):
    """One bar: its label, its length, what is written beside it, and the same in what stands beside it.

    `named` is what the sentence is about; `quiet` is no single thing, such as all the others or the unknown.
    """

    label: str
    value: float
    written: str
    before: float | None = None
    quiet: bool = False
    named: bool = False


def columns(marks: Sequence[Mark], *, prefix: str = "") -> dict[str, Any]:
    """Standing bars in the given order, for months labelled like `Oct 26`; a tick marks the year before."""
    amounts = [amount for mark in marks for amount in (mark.value, mark.before or 0)]
    upright = {"field": "value", "type": "quantitative", "stack": None, "axis": axes.of_amounts(amounts, prefix)}
    hovered = {"y": upright, "color": _colour(), "description": _HOVER}
    layers: list[dict[str, Any]] = [{"mark": {"type": "bar", "aria": True}, "encoding": hovered}]
    if any(mark.before is not None for mark in marks):
        tick = {"type": "tick", "color": "var(--ink)", "thickness": 3, "size": 22, "opacity": 1}
        layers.append({"mark": tick, "encoding": {"y": {"field": "before", "type": "quantitative"}}})
    names = [mark.label for mark in marks]
    across = {
        "field": "label",
        "type": "ordinal",
        "sort": None,
        "axis": axes.of_months(names),
        "scale": {"paddingInner": 0.25},
    }
    size = axes.inside(amounts, prefix=prefix, right=axes.beyond(names), bottom=36)
    return _chart(marks, encoding={"x": across}, layer=layers, **size)


def bars(marks: Sequence[Mark]) -> dict[str, Any]:
    """Lying bars in the given order, each with its figure; the label stands above its bar, so it is there whole."""
    down = {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    # Room on the right for the longest figure, since text beside a bar does not push the scale by itself.
    longest = max((max(mark.value, mark.before or 0) for mark in marks), default=0)
    room = 1.03 + 0.032 * max((len(mark.written) for mark in marks), default=0)
    marks = [_part_of(mark, longest * room or 1) for mark in marks]
    across = {"field": "value", "type": "quantitative", "stack": None, "axis": None, "scale": {"domain": [0, 1]}}
    words = {
        "type": "text",
        "align": "left",
        "color": "var(--ink)",
        "fontSize": UNMEASURED * TEXT,
        "baseline": "alphabetic",
    }
    tick = {"type": "tick", "color": "var(--ink)", "thickness": 3, "size": _BAND + 8, "yOffset": 9, "opacity": 1}
    beside = {"mark": tick, "encoding": {"x": {**across, "field": "before"}}}
    return _chart(
        marks,
        width=_NARROW,
        height=_ROW * max(len(marks), 1),
        encoding={"y": down},
        padding=0,
        layer=[
            {
                "mark": {"type": "bar", "height": _BAND, "yOffset": 9, "aria": True},
                "encoding": {"x": across, "color": _colour(), "description": _HOVER},
            },
            *([beside] if any(mark.before is not None for mark in marks) else []),
            {
                "mark": {**words, "dx": 6, "yOffset": 9 + LOWER},
                "encoding": {"x": {**across, "field": "farther"}, "text": {"field": "written", "type": "nominal"}},
            },
            {
                "mark": {**words, "x": 0, "yOffset": -9 + LOWER},
                "encoding": {"text": {"field": "label", "type": "nominal"}},
            },
        ],
    )


def steps(points: Sequence[tuple[date, int]]) -> dict[str, Any]:
    """A line that keeps its height until the next day on which it changed."""
    days = (points[-1][0] - points[0][0]).days if points else 0
    across = {
        "field": "label",
        "type": "temporal",
        "axis": {"title": None, "format": "%-d %b", "tickCount": max(1, min(4, days)), "ticks": False, **axes.BELOW},
    }
    marks = [Mark(each.isoformat(), value, "") for each, value in points]
    amounts = [value for _, value in points]
    upright = {"field": "value", "type": "quantitative", "axis": axes.of_amounts(amounts)}
    size = axes.inside(amounts, right=24, bottom=26)
    line = {"type": "area", "interpolate": "step-after", "line": {"color": "var(--c1)"}, "color": "var(--c1)"}
    return _chart(marks, encoding={"x": across, "y": upright}, mark={**line, "fillOpacity": 0.18}, **size)


def curve(
    own: Sequence[tuple[int, float]], usual: Sequence[tuple[int, float]], *, small: bool = False
) -> dict[str, Any]:
    """Two lines by days before: what was sold, and broken what is usual; small ones have no axes, for a table."""
    if small:
        own, usual = _thinned(own), _thinned(usual)
    amounts = [value for _, value in (*own, *usual)]
    farthest = max((days for days, _ in (*own, *usual)), default=1)
    across = {
        "field": "days",
        "type": "quantitative",
        "scale": {"domain": [farthest, 0], "nice": False},
        "axis": None if small else {"title": None, "tickCount": 5, "grid": False, "ticks": False, **axes.BELOW},
    }
    upright = {"field": "value", "type": "quantitative", "axis": None if small else axes.of_amounts(amounts)}
    size = {"width": _SMALL, "height": 40, "padding": 2} if small else axes.inside(amounts, right=10, bottom=26)
    line = {"type": "line", "interpolate": "monotone", "strokeWidth": 2 if small else 3}
    values = [
        {"days": days, "value": value, "of": of}
        for of, some in (("own", own), ("usual", usual))
        for days, value in some
    ]
    return {
        **_chart([], **size),
        "data": {"values": values},
        "encoding": {"x": across, "y": upright},
        "layer": [
            {
                "transform": [{"filter": "datum.of == 'usual'"}],
                "mark": {**line, "color": "var(--c2)", "strokeDash": [5, 4]},
            },
            {"transform": [{"filter": "datum.of == 'own'"}], "mark": {**line, "color": "var(--c1)"}},
        ],
    }


def draw(chart: dict[str, Any], *, build: int, title: str) -> str:
    """The SVG, ready for a page; `title` is what a screen reader says instead of the picture."""
    inner = _drawn(build, json.dumps(chart, sort_keys=True))
    return inner.replace(">", f' role="img"><title>{escape(title)}</title>', 1)


@lru_cache(maxsize=512)
def _drawn(build: int, chart: str) -> str:  # noqa: ARG001  (an older build's drawings fall out by themselves)
    # One picture with one title: the roles that Vega gives its groups would each ask for a name of their own.
    whole = json.loads(chart)
    values = whole["data"].pop("values")
    compiled = json.loads(_compiled(json.dumps(whole, sort_keys=True)))
    compiled["data"][0]["values"] = values
    svg = re.sub(r' (role="graphics-\w+"|aria-roledescription="[^"]*")', "", vl_convert.vega_to_svg(compiled))
    svg = re.sub(r'<path aria-label="([^"]*)"([^>]*)/>', r"<path\2><title>\1</title></path>", svg)
    svg = svg.replace('font-size="-', 'font-size="')
    # Width and height would fix its size; the view box alone lets the column decide.
    return re.sub(r' (width|height)="\d+(\.\d+)?"', "", svg[: svg.index(">")]) + svg[svg.index(">") :]


@lru_cache(maxsize=512)
def _compiled(shape: str) -> str:
    """A chart without its values, made ready to be drawn: a page has a dozen of the same shape."""
    whole = json.loads(shape)
    whole["data"]["values"] = []
    return json.dumps(vl_convert.vegalite_to_vega(whole))


def _part_of(mark: Mark, whole: float) -> Mark:
    """Lengths as parts of the width, so that charts of as many bars have one shape."""
    before = None if mark.before is None else mark.before / whole
    return mark._replace(value=mark.value / whole, before=before)


def _thinned(points: Sequence[tuple[int, float]]) -> Sequence[tuple[int, float]]:
    """As many as can be told apart; the last always, since it says how far it is."""
    return [*points[: -1 : -(-len(points) // _POINTS) or 1], *points[-1:]]


def _row(mark: Mark, place: int) -> dict[str, Any]:
    """One row of a chart's data: a label as far as there is room, and whole where a mouse rests on its bar."""
    label = mark.label if len(mark.label) <= _LETTERS else f"{mark.label[: _LETTERS - 1].rstrip()}…"
    hover = f"{mark.label}: {mark.written}" if mark.written else mark.label
    return {
        **mark._asdict(),
        "label": label,
        "place": place,
        "farther": max(mark.value, mark.before or 0),
        "hover": hover,
    }


def _colour() -> dict[str, Any]:
    conditions = [
        {"test": "datum.quiet", "value": "var(--line-firm)"},
        {"test": "datum.named", "value": "var(--c2)"},
    ]
    return {"condition": conditions, "value": "var(--c1)"}


def _chart(marks: Sequence[Mark], **more: Any) -> dict[str, Any]:
    values = [_row(mark, place) for place, mark in enumerate(marks)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "autosize": "none",  # nobody measures what stands outside: fitting would lay everything out twice
        "data": {"values": values},
        "config": {
            "aria": False,
            "font": "sans-serif",
            "view": {"stroke": None},
            "bar": {"cornerRadiusEnd": 2},
            "axis": {"labelColor": "var(--ink)", "gridColor": "var(--chart-grid)", "labelFontSize": TEXT},
        },
        **more,
    }
