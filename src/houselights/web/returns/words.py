"""A return in words: values as pages write them, states with their colour, and how long something took."""

from datetime import date
from typing import Any

from houselights.register.attendance.methods import method_title
from houselights.submissions.document import SOURCES, Source
from houselights.submissions.fields import Field
from houselights.web.templatetags.words import count, day, exact_pounds, number, yes_no

STATE_TAGS = {
    "draft": ("wait", "open"),
    "checked": ("wait", "checked"),
    "signed": ("wait", "signed"),
    "submitted": ("good", "submitted"),
    "amended": ("good", "amended"),
    "withdrawn": ("bad", "withdrawn"),
}


def written(field: Field, value: Any) -> str:
    """A value of a line; "" for a blank, which pages mark as one."""
    if value in ("", None):
        return ""
    return {
        "whole": number,
        "pence": exact_pounds,
        "yes or no": yes_no,
        "day": lambda kept: day(date.fromisoformat(kept) if isinstance(kept, str) else kept),
        "method": method_title,
    }.get(field.kind, str)(value)


def source_words(field: Field, source: Source) -> str:
    """Where a value is from, in a sentence."""
    if source.kind == "person":
        instead = written(field, source.instead_of) or "nothing"
        return f"A person set it in the place of {instead}: {source.reason}"
    said = SOURCES.get(source.kind, source.kind)
    return f"{said}: {source.detail}" if source.detail else said


def took(seconds: int | None) -> str:
    """`1 minute 42 seconds`; "" where nobody measured."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return " ".join(text for text in (count(minutes, "minute") if minutes else "", count(rest, "second")) if text)
