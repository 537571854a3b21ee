"""Reads the invented words and the list of real postcodes that the made-up theatres are built from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(section: str) -> dict[str, Any]:
    """A section of `words.toml`: lists of words by name."""
    text = files("houselights.sandbox").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[section]


@cache
def postcodes() -> dict[str, list[str]]:
    """Unit postcodes by catchment."""
    text = files("houselights.sandbox").joinpath("postcodes.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return found
