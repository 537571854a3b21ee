"""The forms that funders ask for, as data: which fields, under which headings, by when. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from houselights.errors import NotFound
from houselights.periods import last_day
from houselights.submissions.fields import FIELDS, Field


@dataclass(frozen=True)
class Asked:
    """One field that a form asks for: ours, what the funder calls it, and whether it may stay blank."""

    field: Field
    heading: str
    is_required: bool


@dataclass(frozen=True)
class Form:
    """One form. `tables` are the audience's own: a measure, and what it is split by or ""."""

    name: str
    title: str
    version: int
    says: str
    days: int  # after the quarter's end, within which it is wanted
    large: float  # a change from the quarter before that somebody must have looked at: 0.25 is a quarter
    asked: tuple[Asked, ...]
    tables: tuple[tuple[str, str], ...]

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(each.field.name for each in self.asked if each.is_required)

    def deadline(self, quarter: str) -> date:
        """The last day on which it is in time."""
        return last_day(quarter) + timedelta(days=self.days)


USUAL = "starter"


@cache
def forms() -> dict[str, Form]:
    """By name, the usual one first."""
    found = [_read(path.name.removesuffix(".toml")) for path in files(__package__).iterdir() if path.suffix == ".toml"]  # type: ignore[attr-defined]
    return {form.name: form for form in sorted(found, key=lambda form: (form.name != USUAL, form.title))}


def form(name: str) -> Form:
    """The form of that name; NotFound with those there are."""
    if name not in forms():
        raise NotFound(f"There is no form “{name}”.", remedy=f"There are: {', '.join(forms())}.")
    return forms()[name]


def _read(name: str) -> Form:
    facts = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    asked = tuple(Asked(FIELDS[each["field"]], each["heading"], each.get("required", False)) for each in facts["asks"])
    return Form(
        name=name,
        title=facts["title"],
        version=facts["version"],
        says=facts["says"],
        days=facts["days_after_quarter"],
        large=facts["large_change"],
        asked=asked,
        tables=tuple((measure, by) for measure, by in facts["tables"]),
    )
