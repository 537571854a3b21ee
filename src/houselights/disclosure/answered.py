"""A released table, read from a frozen release: totals and quotients are made from the figures that are shown."""

from collections.abc import Sequence

from msgspec.structs import replace

from houselights.disclosure.cells import BESIDE, Key, Shown
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.rules import RULES
from houselights.disclosure.shapes import RELEASABLE
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.counted import Cell, State
from houselights.measures.question import Question, Reader
from houselights.periods import Period, parse_period

PEOPLE = "customers"  # whose rounded number is the base of every figure

NOTES = (
    "Figures of 1 to 7 people, and those that would give them away, are hidden to protect people. Counts are rounded"
    " to 5, money to three significant figures.",
    "Each figure is rounded by itself. A total adds up those that are shown: those of different splits can differ.",
)


class _Reading:
    """A frozen release, open at its cells."""

    def __init__(self, release: Frozen) -> None:
        self.period, self._shown = release.period, release.by_key()
        self._codes = {(by, label): code for by, label, code in release.codes}

    def labels(self, measure: str, by: str) -> list[str]:
        """In the order in which they were counted."""
        return [key.label for key in self._shown if (key.measure, key.by) == (measure, by)]

    def shown(self, measure: str, by: str, label: str) -> Shown | None:
        """None where nothing was counted."""
        return self._shown.get(Key(self.period, measure, by, label))

    def cell(self, measure: str, by: str = "", label: str = "") -> Cell:
        """A quotient is made of two released figures, and says both."""
        parts = [self.shown(name, by, label) for name in _made_of(measure)]
        people = self.shown(PEOPLE, by, label)
        value, state = _value(parts)
        is_pair = len(parts) > 1 and state == "value"
        return Cell(
            labels=(label,) if by else (),
            codes=(self._codes.get((by, label)),) if by else (),
            value=value,
            base=people.value or 0 if people and state == "value" else 0,
            numerator=_number(parts[0]) if is_pair else None,
            denominator=_number(parts[-1]) if is_pair else None,
            state=state,
        )


def answered(question: Question, period: Period, release: Frozen, quarters: Sequence[Frozen]) -> ReleasedTable:
    """The table of the question; of a year by quarter or month, put together from its quarters' releases."""
    whole, by = _Reading(release), "".join(question.by)
    cells = _cells(question.measure, by, whole, [_Reading(each) for each in quarters])
    return _table(question, period, release, cells, whole.cell(question.measure))


def portfolio_table(release: Frozen, measure: str, by: str, reader: Reader) -> ReleasedTable:
    """One table of a portfolio's release, split by what its plan names `by` ("" for all)."""
    period, whole = parse_period(release.period), _Reading(release)
    names = tuple(by.split(BESIDE)) if by else ()
    question = Question(measure, of=release.of, by=names, period=period, reader=reader)
    cells = [_apart(whole.cell(measure, by, label), len(names)) for label in whole.labels(_made_of(measure)[0], by)]
    return _table(question, period, release, cells, whole.cell(measure))


def _table(question: Question, period: Period, release: Frozen, cells: Sequence[Cell], headline: Cell) -> ReleasedTable:
    measure = MEASURES[question.measure]
    is_sum = bool(question.by) and measure.adds_up
    dimensions = [DIMENSIONS.get(name) for name in question.by]
    return ReleasedTable(
        question=question,
        unit=measure.unit,
        title=measure.title,
        definition=measure.definition,
        coded=tuple(each is not None and each.code is not None for each in dimensions),
        cells=tuple(cells),
        total=_sum(cells) if is_sum else headline.value,
        total_base=headline.base,
        suppressed=sum(cell.state == "hidden" for cell in cells),
        data_as_of=release.data_as_of,
        build=release.build,
        notes=(*NOTES, *_contributors(release), _frozen_note(period, release)),
        total_numerator=headline.numerator,
        total_denominator=headline.denominator,
        total_state="value" if is_sum else headline.state,
    )


def _apart(cell: Cell, names: int) -> Cell:
    """The labels of a table that is split by both sides."""
    labels = tuple(cell.labels[0].split(BESIDE)) if names else ()
    return replace(cell, labels=labels, codes=(None,) * names)


def _contributors(release: Frozen) -> tuple[str, ...]:
    if not release.contributors:
        return ()
    return (
        f"{release.contributors} organisations contribute. A figure that fewer than {RULES.contributors} stand behind,"
        " or that one or two make up too much of, is hidden.",
    )


def _cells(measure: str, by: str, whole: _Reading, quarters: list[_Reading]) -> list[Cell]:
    """A year by quarter or month says what its quarters were told to be, and nothing new."""
    if by == "quarter":
        return [_named(each.cell(measure), each.period) for each in quarters or [whole]]
    readings = quarters if by == "month" and quarters else [whole]
    if not by:
        return [whole.cell(measure)]
    first = _made_of(measure)[0]
    return [each.cell(measure, by, label) for each in readings for label in each.labels(first, by)]


def _named(cell: Cell, label: str) -> Cell:
    return replace(cell, labels=(label,), codes=(None,))


def _made_of(measure: str) -> tuple[str, ...]:
    return RELEASABLE.quotients.get(measure, (measure,))


def _number(shown: Shown | None) -> int:
    return shown.value or 0 if shown else 0


def _value(parts: Sequence[Shown | None]) -> tuple[float | int | None, State]:
    for part in parts:
        if part is not None and part.state != "value":
            return None, part.state
    numbers = [_number(part) for part in parts]
    if len(numbers) == 1:
        return numbers[0], "value"
    return (numbers[0] / numbers[1], "value") if numbers[1] else (None, "not applicable")


def _sum(cells: Sequence[Cell]) -> int | None:
    shown = [int(cell.value or 0) for cell in cells if cell.state == "value"]
    return sum(shown) if shown else None


def _frozen_note(period: Period, release: Frozen) -> str:
    day = release.data_as_of[:10]
    if release.is_final:
        return f"Released once, from the data of {day}, and never changed: later data do not move it."
    return f"{period.title} is not over: this is what was known on {day}, and stays until the period is over."
