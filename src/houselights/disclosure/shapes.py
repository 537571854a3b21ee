"""The questions that may be answered outside: a fixed list of measures, dimensions and reporting periods."""

import tomllib
from importlib.resources import files

import msgspec
from msgspec import Struct

from houselights.disclosure.rules import check_reader, refusal
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.question import Question
from houselights.periods import Period, financial_year_of, parse_period, quarter_of

IN_TIME = ("quarter", "month")  # the year's are those of its quarters


class Releasable(Struct, frozen=True):
    """What stands in releasable.toml."""

    counted: tuple[str, ...]
    chain: tuple[str, ...]
    guessed: tuple[str, str]
    places: tuple[str, ...]
    quotients: dict[str, tuple[str, str]]
    within: dict[str, tuple[str, ...]]
    readers: dict[str, tuple[str, ...]]


RELEASABLE = msgspec.convert(
    tomllib.loads(files("houselights.disclosure").joinpath("releasable.toml").read_text(encoding="utf-8")), Releasable
)


def check_shape(question: Question) -> None:
    """NotReleasable, with what is possible, for a question that is not on the list of its reader."""
    check_reader(question)
    measures = RELEASABLE.readers[question.reader]
    if question.measure not in measures:
        raise refusal(
            f"{MEASURES[question.measure].title} does not leave the house for {question.reader}.",
            remedy=f"There are: {', '.join(measures)}.",
        )
    _check_split(question)
    if question.dated != "performance":
        raise refusal("Figures leave the house dated by performance alone.", remedy="Leave the way of dating out.")
    reporting_period(question.period)


def reporting_period(period: Period) -> Period:
    """The quarter or financial year that has these days, by its own name; NotReleasable for any other days."""
    if period.start is not None:
        for name in (quarter_of(period.start), financial_year_of(period.start)):
            found = parse_period(name)
            if (found.start, found.end) == (period.start, period.end):
                return found
    raise refusal(
        "Figures leave the house for whole financial quarters and years alone: days that can be chosen could be"
        " subtracted.",
        remedy="Ask for a quarter such as 2026-Q3 (October to December 2026) or a year such as 2026-27.",
    )


def dimensions_of(measure: str) -> list[str]:
    """What this measure can be split by outside; a quotient like the figures that it is made of."""
    parts = RELEASABLE.quotients.get(measure, (measure,))
    return [
        name for name, each in DIMENSIONS.items() if each.leaves and all(name in MEASURES[part].by for part in parts)
    ]


def _check_split(question: Question) -> None:
    possible = dimensions_of(question.measure)
    if len(question.by) > 1:
        raise refusal(
            "Figures leave the house split by one dimension at a time: small groups are not seen in one.",
            remedy=f"Ask for one of: {', '.join(possible)}.",
        )
    for name in question.by:
        if name not in possible:
            raise refusal(
                f"{DIMENSIONS[name].title} does not leave the house: {_why_not(name)}.",
                remedy=f"Ask for one of: {', '.join(possible)}.",
            )


def _why_not(name: str) -> str:
    if name in ("event", "performance", "location", "also_event", "also_location"):
        return "its names are an organisation's own words"
    return "it is not on the list of what may"
