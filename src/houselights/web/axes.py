"""The axes of standing charts: their labels, and room for them that is given and not found.

To measure what stands outside a chart is most of the work of drawing it. A text's size is negative while it is drawn,
so that nobody measures it, and `charts.draw` turns it round.
"""

import json
from collections.abc import Sequence
from math import floor, log10
from typing import Any

WIDE, HIGH = 380, 200  # with all that stands outside; columns need room for twelve months
TEXT = 14
LOWER = 4  # from the middle of such a text to the line that it stands on
UNMEASURED = -1  # times a text's size while it is drawn
_LETTER = 8  # width of one, at most
_UNSIZED = {"labelBaseline": "alphabetic", "labelFontSize": UNMEASURED * TEXT}
BELOW = {**_UNSIZED, "labelPadding": TEXT + 3}
_SHORT = 10_000  # from here on amounts are 10k or 1.2M
_FEW = 3  # fewer than these and an axis has parts of one
_MONTHS = 12  # more columns than this and only the beginnings of quarters are labelled
_QUARTERS = 26  # more than this, and only those of years
_BEGIN = ("Jan", "Apr", "Jul", "Oct")


def inside(amounts: Sequence[float], *, prefix: str = "", right: int, bottom: int) -> dict[str, Any]:
    """Size of a chart and the room around it: for an axis of these amounts on its left, and for so much else."""
    room = {"left": _left_of(amounts, prefix), "right": right, "top": 13, "bottom": bottom}
    return {"width": WIDE - room["left"] - right, "height": HIGH - room["top"] - bottom, "padding": room}


def of_amounts(amounts: Sequence[float], prefix: str = "") -> dict[str, Any]:
    """`£40k` where there are thousands of ten, `4,000` below."""
    short = f"'{prefix}' + format(datum.value, '{'~s' if _farthest(amounts) >= _SHORT else ','}')"
    words = {**_UNSIZED, "labelOffset": LOWER, "labelOverlap": False, "labelExpr": short}
    return {"title": None, "tickCount": 4, "domain": False, "ticks": False, **words}


def of_months(names: Sequence[str]) -> dict[str, Any]:
    """Below columns named like `Oct 26`."""
    return {
        "title": None,
        "labelAngle": 0,
        "labelOverlap": False,
        "labelExpr": f"({json.dumps(_month_labels(names))})[datum.label]",
        "ticks": False,
        "domain": False,
        **BELOW,
        "labelLineHeight": TEXT + 1,
        "labelFontSize": UNMEASURED * (TEXT - 1),
    }


def beyond(names: Sequence[str]) -> int:
    """How far the widest line below one of the last columns reaches beyond the last."""
    labels = _month_labels(names)
    wide = WIDE / max(len(labels), 1)
    halves = [len(max(each, key=len)) * _LETTER / 2 for each in reversed(labels.values())]
    return max(0, 0, *(round(half - (place + 0.5) * wide) for place, half in enumerate(halves)))


def _month_labels(names: Sequence[str]) -> dict[str, list[str]]:
    """`Oct`, with its year below where one begins; where many years are shown, the years alone."""
    labels: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        month, _, year = name.partition(" ")
        begins = month[:3] == "Jan" or (place == 0 and len(names) <= _MONTHS)
        year = f"20{year}" if begins and year else ""
        has_room = len(names) <= _MONTHS or month[:3] in _BEGIN
        labels[name] = [month if has_room else "", year] if len(names) <= _QUARTERS else [year]
    return labels


def _left_of(amounts: Sequence[float], prefix: str) -> int:
    """Room for the longest label; the last is a round number beyond the farthest amount."""
    farthest = _farthest(amounts)
    longest = "0.25" if farthest < _FEW else f"{farthest + 10 ** floor(log10(farthest)):,.0f}"
    minus = "-" * any(each < 0 for each in amounts)
    return 8 + _LETTER * len(minus + prefix + ("1.2M" if farthest >= _SHORT else longest))


def _farthest(amounts: Sequence[float]) -> float:
    """From nothing, either way."""
    return max(map(abs, amounts), default=0)
