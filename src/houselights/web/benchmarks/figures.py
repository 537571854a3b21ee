"""What the page of benchmarks draws and says: where each figure stands, and how it moved beside the peers' median."""

from collections.abc import Sequence
from dataclasses import dataclass

from houselights.benchmarks.rules import BANDS, Standing
from houselights.benchmarks.told import CLAIMS, HIDDEN, title_of
from houselights.benchmarks.trend import Point, Quarters, trend_of
from houselights.measures.catalogue import MEASURES
from houselights.periods import parse_period
from houselights.web.charts import Mark, bars, columns, draw
from houselights.web.insights.figures import Figure
from houselights.web.templatetags.words import count, number, pounds


@dataclass(frozen=True)
class Line:
    """One figure in words, as the table has it."""

    name: str
    title: str
    own: str
    median: str
    between: str
    contributors: int
    band: str
    claim: str


def lines(standings: Sequence[Standing]) -> list[Line]:
    """One for each figure that is compared."""
    return [
        Line(
            each.spread.measure,
            title_of(each),
            written(each.own, each),
            written(each.spread.median, each),
            f"{written(each.spread.lower, each)} to {written(each.spread.upper, each)}"
            if each.spread.lower is not None
            else HIDDEN,
            each.spread.contributors,
            BANDS.get(each.band, "cannot be told"),
            CLAIMS[each.claim] if each.band else "",
        )
        for each in standings
    ]


def written(value: int | None, standing: Standing) -> str:
    """Money as money; a hidden figure as the words that say so."""
    if value is None:
        return HIDDEN
    return pounds(value) if standing.spread.is_money else number(value)


def beside(standings: Sequence[Standing], contributors: int) -> Figure | None:
    """All figures in one drawing, each as a share of its median; None where none can be told."""
    told = [(each, each.of_the_median) for each in standings]
    marks = [Mark(title_of(each), share, f"{share}%", 100, named=share > 100) for each, share in told if share]
    if not marks:
        return None
    says = _says(standings)
    return Figure(
        name="beside",
        measure="tickets",
        heading="Your figures beside the median",
        sentence=says,
        picture=draw(bars(marks), build=0, title=says),
        caption=f"In per cent of the median of {count(contributors, 'organisation')}, which is the tick at 100.",
        heads=["Figure", "Of the median"],
        rows=[[mark.label, mark.written] for mark in marks],
        totals=[],
        note="A comparison is no judgement: organisations differ in size, programme and prices.",
    )


def _says(standings: Sequence[Standing]) -> str:
    """Only what the interval test lets be said."""
    found = {
        claim: [title_of(each).lower() for each in standings if each.claim == claim] for claim in ("higher", "lower")
    }
    said = [f"{', '.join(names)} {claim}" for claim, names in found.items() if names]
    if not said:
        return "No figure differs from the median of your peers by more than chance might."
    return f"Beside the median of your peers: {'; '.join(said)}. No other figure differs by more than chance might."


def over_time(quarters: Quarters, measure: str) -> Figure | None:
    """Own figure and the peers' median, each as a share of its first; None before there are two quarters of both."""
    points = trend_of(quarters, measure)
    if not points or points[0].own is None:
        return None
    title, first, last = MEASURES[measure].title, points[0], points[-1]
    says = (
        f"{title} in {_words(last)}, beside {_words(first)}: yours {_moved((last.own or 0) - 100)}, the median of your"
        f" peers {_moved(last.peers - 100)}."
    )
    marks = [Mark(_short(each), each.own or 0, f"{each.own}%", each.peers) for each in points]
    return Figure(
        name="trend",
        measure=measure,
        heading=f"{title} over time",
        sentence=says,
        picture=draw(columns(marks), build=0, title=says),
        caption=f"In per cent of {_words(first)}: columns are yours, ticks the median of {_many(points)} peers.",
        heads=["Quarter", "Own", "Median", "Own, first = 100", "Median, first = 100", "Organisations"],
        rows=[_row(each) for each in points],
        totals=[],
        note="Who contributes can change from quarter to quarter, and a season has its own shape: read it by the year.",
    )


def _words(point: Point) -> str:
    return parse_period(point.period).title


def _short(point: Point) -> str:
    """Under a column: `Jul–Sep 26`."""
    period = parse_period(point.period)
    assert period.start
    assert period.end
    return f"{period.start:%b}–{period.end:%b %y}"


def _row(point: Point) -> list[str]:
    own, median = (written(value, point.standing) for value in (point.standing.own, point.standing.spread.median))
    many = point.standing.spread.contributors
    return [_words(point), own, median, str(point.own), str(point.peers), str(many)]


def _many(points: Sequence[Point]) -> str:
    least, most = (choose(each.standing.spread.contributors for each in points) for choose in (min, max))
    return f"{least}" if least == most else f"{least} to {most}"


def _moved(change: int) -> str:
    if change == 0:
        return "stayed the same"
    return f"{'rose' if change > 0 else 'fell'} by {abs(change)}%"
