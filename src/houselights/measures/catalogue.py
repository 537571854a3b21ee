"""The measures and dimensions that exist: read once from the files that define them."""

import tomllib
from importlib.resources import files
from typing import Literal

import msgspec

from houselights.errors import WrongUsage
from houselights.measures.question import Dated, Question

Grain = Literal["tickets", "performances"]

_HERE = files("houselights.measures")


class Definition(msgspec.Struct, frozen=True):
    """What a measure means. `adds_up`: do its parts make the total. `dated`: what may decide its period."""

    name: str
    title: str
    unit: str
    grain: Grain
    definition: str
    adds_up: bool
    by: tuple[str, ...]
    dated: tuple[Dated, ...]
    sql: str


class Dimension(msgspec.Struct, frozen=True):
    """What a figure can be split by: `name` is the label's column, `code` the column of codes or none."""

    name: str
    title: str
    code: str | None = None


def _read_definition(name: str) -> Definition:
    folder = _HERE / "definitions"
    facts = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    sql = (folder / f"{name}.sql").read_text(encoding="utf-8")
    return msgspec.convert({"name": name, "sql": sql, **facts}, Definition)


def _read_dimensions() -> dict[str, Dimension]:
    listed = tomllib.loads((_HERE / "dimensions.toml").read_text(encoding="utf-8"))
    return {name: msgspec.convert({"name": name, **facts}, Dimension) for name, facts in listed.items()}


_NAMES = "tickets orders customers income yield comps postcode_coverage events performances".split()  # noqa: SIM905
MEASURES: dict[str, Definition] = {name: _read_definition(name) for name in _NAMES}
DIMENSIONS: dict[str, Dimension] = _read_dimensions()


def check_can_be_asked(question: Question) -> Definition:
    """The definition of what is asked; WrongUsage that lists what is possible otherwise."""
    measure = MEASURES.get(question.measure)
    if measure is None:
        raise WrongUsage(f"There is no measure “{question.measure}”.", remedy=f"There are: {', '.join(MEASURES)}.")
    for name in question.by:
        _check_can_be_split(measure, name)
    if len(set(question.by)) < len(question.by):
        raise WrongUsage("A dimension was given twice.", remedy="Give each dimension once.")
    _check_can_be_dated(measure, question)
    return measure


def _check_can_be_split(measure: Definition, name: str) -> None:
    possible = f"It can be split by: {', '.join(measure.by)}."
    if name not in DIMENSIONS:
        raise WrongUsage(f"There is no dimension “{name}”.", remedy=f"{measure.title}: {possible}")
    if name not in measure.by:
        raise WrongUsage(f"{measure.title} cannot be split by {DIMENSIONS[name].title.lower()}.", remedy=possible)


def _check_can_be_dated(measure: Definition, question: Question) -> None:
    if question.dated not in measure.dated:
        raise WrongUsage(
            f"{measure.title} cannot be dated by “{question.dated}”.", remedy=f"Use {' or '.join(measure.dated)}."
        )
    if question.as_at and measure.grain != "tickets":
        kept = ", ".join(name for name, each in MEASURES.items() if each.grain == "tickets")
        raise WrongUsage(
            f"{measure.title} cannot be asked as at an earlier time: only tickets are kept with theirs.",
            remedy=f"Leave it out, or ask for one of: {kept}.",
        )
