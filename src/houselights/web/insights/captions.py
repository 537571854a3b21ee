"""What stands below a figure: what it counts, of how many, on which basis, as of when; and that it is too little."""

from datetime import datetime

from houselights.disclosure.released import ReleasedTable
from houselights.measures.catalogue import MEASURES
from houselights.web.insights.asking import Asked
from houselights.web.insights.cards import beside
from houselights.web.insights.sentences import written
from houselights.web.templatetags.words import count, moment

ENOUGH = 10  # people behind a figure; with fewer, one of them more would tell another story
_BASIS = {"performance": "by date of performance", "sale": "by date of sale", "return": "by the day it was seen"}


def caption(
    asked: Asked, table: ReleasedTable, other: ReleasedTable | None = None, *, mark: str = "The mark across a bar"
) -> str:
    """Measure, period and basis; the total beside the other one, and what shows that in the picture, if anything."""
    in_all = "" if table.total is None else f"; {written(table.total, table.unit)} in all"
    told = about(asked, table) + in_all
    if other is None or asked.other is None:
        return f"{told}."
    change, _ = beside(table.total, other.total, table.unit, than="")
    against = f"{written(other.total, table.unit)} in {asked.other.within_a_sentence}{f' ({change})' if change else ''}"
    return f"{told}, against {against}." + (f" {mark} is {asked.other.within_a_sentence}." if mark else "")


def about(asked: Asked, table: ReleasedTable) -> str:
    """Measure, period and basis."""
    return f"{table.title}, {asked.within_a_sentence}, {_BASIS[table.question.dated]}"


def basis_of(table: ReleasedTable) -> str:
    """`n = 2,071 customer records. Data as of 27 November 2026, 07:34.`"""
    told = (
        []
        if _is_about_itself(table) or table.total is None
        else [f"n = {count(table.total_base, _WHO.get(table.unit, _RECORDS))}."]
    )
    if table.data_as_of:
        told.append(f"Data as of {moment(datetime.fromisoformat(table.data_as_of))}.")
    return " ".join(told)


def is_too_little(table: ReleasedTable) -> bool:
    """Fewer people than a sentence should be made of; figures about the organisation itself have none."""
    return not _is_about_itself(table) and 0 < table.total_base < ENOUGH


def too_little(table: ReleasedTable) -> str:
    """Instead of a sentence that a handful of people could turn over."""
    return f"Too little to mean anything: {count(table.total_base, _WHO.get(table.unit, _RECORDS))} in all."


_RECORDS = "customer record"
_WHO = {"people": "person,people"}


def _is_about_itself(table: ReleasedTable) -> bool:
    """Performances and houses are the organisation's own: nobody stands behind them."""
    return MEASURES[table.question.measure].grain in ("performances", "houses", "stages")
