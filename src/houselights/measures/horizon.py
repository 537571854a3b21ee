"""How far what is known of people reaches: where their history begins, and up to which day it is known."""

from datetime import date, datetime
from importlib.resources import files
from weakref import WeakKeyDictionary

from msgspec import Struct

from houselights.measures.question import Question
from houselights.periods import local_date, months_before
from houselights.warehouse.opened import Warehouse

HISTORY_MONTHS = 24  # before which nobody can be told to be new

_FOUND: WeakKeyDictionary[Warehouse, "Horizon"] = WeakKeyDictionary()


class Horizon(Struct, frozen=True):
    """`begins` is the day of the earliest order that landed, None where there is none; `known_until` the last day."""

    begins: date | None = None
    known_until: date = date.max

    def until(self, question: Question) -> date:
        """The day at whose end people are looked at: the period's last, or the last that is known."""
        return question.period.end or self.known_until

    def reaches(self, day: date | None, months: int) -> bool:
        """Does the history go back so many months before this day?"""
        return bool(self.begins and day and months_before(self.begins, -months) <= day)

    @property
    def tells_new(self) -> date:
        """From this day on a person's first order can be told to be one."""
        return months_before(self.begins, -HISTORY_MONTHS) if self.begins else date.max


def horizon_of(warehouse: Warehouse) -> Horizon:
    """Worked out once for each build that is open."""
    found = _FOUND.get(warehouse)
    if found is None:
        sql = files("houselights.measures.people").joinpath("horizon.sql").read_text(encoding="utf-8")
        ((first, last),) = warehouse.rows(sql)
        found = _FOUND[warehouse] = Horizon(first, _known_until(warehouse) or last or date.max)
    return found


def _known_until(warehouse: Warehouse) -> date | None:
    if not warehouse.data_as_of:
        return None
    return local_date(datetime.fromisoformat(warehouse.data_as_of), warehouse.bundle.time_zone)
