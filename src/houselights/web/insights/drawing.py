"""From a released table to its sentence and its chart: which parts become bars, and what is said of the rest."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from houselights.disclosure.released import ReleasedTable
from houselights.web.charts import Mark, bars, columns, draw
from houselights.web.insights.parts import Part, is_known, parts_of
from houselights.web.insights.sentences import Said, about_months, about_parts, about_places, month_name, written
from houselights.web.templatetags.words import count

TOP = 8  # bars in a chart; the rest is in the table
_THINGS = {"event": "event", "event_type": "event type", "area_local_authority": "local authority,local authorities"}


class Drawn(NamedTuple):
    """`picture` is an SVG, "" where there is nothing to draw; `rest` says what has no bar, "" where all have."""

    sentence: str
    picture: str
    rest: str


def drawn(table: ReleasedTable, by: str, within: Callable[[str], str] = str) -> Drawn:
    """The table's only dimension decides the kind of chart: time stands, all else lies.

    `within`: how a sentence says of which part of the audience it is.
    """
    parts = parts_of(table)
    if by == "month":
        said = about_months(parts, table.total or 0, table.question.measure, table.unit)
        said = said._replace(text=within(said.text))
        return Drawn(said.text, months_drawn(parts, said, table), "")
    said = _said(parts, table, by)
    said = said._replace(text=within(said.text))
    shown, rest = _shown(parts)
    chart = bars([_mark(part, said, table.unit) for part in shown])
    picture = draw(chart, build=table.build, title=said.text) if shown else ""
    return Drawn(said.text, picture, _says_rest(rest, table, by))


def months_drawn(
    parts: Sequence[Part], said: Said, table: ReleasedTable, befores: Mapping[str, float | None] | None = None
) -> str:
    """Standing bars, the month that the sentence is about in amber; a mark for the same month of what is beside it."""
    marks = [
        _mark((month_name(label, short=True), value), said, table.unit, code=label)._replace(
            before=None if befores is None else _length(befores.get(label) or 0, table.unit)
        )
        for label, value in parts
    ]
    chart = columns(marks, prefix="£" if table.unit == "pence" else "")
    return draw(chart, build=table.build, title=said.text) if parts else ""


def _said(parts: Sequence[Part], table: ReleasedTable, by: str) -> Said:
    total, measure = table.total or 0, table.question.measure
    if by == "area_local_authority":
        return about_places(parts, total, measure, table.unit)
    return about_parts(parts, total, measure, table.unit, thing=_THINGS[by])


def _shown(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The largest, and always what is unknown: a chart without it would look surer than it is."""
    known = [part for part in parts if is_known(part[0])]
    unknown = [part for part in parts if not is_known(part[0])]
    return known[:TOP] + unknown, known[TOP:]


def _mark(part: Part, said: Said, unit: str, *, code: str = "") -> Mark:
    label, value = part
    named = (code or label) in said.about
    return Mark(label, _length(value, unit), written(value, unit), quiet=not is_known(label), named=named)


def _length(value: float, unit: str) -> float:
    return value / 100 if unit.startswith("pence") else value


def _says_rest(rest: Sequence[Part], table: ReleasedTable, by: str) -> str:
    if not rest:
        return ""
    amount = ""
    if table.question.measure != "customers":  # who may be in several parts
        amount = f", {written(sum(value for _, value in rest), table.unit)}{' together' * (len(rest) > 1)},"
    verb = "is" if len(rest) == 1 else "are"
    return f"{count(len(rest), 'more ' + _THINGS[by].replace(',', ',more '))}{amount} {verb} in the table."
