"""The measures and dimensions that exist: read once from the files that define them."""

import tomllib
from importlib.resources import files
from typing import Any, Literal

import msgspec

from houselights.errors import WrongUsage, perhaps
from houselights.measures.question import Dated, Question

Grain = Literal["tickets", "returns", "performances", "houses", "stages", "people", "cohorts", "pairs", "attendance"]
Counted = Grain | Literal["arrivals", "distances"]  # what of tickets is counted where these can tell it (sources.py)

NEVER_AS_AT = (
    "performances",
    "houses",
    "stages",
    "attendance",
)  # the box office's newest word on them is all that is kept

# What the register says of an event, but which one it is.
OF_EVENTS = ("event_type", "discipline", "sub_discipline", "distribution_type", "is_funded", "location")

_HERE = files("houselights.measures")


class Definition(msgspec.Struct, frozen=True):
    """What a measure means. `adds_up`: do its parts make the total. `dated`: what may decide its period, usual first.

    `is_ratio`: it carries a numerator and a denominator. `total_apart`: its total is asked without the split, because
    the split changes what is counted; and for tickets, because counting people twice over in one pass takes longer.
    `needs`: dimensions that its SQL uses whatever it is split by.
    `months_of_history`: how far back the history must go before there is a figure.
    """

    name: str
    title: str
    unit: str
    grain: Grain
    definition: str
    adds_up: bool
    by: tuple[str, ...]
    dated: tuple[Dated, ...]
    sql: str
    is_ratio: bool = False
    total_apart: bool = False
    needs: tuple[str, ...] = ()
    months_of_history: int = 0


class Dimension(msgspec.Struct, frozen=True):
    """What a figure can be split by: `name` is the label's column, `code` the column of codes or none.

    `column` is what it is, unless the grain has one of that name; `joins` what that needs. `values` is their order.

    `reference`: how to load what it cannot be told without; "" where it always can.
    `leaves`: its labels are controlled vocabulary, which readers outside may have; nothing typed by anyone ever may.
    `of_each_ticket`: it is not the same of all tickets of a party, so they are not counted together.
    `narrows`: a figure can be asked of some of its values alone, which is said with `says` before them.
    """

    name: str
    title: str
    grains: tuple[Grain, ...]
    code: str | None = None
    column: str = ""
    code_column: str = ""
    joins: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    reference: str = ""
    leaves: bool = False
    of_each_ticket: bool = False
    narrows: bool = True
    says: str = ""


def _read_dimensions() -> dict[str, Dimension]:
    listed = tomllib.loads((_HERE / "dimensions.toml").read_text(encoding="utf-8"))
    return {name: msgspec.convert({"name": name, **facts}, Dimension) for name, facts in listed.items()}


DIMENSIONS: dict[str, Dimension] = _read_dimensions()


def _read_definition(name: str) -> Definition:
    """Split by all that its grain can be, but for `not_by`, and by `also_by` too."""
    folder = _HERE / "definitions"
    facts: dict[str, Any] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    less, more = facts.pop("not_by", ()), facts.pop("also_by", ())
    by = [each.name for each in DIMENSIONS.values() if facts["grain"] in each.grains and each.name not in less]
    sql = (folder / f"{name}.sql").read_text(encoding="utf-8")
    usual = {"name": name, "sql": sql, "by": (*by, *more), "total_apart": facts["grain"] == "tickets"}
    return msgspec.convert(usual | facts, Definition)


# In the order in which people ask.
_NAMES = """
    tickets orders customers bookers first_time_bookers first_time_share returning_bookers lapsed_bookers
    income face_value yield average_price discount_depth comps concession_share party_size
    lead_days booking_curve average_curve usual_curve pace returned_tickets scanned occupancy
    frequency recency rfm_segment retention crossover postcode_coverage penetration events performances
    attendance participants digital_views
"""
MEASURES: dict[str, Definition] = {name: _read_definition(name) for name in _NAMES.split()}


def check_can_be_asked(question: Question) -> Definition:
    """The definition of what is asked; WrongUsage that lists what is possible otherwise."""
    measure = MEASURES.get(question.measure)
    if measure is None:
        raise WrongUsage(
            f"There is no measure “{question.measure}”.",
            remedy=f"{perhaps(question.measure, MEASURES)}There are: {', '.join(MEASURES)}.",
        )
    for name in question.by:
        _check_can_be_split(measure, name)
    if len(set(question.by)) < len(question.by):
        raise WrongUsage("A dimension was given twice.", remedy="Give each dimension once.")
    if len({name.removeprefix("also_") for name in question.by}) > 1 and measure.grain == "pairs":
        raise WrongUsage(
            f"{measure.title} pairs like with like.",
            remedy="Split it by event, also_event or both; likewise by the others.",
        )
    _check_can_be_dated(measure, question)
    _check_can_be_narrowed(measure, question)
    return measure


def can_be_narrowed_by(measure: Definition) -> tuple[str, ...]:
    """Whose values a figure can be asked of alone: what its tickets, people or performances can be split by."""
    by = MEASURES["tickets"].by if measure.grain == "pairs" else measure.by
    return tuple(name for name in by if DIMENSIONS[name].narrows)


def _kinds_beside(question: Question) -> tuple[str, ...]:
    """The other one of each pair: it can be asked for where the question pairs such."""
    return tuple(f"also_{name.removeprefix('also_')}" for name in question.by)


def _check_can_be_split(measure: Definition, name: str) -> None:
    possible = f"It can be split by: {', '.join(measure.by)}."
    if name not in DIMENSIONS:
        raise WrongUsage(
            f"There is no dimension “{name}”.",
            remedy=f"{perhaps(name, measure.by)}{measure.title} can be split by: {', '.join(measure.by)}.",
        )
    if name not in measure.by:
        raise WrongUsage(f"{measure.title} cannot be split by {DIMENSIONS[name].title.lower()}.", remedy=possible)


def _check_can_be_narrowed(measure: Definition, question: Question) -> None:
    possible = can_be_narrowed_by(measure)
    if measure.grain == "pairs":
        possible += _kinds_beside(question)
    for name, _ in question.where:
        if name not in possible:
            told = f"a part by {DIMENSIONS[name].title.lower()}" if name in DIMENSIONS else f"a part by “{name[:60]}”"
            remedy = f"{measure.title} can be told of parts by: {', '.join(possible)}."
            if measure.grain == "pairs" and name.startswith("also_"):
                remedy = f"Split it by {name.removeprefix('also_')}: then the other one of each pair can be chosen."
            raise WrongUsage(f"This cannot be told of {told}.", remedy=remedy)


def _check_can_be_dated(measure: Definition, question: Question) -> None:
    if question.dated not in measure.dated:
        raise WrongUsage(
            f"{measure.title} cannot be dated by “{question.dated}”.", remedy=f"Use {' or '.join(measure.dated)}."
        )
    if question.as_at and measure.grain in NEVER_AS_AT:
        kept = ", ".join(name for name, each in MEASURES.items() if each.grain not in NEVER_AS_AT)
        raise WrongUsage(
            f"{measure.title} cannot be asked as at an earlier time: only tickets are kept with theirs.",
            remedy=f"Leave it out, or ask for one of: {kept}.",
        )
