"""The map of local authorities: a figure like the others, whose picture is drawn from shapes and released figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.web.insights.parts import is_known
from houselights.web.insights.sentences import written
from houselights.web.insights.where.classes import class_of, legend, starts_of
from houselights.web.insights.where.venues import Venues, dots, seen
from houselights.web.insights.where.view import Box, Shape, catchment, everywhere
from houselights.web.templatetags.words import percent

BY = "area_local_authority"
_NAMED = 8  # names on the map
_LETTERS = 34  # as many letters as high would fit across
_FAR = 3_000  # hundreds of metres across: from here on outlines do


class Drawable(Shape, Protocol):
    """What an authority looks like, as SVG has it; `outline` for a map of everywhere."""

    @property
    def path(self) -> str: ...
    @property
    def outline(self) -> str: ...


@dataclass(frozen=True)
class Map:
    """What the page shows of it. `areas` leads to each area with anybody in it, those with most first."""

    picture: str
    legend: list[tuple[int, str]]
    areas: list[tuple[str, str, str, bool]]  # name, value, address, whether it is seen on the map
    left_out: str
    venues: list[str]  # the organisation's own places on it


def draw_map(
    table: ReleasedTable, shapes: Mapping[str, Drawable], *, venues: Venues, whole: bool, to: str, title: str
) -> Map:
    """Around most of the audience, or of everywhere; `to` is the address of an area's own figures, but for its code."""
    cells = {cell.codes[0]: cell for cell in table.cells if cell.codes[0] in shapes and cell.value}
    values = {code: cell.value or 0 for code, cell in cells.items() if code}
    box = everywhere(shapes) if whole or not values else catchment(_people(table, values), shapes)
    inside = {code: value for code, value in values.items() if box.meets(shapes[code])}
    starts = starts_of(list(inside.values()))
    picture = "".join(
        _area(cells.get(code), shape, box, starts, table, f"{to}{code}")
        for code, shape in shapes.items()
        if box.meets(shape)
    )
    return Map(
        picture=f'<svg class="map" viewBox="{box.view}" role="group" aria-label="{escape(title)}">'
        f"{picture}{dots(venues, box)}{_names(inside, cells, shapes, box)}</svg>",
        legend=legend(
            starts, max(inside.values(), default=0), lambda value: written(value, table.unit), whole=_is_whole(table)
        ),
        areas=_listed(table, shapes, box, to),
        left_out=_left_out(values, shapes, box, table),
        venues=sorted(seen(venues, box).values()),
    )


def _names(
    seen: Mapping[str, float], cells: Mapping[str | None, Cell], shapes: Mapping[str, Drawable], box: Box
) -> str:
    """Of those with most, where there is room: a map without a name is a riddle."""
    size, wide = (box.east - box.west) / _LETTERS, box.east - box.west
    placed: list[tuple[float, float]] = []
    names = []
    for code in sorted(seen, key=lambda each: (-seen[each], each)):
        shape, name = shapes[code], cells[code].labels[0]
        across, down = (shape.west + shape.east) / 2, (shape.north + shape.south) / 2
        fits = box.west + len(name) * size * 0.3 < across < box.east - len(name) * size * 0.3
        inside = box.north + size < down < box.south - size
        if fits and inside and all(abs(down - y) > size * 1.5 or abs(across - x) > wide / 4 for x, y in placed):
            placed.append((across, down))
            names.append(
                f'<text aria-hidden="true" x="{across:.0f}" y="{down:.0f}" font-size="{size:.0f}">{escape(name)}</text>'
            )
        if len(placed) == _NAMED:
            break
    return "".join(names)


def _people(table: ReleasedTable, values: Mapping[str, float]) -> dict[str, float]:
    """By whom the map is drawn around: a rate is high where few live."""
    if table.total_denominator is None:
        return dict(values)
    return {cell.codes[0]: float(cell.base) for cell in table.cells if cell.codes[0] in values and cell.codes[0]}


def _area(cell: Cell | None, shape: Drawable, box: Box, starts: list[float], table: ReleasedTable, href: str) -> str:
    """Nobody came from most of the country: those are drawn, and say nothing."""
    path = shape.outline if box.east - box.west > _FAR else shape.path
    if cell is None:
        return f'<path d="{path}"/>'
    title = escape(f"{cell.labels[0]}: {_said(cell, table)}")
    drawn = f'<path class="m{class_of(cell.value, starts)}" d="{path}"><title>{title}</title></path>'
    # Reached by Tab through the list beside it, which has the same addresses in order of size.
    return f'<a href="{escape(href)}#area" tabindex="-1" aria-label="{title}">{drawn}</a>'


def _said(cell: Cell, table: ReleasedTable) -> str:
    value = written(cell.value, table.unit)
    if table.total_denominator is not None or not table.total:
        return f"{value} {table.unit}"
    return f"{value} {table.title.lower()} ({percent((cell.value or 0) / table.total)} of all)"


def _listed(
    table: ReleasedTable, shapes: Mapping[str, Drawable], box: Box, to: str
) -> list[tuple[str, str, str, bool]]:
    known = [cell for cell in table.cells if cell.codes[0] and is_known(cell.labels[0]) and cell.value]
    ordered = sorted(known, key=lambda cell: (-(cell.value or 0), cell.labels))
    return [
        (
            cell.labels[0],
            written(cell.value, table.unit),
            f"{to}{cell.codes[0]}#area",
            (code := cell.codes[0] or "") in shapes and box.meets(shapes[code]),
        )
        for cell in ordered
    ]


def _left_out(values: Mapping[str, float], shapes: Mapping[str, Drawable], box: Box, table: ReleasedTable) -> str:
    """A map of a part says how much lies outside it; of what does not add up, how many areas."""
    outside = [value for code, value in values.items() if not box.meets(shapes[code])]
    if not outside:
        return ""
    places = f"{len(outside)} local {'authority' if len(outside) == 1 else 'authorities'} outside this map"
    return f"{places} {'has' if len(outside) == 1 else 'have'} {table.title.lower()} too: they are in the list."


def _is_whole(table: ReleasedTable) -> bool:
    return table.total_denominator is None and not table.unit.startswith("pence")
