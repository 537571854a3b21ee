"""What every exported table and column means, for the data dictionary."""

import tomllib
from functools import cache
from importlib.resources import files


def meaning_of(column: str) -> str:
    """A column means the same in every table that has it; a name without a meaning is a bug, and crashes."""
    return _all()["columns"][column]


def meaning_of_table(place: str, table: str) -> str:
    """`place` is kept, landing or warehouse."""
    return _all()[place][table]


@cache
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "meanings.toml").read_text(encoding="utf-8"))
