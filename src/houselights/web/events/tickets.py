"""Released tickets for lists of events."""

from houselights.feeds.queries import latest_build
from houselights.measures.question import Question
from houselights.organisations.models import Organisation
from houselights.periods import Period
from houselights.web.gate import released


def tickets_by_event(organisation: Organisation, period: Period) -> dict[int, int]:
    """Tickets of each registered event in the period, by the register's id; nothing before the first build."""
    if latest_build(organisation) is None:
        return {}
    table = released(Question("tickets", of=organisation.slug, by=("event",), period=period, bases=False))
    return {int(cell.codes[0]): int(cell.value or 0) for cell in table.cells if cell.codes[0]}
