"""The kinds of reference data there are: what each gives, where it comes from, what its file must hold."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from houselights.errors import WrongUsage

NOT_TRIED = "not tried on an official file"


class Kind(msgspec.Struct, frozen=True):
    """One kind. `vintage` is "" where each file has its own; `columns` by our name, a ? after those that may lack.

    `members`: which files of a zip are read, where one has the same table for many sorts of area; else its largest.
    """

    name: str
    title: str
    file: str
    publisher: str
    vintage: str
    licence: str
    attribution: str
    tried: str
    schema: str
    gives: str
    columns: dict[str, tuple[str, ...]]
    members: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """On what its loader was tried, in words."""
        return f"tried on {self.tried}" if self.tried else NOT_TRIED


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name."""
    listed = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {name: msgspec.convert({"name": name, **facts}, Kind) for name, facts in listed.items()}


def kind_named(name: str) -> Kind:
    """WrongUsage, with those there are, for a name that is none."""
    if name not in kinds():
        raise WrongUsage(f"“{name}” is no kind of reference data.", remedy=f"Use one of {', '.join(kinds())}.")
    return kinds()[name]


def find_columns(kind: Kind, headings: Sequence[str]) -> dict[str, str]:
    """Our name of each column to the file's; WrongUsage that names every column it lacks."""
    found, lacking = {}, []
    for wanted, names in kind.columns.items():
        name, may_lack = wanted.removesuffix("?"), wanted.endswith("?")
        heading = _heading(names, headings)
        if heading is not None:
            found[name] = heading
        elif not may_lack:
            lacking.append(" or ".join(f"“{each}”" for each in names))
    if lacking:
        raise WrongUsage(
            f"This is not the file “{kind.title}”: it has no column {', and none '.join(lacking)}.",
            remedy=f"Give {kind.file}. Nothing was changed.",
        )
    return found


def _heading(names: Sequence[str], headings: Sequence[str]) -> str | None:
    """The first that goes by the first of the names."""
    for name in names:
        pattern = re.escape(name).replace(r"\*", ".*").replace(r"\#", r"\d")
        for heading in headings:
            if re.fullmatch(pattern, " ".join(heading.split()).strip("\ufeff ").lower()):
                return heading
    return None
