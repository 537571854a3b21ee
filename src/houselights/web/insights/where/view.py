"""Which part of the country a map shows: where most of the audience lives, or everywhere. Pure."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

MOST = 0.8  # of the audience lives in the areas that the map is drawn around
_LEAST = 600  # hundreds of metres across: a city's surroundings
_WIDEST, _TALLEST = 1.25, 1.25  # of its sides
_MARGIN = 0.15


class Shape(Protocol):
    """The box around an area, in hundreds of metres of the British grid, north upwards."""

    @property
    def west(self) -> int: ...
    @property
    def north(self) -> int: ...
    @property
    def east(self) -> int: ...
    @property
    def south(self) -> int: ...


class Box(NamedTuple):
    """A part of the grid; `view` is how SVG has it."""

    west: int
    north: int
    east: int
    south: int

    @property
    def view(self) -> str:
        return f"{self.west} {self.north} {self.east - self.west} {self.south - self.north}"

    def meets(self, shape: Shape) -> bool:
        """Can anything of the shape be seen in it?"""
        return (
            shape.west < self.east and shape.east > self.west and shape.north < self.south and shape.south > self.north
        )


def everywhere(shapes: Mapping[str, Shape]) -> Box:
    """All of it."""
    return _around(list(shapes.values()))


def catchment(values: Mapping[str, float], shapes: Mapping[str, Shape]) -> Box:
    """The areas with most of the audience, until most of it is in them; no wider or taller than a page bears."""
    ordered = sorted((code for code in values if code in shapes), key=lambda code: (-values[code], code))
    whole, so_far, within = sum(values[code] for code in ordered), 0.0, []
    for code in ordered:
        if so_far >= MOST * whole:
            break
        so_far += values[code]
        within.append(shapes[code])
    return _shaped(_around(within)) if within else everywhere(shapes)


def _around(shapes: list[Shape]) -> Box:
    return Box(
        min(each.west for each in shapes),
        min(each.north for each in shapes),
        max(each.east for each in shapes),
        max(each.south for each in shapes),
    )


def _shaped(box: Box) -> Box:
    """With a margin, and grown about its middle to sides that sit well beside a table."""
    wide, high = (max(side * (1 + 2 * _MARGIN), _LEAST) for side in (box.east - box.west, box.south - box.north))
    wide, high = max(wide, high / _TALLEST), max(high, wide / _WIDEST)
    across, down = (box.west + box.east) / 2, (box.north + box.south) / 2
    return Box(round(across - wide / 2), round(down - high / 2), round(across + wide / 2), round(down + high / 2))
