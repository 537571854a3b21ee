"""The fields that a line of a return can have: what each is called, and how a person's text becomes its value. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from houselights.errors import WrongUsage
from houselights.register.attendance.methods import methods
from houselights.register.rules import MOST, NAME_LENGTH, checked_name, checked_term
from houselights.vocabularies import Vocabulary, yes_no

Value = str | int | bool | None
Vocabularies = Mapping[str, Vocabulary]


@dataclass(frozen=True)
class Field:
    """One field. `kind` says what a value is; `measure` names what defines a figure; `terms` the list of a term."""

    name: str
    title: str
    kind: str  # text, term, yes or no, day, whole, pence, method
    measure: str = ""
    is_worked_out: bool = False  # from another field, so that nobody sets it by itself


_LISTED = (
    Field("name", "Name", "text"),
    Field("event_type", "Event type", "term"),
    Field("is_funded", "Funded", "yes or no"),
    Field("discipline", "Discipline", "text", is_worked_out=True),
    Field("sub_discipline", "Sub-discipline", "term"),
    Field("distribution_type", "Distribution type", "term"),
    Field("location", "Place", "text"),
    Field("postcode_district", "Postcode district", "text"),
    Field("first_on", "First day", "day"),
    Field("last_on", "Last day", "day"),
    Field("performances", "Performances", "whole", "performances"),
    Field("attendance", "Attendance", "whole", "attendance"),
    Field("attendance_method", "How attendance is known", "method"),
    Field("participants", "Participants", "whole", "participants"),
    Field("participants_method", "How participants are known", "method"),
    Field("digital_views", "Digital views", "whole", "digital_views"),
    Field("digital_views_method", "How digital views are known", "method"),
    Field("tickets", "Tickets", "whole", "tickets"),
    Field("income_pence", "Ticket income", "pence", "income"),
)
FIELDS = {field.name: field for field in _LISTED}
FIGURES = ("performances", "attendance", "participants", "digital_views", "tickets", "income_pence")


def read_value(field: Field, text: str, lists: Vocabularies, today: date) -> Value:
    """What a person's text means; WrongUsage, with what can be, for what does not fit the field."""
    if field.is_worked_out:
        raise WrongUsage(f"{field.title} follows from other fields.", remedy="Change the sub-discipline instead.")
    text = text.strip()
    if not text:
        raise WrongUsage(f"{field.title} needs a value.", remedy="Give one, or take the change back.")
    return _READ[field.kind](field, text, lists, today)


def _text(_field: Field, text: str, _lists: Vocabularies, _today: date) -> str:
    return checked_name(text[: NAME_LENGTH + 1])


def _term(field: Field, text: str, lists: Vocabularies, today: date) -> str:
    return checked_term(lists[field.name], text, today)


def _truth(field: Field, text: str, _lists: Vocabularies, _today: date) -> bool:
    if (found := yes_no(text)) is None:
        raise WrongUsage(f"“{text}” is neither yes nor no.", remedy=f"Say yes or no for {field.title.lower()}.")
    return found


def _day(_field: Field, text: str, _lists: Vocabularies, _today: date) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WrongUsage(f"“{text}” is not a day.", remedy="Write days as 2026-10-03.") from None


def _whole(field: Field, text: str, _lists: Vocabularies, _today: date) -> int:
    plain = text.replace(",", "")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 11 and int(plain) <= MOST):
        raise WrongUsage(f"{field.title} cannot be “{text[:40]}”.", remedy="Give a whole number.")
    return int(plain)


def _pence(field: Field, text: str, _lists: Vocabularies, _today: date) -> int:
    pounds, _, rest = text.replace(",", "").removeprefix("£").partition(".")
    if not (pounds + rest).isdecimal() or not (pounds + rest).isascii() or len(pounds) > 9 or len(rest) not in (0, 2):
        raise WrongUsage(f"{field.title} cannot be “{text[:40]}”.", remedy="Write pounds and pence as 1250.50.")
    return int(pounds or 0) * 100 + int(rest or 0)


def _method(field: Field, text: str, _lists: Vocabularies, _today: date) -> str:
    kind = "audience" if field.name == "attendance_method" else field.name.removesuffix("_method")
    fitting = {each.title.casefold(): each.name for each in methods().values() if kind in each.kinds}
    found = fitting.get(text.casefold()) or (text if text in fitting.values() else None)
    if found is None:
        offered = "; ".join(each.title for each in methods().values() if kind in each.kinds)
        raise WrongUsage(f"“{text[:40]}” is on no list of methods for this.", remedy=f"Use one of: {offered}.")
    return found


_READ: dict[str, Callable[..., Any]] = {
    "text": _text,
    "term": _term,
    "yes or no": _truth,
    "day": _day,
    "whole": _whole,
    "pence": _pence,
    "method": _method,
}
