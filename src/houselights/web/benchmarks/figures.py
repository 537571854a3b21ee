"""What the page of benchmarks draws and says: where each figure stands, and how it moved beside the peers' median."""

from collections.abc import Sequence
from dataclasses import dataclass

from houselights.benchmarks.queries import Look
from houselights.benchmarks.rules import BANDS, Standing
from houselights.benchmarks.told import CLAIMS, HIDDEN, title_of
from houselights.measures.catalogue import MEASURES
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


def beside(look: Look) -> Figure | None:
    """All figures in one drawing, each as a share of its median; None where none can be told."""
    told = [(each, each.of_the_median) for each in look.standings]
    marks = [Mark(title_of(each), share, f"{share}%", 100, named=share > 100) for each, share in told if share]
    if not marks:
        return None
    says = _says(look)
    return Figure(
        name="beside",
        measure="tickets",
        heading="Your figures beside the median",
        sentence=says,
        picture=draw(bars(marks), build=0, title=says),
        caption=f"In per cent of the median of {count(look.contributors, 'organisation')}, which is the tick at 100.",
        heads=["Figure", "Of the median"],
        rows=[[mark.label, mark.written] for mark in marks],
        totals=[],
        note="A comparison is no judgement: organisations differ in size, programme and prices.",
    )


def _says(look: Look) -> str:
    """Only what the interval test lets be said."""
    found = {
        claim: [title_of(each).lower() for each in look.standings if each.claim == claim]
        for claim in ("higher", "lower")
    }
    said = [f"{', '.join(names)} {claim}" for claim, names in found.items() if names]
    if not said:
        return "No figure differs from the median of your peers by more than chance might."
    return f"Beside the median of your peers: {'; '.join(said)}. No other figure differs by more than chance might."


@dataclass(frozen=True)
class _Point:
    """A quarter in which both are known: own figure and median, and each in per cent of the first."""

    period: str
    contributors: int
    standing: Standing
    own: int
    peers: int


def over_time(looks: Sequence[Look], measure: str) -> Figure | None:
    """Own figure and the peers' median, each as a share of its first; None before there are two quarters of both."""
    points = _points(looks, measure)
    if len(points) < 2:
        return None
    title, first, last = MEASURES[measure].title, points[0], points[-1]
    says = (
        f"{title} from {first.period} to {last.period}: yours {_moved(last.own - 100)}, the median of your peers"
        f" {_moved(last.peers - 100)}."
    )
    marks = [Mark(f"{each.period[5:]} {each.period[2:4]}", each.own, f"{each.own}%", each.peers) for each in points]
    return Figure(
        name="trend",
        measure=measure,
        heading=f"{title} over time",
        sentence=says,
        picture=draw(columns(marks), build=0, title=says),
        caption=f"{title} in per cent of {first.period}: columns are yours, ticks the median of {_many(points)} peers.",
        heads=["Quarter", "Own", "Median", "Own, first = 100", "Median, first = 100", "Organisations"],
        rows=[_row(each) for each in points],
        totals=[],
        note="Who contributes can change from quarter to quarter, and a season has its own shape: read it by the year.",
    )


def _points(looks: Sequence[Look], measure: str) -> list[_Point]:
    found = [(look, each) for look in looks for each in look.standings if each.spread.measure == measure]
    known = [(look, each, each.own, each.spread.median) for look, each in found]
    told = [(look, each, own, median) for look, each, own, median in known if own and median]
    return [
        _Point(
            look.period, each.spread.contributors, each, round(100 * own / told[0][2]), round(100 * median / told[0][3])
        )
        for look, each, own, median in told
    ]


def _row(point: _Point) -> list[str]:
    own, median = (written(value, point.standing) for value in (point.standing.own, point.standing.spread.median))
    return [point.period, own, median, str(point.own), str(point.peers), str(point.contributors)]


def _many(points: Sequence[_Point]) -> str:
    least, most = (choose(each.contributors for each in points) for choose in (min, max))
    return f"{least}" if least == most else f"{least} to {most}"


def _moved(change: int) -> str:
    if change == 0:
        return "stayed the same"
    return f"{'rose' if change > 0 else 'fell'} by {abs(change)}%"
