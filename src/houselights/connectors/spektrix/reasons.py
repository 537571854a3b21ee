"""Why a record was set aside, for people: the field and what is wrong with it, never its value."""

import re

import msgspec

_PATH = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<path>.*)`)?", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_EXPECTED = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")
_PLACES = re.compile(r"\[[^\]]*\]")
_WORDS = {
    "array": "a list",
    "object": "an object",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "bool": "yes or no",
    "datetime": "a date and time",
    "null": "nothing",
}


class Unusable(ValueError):
    """A record that reads well and still makes no sense; the message names the field."""


def reason_of(error: Exception) -> str:
    """One sentence from what the decoder says: `tickets[].total is not a number`."""
    if isinstance(error, Unusable):
        return str(error)
    if not isinstance(error, msgspec.ValidationError):
        return "The record is not whole JSON."
    match = _PATH.fullmatch(str(error))
    assert match is not None  # the pattern takes every text
    path = _PLACES.sub("[]", match["path"] or "")
    if missing := _MISSING.match(match["what"]):
        return f"{f'{path}.' if path else ''}{missing[1]} is missing."
    where = path or "the record"
    if expected := _EXPECTED.match(match["what"]):
        return f"{where} should be {_in_words(expected[1])}, and is {_in_words(expected[2])}."
    if "decimal" in match["what"]:
        return f"{where} is not a number."
    if "datetime" in match["what"]:
        return f"{where} is not a date and time."
    return f"{where} cannot be read."


def _in_words(types: str) -> str:
    """`object | str | null` is an object or text: that it may be left out goes without saying."""
    named = types.split(" | ")
    return " or ".join(_WORDS.get(each, each) for each in named if each != "null" or len(named) == 1)
