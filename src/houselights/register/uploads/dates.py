"""A date in a cell: the template's forms are taken; another with one reading alone is mended in a copy. Pure."""

import re
from datetime import date

from houselights.register.uploads.problems import Fix, Found
from houselights.workbooks import Cell
from houselights.workbooks.dates import read_date

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_DAY}[ -]?(?:of )?(?P<month>{_MONTH})\.?,?[ -]?(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?P<month>{_MONTH})\.? {_DAY},? (?P<year>\d{{4}})", re.IGNORECASE),
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")


def date_meant(cell: Cell) -> tuple[date | None, Found | None, Fix | None]:
    """The date, or a problem; the fix is there where the text has one reading alone."""
    day, problem, suggestion = read_date(cell)
    if day and EARLIEST <= day <= LATEST:
        return day, None, None
    if day or not problem:
        return None, Found("not-a-date"), None
    code = problem if problem in ("two-digit-year", "date-is-a-number") else "not-a-date"
    only = only_reading(cell.text) if code == "not-a-date" else None
    fix = Fix(only, "a date that has only one reading") if only else None
    return None, Found(code, f"{only:%d/%m/%Y}" if only else suggestion), fix


def only_reading(text: str) -> date | None:
    """The date in a text that cannot mean another: a month in letters, a year that stands first, or a day above 12."""
    plain = " ".join(text.split())
    for form in (*_NAMED, _YEAR_FIRST, _MONTH_FIRST):
        found = form.fullmatch(plain)
        # Day first is the rule: a month first is only certain where the other reading is no date.
        if found and (form is not _MONTH_FIRST or int(found["day"]) > 12):
            return _day(int(found["year"]), found["month"], int(found["day"]))
    return None


def _day(year: int, month: str, day: int) -> date | None:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        found = date(year, number, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None
