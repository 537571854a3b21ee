"""What is decided about the register from values in hand: attributes to fields, checked fields, postcodes. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

# Its `parse` writes what it cannot read to the log, and mends by guessing: these parts do neither (2.1).
from uk_postcodes_parsing.postcode_utils import is_valid, to_normalised

from houselights.errors import WrongUsage
from houselights.vocabularies import Vocabulary, match, yes_no
from houselights.vocabularies.matching import key

# The names that the box office's event attributes must have, by the field each fills.
ATTRIBUTES = {
    "event_type": "Illuminate Event Type",
    "is_funded": "Illuminate Is Funded",
    "sub_discipline": "Illuminate Sub Discipline",
    "distribution_type": "Illuminate Distribution Type",
}
TERM_FIELDS = ("event_type", "sub_discipline", "distribution_type")
NAME_LENGTH, PLACE_LENGTH = 300, 200
MOST = 2_147_483_647  # what every database keeps in a whole number

Vocabularies = Mapping[str, Vocabulary]


@dataclass(frozen=True)
class AttributeProblem:
    """A value at the box office that is on no list: where, what, and what to do."""

    attribute: str
    value: str
    remedy: str


def register_fields(
    attributes: Mapping[str, str], vocabularies: Vocabularies
) -> tuple[dict[str, Any], list[AttributeProblem]]:
    """The register's fields that the four attributes fill, and the values that fit none.

    Names match in any capitals, spaces and punctuation; a value matches its term likewise, and a near one never.
    """
    values = {key(name): value for name, value in attributes.items()}
    fields: dict[str, Any] = {}
    problems = []
    for field, attribute in ATTRIBUTES.items():
        value = values.get(key(attribute), "").strip()
        if not value:
            continue
        found = match(vocabularies[field], value)
        if found.label is None:
            problems.append(AttributeProblem(attribute, value, _remedy(attribute, [near for near, _ in found.near])))
        else:
            fields[field] = yes_no(found.label) if field == "is_funded" else found.label
    return fields, problems


def checked_fields(fields: Mapping[str, Any], vocabularies: Vocabularies, today: date) -> dict[str, Any]:
    """The fields of an event as they are kept, terms in the list's own spelling; WrongUsage for what cannot be."""
    kept = dict(fields)
    if "name" in kept:
        kept["name"] = checked_name(str(kept["name"]))
    for field in TERM_FIELDS:
        if kept.get(field):
            kept[field] = checked_term(vocabularies[field], kept[field], today)
    starts, ends = kept.get("starts_on"), kept.get("ends_on")
    if starts and ends and ends < starts:
        raise WrongUsage("The last day is before the first day.", remedy="Check both days.")
    for field in ("number_of_performances", "attendance"):
        if not 0 <= (kept.get(field) or 0) <= MOST:
            raise WrongUsage(f"The {field.replace('_', ' ')} cannot be {kept[field]}.", remedy="Give a whole number.")
    return kept


def checked_name(text: str) -> str:
    """The name of an event on one line; WrongUsage for none, and for one that is too long to keep."""
    name = " ".join(text.split())
    if not name:
        raise WrongUsage("An event needs a name.", remedy="Give the name that the public knows it by.")
    if len(name) > NAME_LENGTH:
        raise WrongUsage(
            f"The name has more than {NAME_LENGTH} letters.", remedy="Shorten it; the rest can be described."
        )
    return name


def checked_place(text: str) -> str:
    """The name of a place on one line; WrongUsage for none, and for one that is too long to keep."""
    name = " ".join(text.split())
    if not name or len(name) > PLACE_LENGTH:
        raise WrongUsage("A place needs a name.", remedy=f"Give one of at most {PLACE_LENGTH} letters.")
    return name


def checked_term(vocabulary: Vocabulary, text: str, today: date) -> str:
    """The term on the list, in its own spelling; WrongUsage with the nearest ones otherwise."""
    found, listed = match(vocabulary, text), vocabulary.labels(today)
    if found.label in listed:
        return str(found.label)
    near = [label for label, _ in found.near if label in listed]
    remedy = f"Did you mean {_or(near)}?" if near else f"Use one of: {'; '.join(listed)}."
    raise WrongUsage(f"“{text}” is not on the list {vocabulary.title}.", remedy=remedy)


def checked_postcode(text: str) -> str:
    """A postcode in its usual form, `LN2 1QN`, "" for none; WrongUsage for what is none."""
    plain = "".join(text.split())
    if plain and not is_valid(plain):
        raise WrongUsage(f"“{text.strip()}” is not a postcode.", remedy="Write it like LN2 1QN, or leave it empty.")
    return to_normalised(plain) or "" if plain else ""


def usable_postcode(text: str) -> str:
    """The same for a postcode that nobody here can mend: what is none becomes ""."""
    try:
        return checked_postcode(text)
    except WrongUsage:
        return ""


def performances_twice(wanted: Sequence[str] | None, taken: Iterable[Sequence[str] | None]) -> set[str]:
    """Those of a link's performances that other links were narrowed to already: one belongs to one event."""
    return set(wanted or ()) & {each for narrowed in taken for each in narrowed or ()}


def _remedy(attribute: str, near: list[str]) -> str:
    if near:
        return f"Rename the value in the box office to {_or(near)}."
    return f"Use a value of the list for {attribute} in the box office."


def _or(labels: list[str]) -> str:
    return " or ".join(f"“{label}”" for label in labels)
