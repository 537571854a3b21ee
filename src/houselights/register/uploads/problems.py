"""The problems an upload may find: their codes and words, and each one with the address of its cell."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from houselights.workbooks.problem import Problem

Severity = Literal["error", "warning", "notice"]
ECHOED = 80  # letters of a person's cell that a sentence repeats


@dataclass(frozen=True)
class ProblemKind:
    """`message` is a sentence with {places}; `why` is for the reference."""

    code: str
    severity: Severity
    message: str
    why: str


@dataclass(frozen=True)
class Found:
    """What is wrong with a value, wherever it stands: the same for every cell that holds it."""

    code: str
    suggestion: str = ""
    places: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fix:
    """A change that is safe to make for a person: what the cell becomes, and why."""

    after: Any
    reason: str


@dataclass(frozen=True)
class Place:
    """Where a cell is: as Excel shows it, and under which heading of the template. `value` is its text."""

    sheet: str
    row: int
    cell: str
    column: str
    value: str


def _shipped() -> dict[str, ProblemKind]:
    text = files(__package__).joinpath("problems.toml").read_text(encoding="utf-8")
    return {code: ProblemKind(code=code, **words) for code, words in tomllib.loads(text).items()}


KINDS = _shipped()


def problem(found: Found, at: Place) -> Problem:
    """What was found, in its cell and in words."""
    kind = KINDS[found.code]
    message = kind.message.format(**{"value": shortened(at.value), **found.places})
    return Problem(
        at.sheet, at.cell, at.row, at.column, at.value, kind.code, kind.severity, message.strip(), found.suggestion
    )


def shortened(text: str) -> str:
    """A person's text on one line, no longer than a sentence can bear."""
    plain = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return plain if len(plain) <= ECHOED else f"{plain[: ECHOED - 1]}…"
