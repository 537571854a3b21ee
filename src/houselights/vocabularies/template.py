"""The columns of the Events Upload Template, as versioned data: headings, what they fill, what they mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Kind = Literal["name", "text", "date", "place", "postcode", "event-id", "term", "yes-no", "whole-number"]
IN_REGISTER = "InRegister"  # the report's last column: known, and never read back


@dataclass(frozen=True)
class Column:
    """One column: `field` is what it fills, `accepted` are other words for its heading, `comment` says what it means.

    A column of kind `term` is controlled by the list that has the name of its field.
    """

    heading: str
    field: str
    kind: Kind
    accepted: tuple[str, ...]
    comment: str
    example: str
    width: int


@dataclass(frozen=True)
class Template:
    """The columns in their order."""

    title: str
    version: int
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    @property
    def by_field(self) -> Mapping[str, Column]:
        return {column.field: column for column in self.columns}

    def known(self) -> dict[str, tuple[str, ...]]:
        """Every heading that is met in a person's workbook, with the other words for it."""
        named = {column.heading: (column.heading, *column.accepted) for column in self.columns}
        return named | {IN_REGISTER: (IN_REGISTER,)}


def _shipped() -> Template:
    text = files(__package__).joinpath("terms", "template_v0.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    columns = [Column(**{**each, "accepted": tuple(each["accepted"])}) for each in data["columns"]]
    return Template(data["title"], data["version"], tuple(columns))


TEMPLATE = _shipped()
