"""What is new at the source: fields that nobody ever heard of, looked for in one record of fifty and passed over."""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Raw

from houselights.connectors.base import NewField, Record
from houselights.connectors.spektrix.places import Placed

EVERY = 50  # records of a kind: what is new comes with all of them, and looking at each would double the reading
MOST = 100  # names; beyond it they are no names
_ATTRIBUTE = "attribute_"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")  # a key that is none might be somebody's words
_FIELDS = msgspec.json.Decoder(dict[str, Raw])
_ROWS = msgspec.json.Decoder(list[dict[str, Raw]])


@cache
def known_fields() -> dict[str, frozenset[str]]:
    """By kind of record."""
    text = files(__package__).joinpath("known_fields.toml").read_text(encoding="utf-8")
    return {kind: frozenset(names) for kind, names in tomllib.loads(text).items()}


class Noticing:
    """Looks at records on their way; keeps the names of what is new, never a value."""

    def __init__(self) -> None:
        self._records: Counter[str] = Counter()
        self._found: set[NewField] = set()

    @property
    def found(self) -> frozenset[NewField]:
        return frozenset(self._found)

    def look(self, record: Record) -> None:
        """At the first of its kind, and at one of fifty after it; a record that makes no sense is nobody's news."""
        self._records[record.kind] += 1
        if self._records[record.kind] % EVERY != 1:
            return
        try:
            fields = _FIELDS.decode(record.body.body if isinstance(record.body, Placed) else record.body)
            self._note(record.kind, fields)
            if record.kind == "orders" and "tickets" in fields:
                for ticket in _ROWS.decode(fields["tickets"]):
                    self._note("tickets", ticket)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return

    def _note(self, kind: str, fields: dict[str, Raw]) -> None:
        for name in fields.keys() - known_fields()[kind]:
            if not name.startswith(_ATTRIBUTE) and _NAME.fullmatch(name) and len(self._found) < MOST:
                self._found.add(NewField(kind, name))
