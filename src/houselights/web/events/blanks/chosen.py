"""What a person chose on the page of blanks: fields of single rows, one value for the ticked rows, a suggestion."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.http import QueryDict

from houselights.register.blanks.shipped import FIELDS

_NAME = re.compile(rf"([0-9]{{1,18}})\.({'|'.join(FIELDS)})")


@dataclass(frozen=True)
class Alike:
    """One suggestion, to be accepted wherever it is made: field, value, and the rule that gives it."""

    name: str
    value: str
    rule: str

    def written(self) -> str:
        return f"{self.name}|{self.rule}|{self.value}"


def values_in(sent: QueryDict) -> dict[int, dict[str, str]]:
    """The values to fill in, by event and field: each row's own choice before the one for all that are ticked."""
    values: dict[int, dict[str, str]] = defaultdict(dict)
    if sent.get("do") == "ticked":
        for number in filter(str.isdecimal, sent.getlist("tick")):
            values[int(number[:18])] |= {name: str(sent[f"all.{name}"]) for name in FIELDS if sent.get(f"all.{name}")}
    for written, value in [*sent.items(), _accepted(sent)]:
        if value and (named := _NAME.fullmatch(written)):
            values[int(named[1])][named[2]] = str(value)
    return dict(values)


def alike_in(sent: QueryDict) -> Alike | None:
    """The suggestion to accept everywhere, if that button was pressed."""
    name, _, rest = sent.get("alike", "").partition("|")
    rule, _, value = rest.partition("|")
    return Alike(name, value, rule) if name in FIELDS and rule and value else None


def _accepted(sent: QueryDict) -> tuple[str, str]:
    """A single suggestion: `12.event_type=Performance`."""
    written, _, value = sent.get("accept", "").partition("=")
    return written, value
