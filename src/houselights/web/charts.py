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

_WIDE = 380  # of columns, which need room for twelve months
_SMALL = 120  # of a curve in a table's cell
_NARROW = 330  # of lying bars, whose words are so larger on a phone
_ROW = 46  # height of one lying bar with its label above it
_BAND = 14  # of the bar itself
_TEXT = 14
_LETTERS = 46  # of a label above its bar
_MONTHS = 14  # more columns than this and only the beginnings of years are labelled


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
    upright = {"field": "value", "type": "quantitative", "stack": None, "axis": _amounts(marks, prefix)}
    layers: list[dict[str, Any]] = [{"mark": {"type": "bar"}, "encoding": {"y": upright, "color": _colour()}}]
    if any(mark.before is not None for mark in marks):
        tick = {"type": "tick", "color": "var(--ink)", "thickness": 3, "size": 22, "opacity": 1}
        layers.append({"mark": tick, "encoding": {"y": {"field": "before", "type": "quantitative"}}})
    labels = {
        "title": None,
        "labelAngle": 0,
        "labelOverlap": False,
        "labelExpr": f"({json.dumps(_month_labels(marks))})[datum.label]",
        "ticks": False,
        "domain": False,
        "labelPadding": 6,
        "labelFontSize": _TEXT - 1,
    }
    across = {"field": "label", "type": "ordinal", "sort": None, "axis": labels, "scale": {"paddingInner": 0.25}}
    return _chart(marks, width=_WIDE, height=200, encoding={"x": across}, layer=layers)


def bars(marks: Sequence[Mark]) -> dict[str, Any]:
    """Lying bars in the given order, each with its figure; the label stands above its bar, so it is there whole."""
    down = {"field": "place", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    # Room on the right for the longest figure, since text beside a bar does not push the scale by itself.
    longest = max((max(mark.value, mark.before or 0) for mark in marks), default=0)
    room = 1.03 + 0.032 * max((len(mark.written) for mark in marks), default=0)
    marks = [_part_of(mark, longest * room or 1) for mark in marks]
    across = {"field": "value", "type": "quantitative", "stack": None, "axis": None, "scale": {"domain": [0, 1]}}
    words = {"type": "text", "align": "left", "fontSize": _TEXT, "baseline": "middle", "color": "var(--ink)"}
    tick = {"type": "tick", "color": "var(--ink)", "thickness": 3, "size": _BAND + 8, "yOffset": 9, "opacity": 1}
    beside = {"mark": tick, "encoding": {"x": {**across, "field": "before"}}}
    return _chart(
        marks,
        width=_NARROW,
        height=_ROW * max(len(marks), 1),
        encoding={"y": down},
        padding=0,
        autosize="none",  # nothing stands outside, and fitting would lay everything out twice
        layer=[
            {
                "mark": {"type": "bar", "height": _BAND, "yOffset": 9},
                "encoding": {"x": across, "color": _colour()},
            },
            *([beside] if any(mark.before is not None for mark in marks) else []),
            {
                "mark": {**words, "dx": 6, "yOffset": 9},
                "encoding": {"x": {**across, "field": "farther"}, "text": {"field": "written", "type": "nominal"}},
            },
            {
                "mark": {**words, "x": 0, "yOffset": -9},
                "encoding": {"text": {"field": "label", "type": "nominal"}},
            },
        ],
    )


def steps(points: Sequence[tuple[date, int]]) -> dict[str, Any]:
    """A line that keeps its height until the next day on which it changed."""
    across = {
        "field": "label",
        "type": "temporal",
        "axis": {"title": None, "format": "%-d %b", "tickCount": 4, "ticks": False, "labelPadding": 6},
    }
    upright = {
        "field": "value",
        "type": "quantitative",
        "axis": _amounts([Mark("", value, "") for _, value in points], ""),
    }
    line = {"type": "area", "interpolate": "step-after", "line": {"color": "var(--c1)"}, "color": "var(--c1)"}
    return _chart(
        [Mark(each.isoformat(), value, "") for each, value in points],
        width=_WIDE,
        height=200,
        encoding={"x": across, "y": upright},
        mark={**line, "fillOpacity": 0.18},
    )


def curve(
    own: Sequence[tuple[int, float]], usual: Sequence[tuple[int, float]], *, small: bool = False
) -> dict[str, Any]:
    """Two lines by days before: what was sold, and broken what is usual; small ones have no axes, for a table."""
    marks = [Mark("", value, "") for _, value in (*own, *usual)]
    farthest = max((days for days, _ in (*own, *usual)), default=1)
    across = {
        "field": "days",
        "type": "quantitative",
        "scale": {"domain": [farthest, 0], "nice": False},
        "axis": None if small else {"title": None, "tickCount": 5, "grid": False, "ticks": False, "labelPadding": 6},
    }
    upright = {"field": "value", "type": "quantitative", "axis": None if small else _amounts(marks, "")}
    line = {"type": "line", "interpolate": "monotone", "strokeWidth": 2 if small else 3}
    values = [
        {"days": days, "value": value, "of": of}
        for of, some in (("own", own), ("usual", usual))
        for days, value in some
    ]
    return {
        **_chart([], width=_SMALL if small else _WIDE, height=40 if small else 200),
        "padding": 2 if small else {"left": 14, "right": 10, "top": 6, "bottom": 0},
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
    # Width and height would fix its size; the view box alone lets the column decide.
    return re.sub(r' (width|height)="\d+(\.\d+)?"', "", svg[: svg.index(">")]) + svg[svg.index(">") :]


@lru_cache(maxsize=512)
def _compiled(shape: str) -> str:
    """A chart without its values, made ready to be drawn: a page has a dozen of the same shape."""
    whole = json.loads(shape)
    whole["data"]["values"] = []
    return json.dumps(vl_convert.vegalite_to_vega(whole))


def _part_of(mark: Mark, whole: float) -> Mark:
    """Lengths as parts of the width, so that charts of as many bars have one shape; a label as far as there is room."""
    before = None if mark.before is None else mark.before / whole
    label = mark.label if len(mark.label) <= _LETTERS else f"{mark.label[: _LETTERS - 1].rstrip()}…"
    return mark._replace(label=label, value=mark.value / whole, before=before)


def _colour() -> dict[str, Any]:
    conditions = [
        {"test": "datum.quiet", "value": "var(--line-firm)"},
        {"test": "datum.named", "value": "var(--c2)"},
    ]
    return {"condition": conditions, "value": "var(--c1)"}


def _month_labels(marks: Sequence[Mark]) -> dict[str, list[str]]:
    """`Oct`, with its year below where one begins; where many years are shown, the years alone."""
    labels: dict[str, list[str]] = {}
    for place, mark in enumerate(marks):
        month, _, year = mark.label.partition(" ")
        begins = month[:3] == "Jan" or (place == 0 and len(marks) <= _MONTHS)
        year = f"20{year}" if begins and year else ""
        labels[mark.label] = [month, year] if len(marks) <= _MONTHS else [year]
    return labels


def _amounts(marks: Sequence[Mark], prefix: str) -> dict[str, Any]:
    thousands = max((mark.value for mark in marks), default=0) >= 10_000
    short = f"'{prefix}' + format(datum.value, '{'~s' if thousands else ','}')"
    return {"title": None, "tickCount": 4, "domain": False, "ticks": False, "labelExpr": short}


def _chart(marks: Sequence[Mark], **more: Any) -> dict[str, Any]:
    values = [
        {**mark._asdict(), "place": place, "farther": max(mark.value, mark.before or 0)}
        for place, mark in enumerate(marks)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "padding": {"left": 14, "right": 0, "top": 6, "bottom": 0},  # the browser's letters are wider than the drawer's
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": values},
        "config": {
            "aria": False,
            "font": "sans-serif",
            "view": {"stroke": None},
            "bar": {"cornerRadiusEnd": 2},
            "axis": {"labelColor": "var(--ink)", "gridColor": "var(--chart-grid)", "labelFontSize": _TEXT},
        },
        **more,
    }
