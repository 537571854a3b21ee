"""The statement that answers a question: a measure's SQL over its grain, with the question's conditions. Pure."""

from datetime import UTC
from functools import cache
from importlib.resources import files
from typing import Any

from houselights.measures.catalogue import Definition, Dimension, Grain
from houselights.measures.question import Question

Statement = tuple[str, dict[str, Any]]  # SQL and the values it names


def statement(measure: Definition, dimensions: list[Dimension], question: Question) -> Statement:
    """The parts and the total in one pass; the total's row has no labels."""
    counted, values = grain(measure.grain, question)
    columns = ", ".join(name for dimension in dimensions for name in (dimension.name, dimension.code) if name)
    sql = measure.sql.format(
        by=f"{columns}," if columns else "",
        grouping=f"group by grouping sets (({columns}), ())" if columns else "",
    )
    return f"with counted_{measure.grain} as (\n{counted}\n)\n\n{sql}", values


def grain(name: Grain, question: Question, *, cancelled: bool = False) -> Statement:
    """What is counted one by one; `cancelled`: what would have been, had its performance taken place."""
    day = "performed_on" if question.dated == "performance" else "sold_on"
    conditions, values = in_period(question, starts=day, ends=day)
    if name == "tickets":
        conditions.append(_held(question, values))
    filled = {"dated": question.dated, "cancelled": str(cancelled).lower()}
    return _text(name).format(conditions=" and ".join(conditions), **filled), values


@cache
def _text(name: Grain) -> str:
    return files("houselights.measures.grains").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def in_period(question: Question, *, starts: str, ends: str) -> tuple[list[str], dict[str, Any]]:
    """What days from `starts` to `ends` must be for one of them to lie in the period."""
    conditions, values = ["1 = 1"], {}
    if question.period.start:
        conditions.append(f"{ends} >= $start")
        values["start"] = question.period.start
    if question.period.end:
        conditions.append(f"{starts} <= $end")
        values["end"] = question.period.end
    return conditions, values


def _held(question: Question, values: dict[str, Any]) -> str:
    if question.as_at is None:
        return "seen_until is null"
    values["as_at"] = question.as_at.astimezone(UTC).replace(tzinfo=None)
    return "seen_from <= $as_at and (seen_until is null or seen_until > $as_at)"
