"""What a funder's list may say, from values in hand: its terms, funding bands, short names, and who is who on it."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from houselights.vocabularies.lists import shipped


@cache
def lists() -> dict[str, Any]:
    """The columns, terms, bands, exemptions and problems, as shipped."""
    return tomllib.loads(files(__package__).joinpath("lists.toml").read_text(encoding="utf-8"))


def terms(name: str) -> tuple[str, ...]:
    """The terms that a column may hold; disciplines are those of the vocabulary of events."""
    if name == "discipline":
        return tuple(dict.fromkeys(term.parent for term in shipped("sub_discipline").terms))
    return tuple(lists()["terms"][name])


def funding_band(pounds: int | None) -> str:
    """The band of a yearly sum; "" where it is not known."""
    if pounds is None:
        return ""
    return next(str(band["label"]) for band in reversed(lists()["bands"]) if pounds >= band["from"])


def exemptions() -> dict[str, str]:
    """Why an organisation may owe no return: code to words."""
    return dict(lists()["exemptions"])


@dataclass(frozen=True, eq=False)
class ListRow:
    """One organisation of a list as it was read; `values` are fields of a Listing."""

    sheet: str
    number: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells it from the others: its reference where it has one, and its name."""
        reference = self.values.get("reference", "")
        return (*([f"reference {reference.casefold()}"] if reference else []), f"name {name_key(self.name)}")


def name_key(name: str) -> str:
    """What two spellings of one name have in common. Letters of every script count: none may be equal to nothing."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum()) or plain.strip()


def short_name(name: str, taken: Iterable[str]) -> str:
    """A slug for a name that nobody has: `the-lyric`, else `the-lyric-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-") or "organisation"
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
