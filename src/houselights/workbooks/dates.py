"""A date in a cell: real dates, ISO, and dd/mm/yyyy with the day first; anything else is a problem, never a guess."""

import re
from datetime import date, datetime, timedelta

from houselights.workbooks.cells import Cell, shown

_CLOCK = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})" + _CLOCK)
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})" + _CLOCK)
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})([.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{2})")
_RUN_TOGETHER = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: day numbers of a sheet that somebody may have meant
_DAY_ZERO = date(1899, 12, 30)


def read_date(cell: Cell) -> tuple[date | None, str, str]:
    """The date, a problem code, and what to type instead. A blank has none of the three.

    Codes: `two-digit-year`, `date-is-a-number`, `not-a-date`.
    """
    value = cell.value
    if isinstance(value, datetime):
        return value.date(), "", ""
    if isinstance(value, date):
        return value, "", ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None, "date-is-a-number", _of_number(value)
    text = " ".join(cell.text.split())
    return _of_text(text) if text else (None, "", "")


def _of_text(text: str) -> tuple[date | None, str, str]:
    found = _ISO.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found and (day := _day(found["year"], found["month"], found["day"])):
        return day, "", ""
    if found:
        return None, "not-a-date", shown(_day(found["year"], found["day"], found["month"]))
    if short := _SHORT_YEAR.fullmatch(text):
        return None, "two-digit-year", shown(_day(f"20{short['year']}", short["month"], short["day"]))
    if _NUMBER.fullmatch(text):
        return None, "date-is-a-number", _of_number(float(text))
    dotted = _DOTTED.fullmatch(text)
    return None, "not-a-date", shown(_day(dotted["year"], dotted["month"], dotted["day"])) if dotted else ""


def _of_number(number: float) -> str:
    """The date that a sheet would show for the number, or that its digits spell; a suggestion alone."""
    if int(number) in _SERIALS:
        return shown(_DAY_ZERO + timedelta(days=int(number)))
    spelt = _RUN_TOGETHER.fullmatch(f"{number:.0f}")
    return shown(_day(spelt["year"], spelt["month"], spelt["day"])) if spelt else ""


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
