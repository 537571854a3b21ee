"""The trained model: what is compared of two records, and how much each thing counts, as Splink's settings."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import msgspec

_TWO = (
    "phone",
    "first_name_phone",
    "surname_initial_phone",
    "name_start_phone",
)  # a record has up to two of them: NAME and NAME_other


class Level(msgspec.Struct, frozen=True):
    """One outcome of a comparison. `fits` is "" for the last: none of those before it."""

    reason: str
    says: str
    fits: str
    frequency: str = ""  # the token whose frequency counts: what many records share says less


class Comparison(msgspec.Struct, frozen=True):
    """Levels of which the first that fits counts; none where `missing` fits."""

    name: str
    level: tuple[Level, ...]
    missing: str = ""


class Levels(msgspec.Struct, frozen=True):
    """levels.toml."""

    candidates: tuple[str, ...]
    comparison: tuple[Comparison, ...]


class Trained(msgspec.Struct, frozen=True):
    """trained.json: how likely any two records that are compared are one person's, and how much each level tells.

    `levels` gives for each reason two shares, of one person's pairs and of other pairs: only their ratio counts.
    """

    made_by: str
    same: float
    levels: dict[str, tuple[float, float]]


@cache
def levels() -> Levels:
    """What is compared."""
    return msgspec.convert(tomllib.loads(_text("levels.toml")), Levels)


@cache
def trained() -> Trained:
    """How much it counts."""
    return msgspec.json.decode(_text("trained.json"), type=Trained)


@cache
def mark() -> str:
    """Tells models apart: another one, and people are found again."""
    parts = ("levels.toml", "trained.json", "records.sql", "linking.py", "again.py", "clusters.py", "joining.py")
    return blake2b("".join(map(_text, parts)).encode(), digest_size=8).hexdigest()


def statement(name: str) -> str:
    """The text of a statement that stands in a file of its own."""
    return _text(f"{name}.sql")


def sentences(reasons: str) -> list[str]:
    """What the reasons of a match say, for people; unknown ones, of a model that is no more, say nothing."""
    says = {level.reason: level.says for comparison in levels().comparison for level in comparison.level}
    return [says[reason] for reason in reasons.split() if reason in says]


def settings(model: Trained) -> dict[str, Any]:
    """As Splink takes them. Records have a column for each token, null where they do not have it."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record",
        "probability_two_random_records_match": model.same,
        "retain_matching_columns": True,  # brings the level of each comparison: the reasons
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.{left} = r.{right}", "sql_dialect": "duckdb"} for left, right in candidates()
        ],
        "comparisons": [_comparison(each, model) for each in levels().comparison],
    }


def candidates() -> Iterator[tuple[str, str]]:
    """Tokens of one record and the other, of which one pair must be the same."""
    for name in levels().candidates:
        yield from _alike(name)


def frequencies() -> list[tuple[str, str]]:
    """(token, the reason it counts for) of each token whose frequency counts."""
    every = [level for comparison in levels().comparison for level in comparison.level]
    return [(level.frequency, level.reason) for level in every if level.frequency]


def _comparison(comparison: Comparison, model: Trained) -> dict[str, Any]:
    missing = [{"sql_condition": _condition(comparison.missing), "is_null_level": True}] if comparison.missing else []
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [*missing, *(_level(level, model) for level in comparison.level)],
    }


def _level(level: Level, model: Trained) -> dict[str, Any]:
    same, other = model.levels[level.reason]
    found: dict[str, Any] = {
        "sql_condition": _condition(level.fits) if level.fits else "ELSE",
        "label_for_charts": level.reason,
        "m_probability": same,
        "u_probability": other,
    }
    if level.frequency:
        found |= {"tf_adjustment_column": level.frequency, "disable_tf_exact_match_detection": True}
    return found


def _condition(text: str) -> str:
    """`{email}` is the token of both records, and the same one."""
    return " ".join(re.sub(r"\{(\w+)\}", lambda found: _same(found[1]), text).split())


def _same(token: str) -> str:
    return f"({' or '.join(f'{left}_l = {right}_r' for left, right in _alike(token))})"


def _alike(token: str) -> list[tuple[str, str]]:
    forms = [token, f"{token}_other"] if token in _TWO else [token]
    return [(left, right) for left in forms for right in forms]


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
