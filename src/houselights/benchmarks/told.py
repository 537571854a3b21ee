"""A comparison in rows and as one document: the same on the page, in files and on the command line."""

from collections.abc import Sequence
from typing import Any

from houselights.benchmarks.compared import Compared
from houselights.benchmarks.rules import BANDS, METHOD, Standing
from houselights.benchmarks.trend import Point, Quarters, trends_of
from houselights.disclosure.cells import WORDS
from houselights.measures.catalogue import MEASURES

HIDDEN = WORDS["hidden"]
HEADINGS = (
    "Figure", "Unit", "Own", "Median", "Lower quartile", "Upper quartile", "Organisations", "You stand",
    "Beside the median",
)  # fmt: skip
TREND_HEADINGS = (
    "Figure", "Quarter", "Own", "Median", "Own, first = 100", "Median, first = 100", "Organisations"
)  # fmt: skip
CLAIMS = {"higher": "higher", "lower": "lower", "": "no difference can be told"}


def document(compared: Compared, standings: Sequence[Standing], quarters: Quarters) -> dict[str, Any]:
    """For scripts. A figure that is hidden is null, and its `state` says so."""
    return {
        "period": compared.period,
        "contributors": compared.contributors,
        "data_as_of": compared.data_as_of,
        "measures": [_as_json(each) for each in standings],
        "trend": [
            {"measure": measure, "quarters": [_point(each) for each in points]}
            for measure, points in trends_of(quarters).items()
        ],
        "notes": list(METHOD),
    }


def rows(standings: Sequence[Standing]) -> list[list[Any]]:
    """Under the headings; a hidden figure is the words that say so."""
    return [
        [
            title_of(each),
            MEASURES[each.spread.measure].unit,
            *(HIDDEN if value is None else value for value in _figures(each)),
            each.spread.contributors,
            BANDS.get(each.band, ""),
            CLAIMS[each.claim] if each.band else "",
        ]
        for each in standings
    ]


def trend_rows(quarters: Quarters) -> list[list[Any]]:
    """Every figure in every quarter that it has a trend in, under the headings of a trend."""
    return [
        [
            title_of(each.standing),
            each.period,
            each.standing.own,
            each.standing.spread.median,
            each.own,
            each.peers,
            each.standing.spread.contributors,
        ]
        for points in trends_of(quarters).values()
        for each in points
    ]


def title_of(standing: Standing) -> str:
    """`Tickets`."""
    return MEASURES[standing.spread.measure].title


def _figures(standing: Standing) -> tuple[int | None, ...]:
    spread = standing.spread
    return standing.own, spread.median, spread.lower, spread.upper


def _as_json(standing: Standing) -> dict[str, Any]:
    names = ("own", "median", "lower", "upper")
    values = dict(zip(names, _figures(standing), strict=True))
    return {
        "measure": standing.spread.measure,
        "unit": MEASURES[standing.spread.measure].unit,
        "contributors": standing.spread.contributors,
        **values,
        "state": {name: HIDDEN if value is None else "shown" for name, value in values.items()},
        "band": standing.band,
        "claim": standing.claim,
    }


def _point(point: Point) -> dict[str, Any]:
    spread = point.standing.spread
    return {
        "period": point.period,
        "contributors": spread.contributors,
        "own": point.standing.own,
        "median": spread.median,
        "own_percent_of_first": point.own,
        "median_percent_of_first": point.peers,
    }
