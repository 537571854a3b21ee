"""Count what one organisation contributes to figures of many: its own small aggregates, which stay in this house."""

from pathlib import Path

from houselights.disclosure.contributions import Contribution, exact_contribution
from houselights.disclosure.known import open_figures
from houselights.disclosure.outside import last_day_of
from houselights.disclosure.shapes import reporting_period
from houselights.measures.calculate import count
from houselights.periods import parse_period


def contribution_of(of: str, period: str, *, home: Path) -> Contribution:
    """Of a quarter or financial year; final once the figures know a day after it."""
    warehouse = open_figures(of, home)
    last_day = last_day_of(warehouse.data_as_of, warehouse.bundle.time_zone)
    asked = reporting_period(parse_period(period))
    is_final = asked.end is not None and last_day > asked.end
    return exact_contribution(of, asked.name, lambda question: count(question, warehouse), is_final=is_final)
