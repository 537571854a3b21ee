"""What an upload does to the register, row by row: created, updated, unchanged or refused, with old and new. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from houselights.register.rules import NAME_LENGTH
from houselights.register.uploads.cells import place_key
from houselights.register.uploads.clashes import clashes
from houselights.register.uploads.identity import Identity, Target, identify, target_of
from houselights.register.uploads.placing import Postcodes
from houselights.register.uploads.problems import Found, problem
from houselights.register.uploads.rows import Fixed, ReadRow
from houselights.register.uploads.snapshot import KnownEvent, ListedEvent, Snapshot
from houselights.register.uploads.unhurried import collector_paused
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks.problem import Problem

HEADINGS = {column.field: column.heading for column in TEMPLATE.columns}
FIELDS = {heading: field for field, heading in HEADINGS.items()}
# Fields that are the event's own: the place's postcode and the link are kept beside it.
OWN = frozenset(HEADINGS) - {"location_postcode", "box_office_id"}
TEXTS = ("name", "location", "event_type", "sub_discipline", "distribution_type", "description")
EMPTY: Mapping[str, Any] = dict.fromkeys(OWN) | dict.fromkeys(TEXTS, "")  # an event before anything is said of it


class PlannedRow(Struct, frozen=True):
    """What one row will do. `values` are what it stores; `changes` is old and new by field, as a person sees them."""

    sheet: str
    number: int
    name: str
    action: str
    event: int | None
    target: Target
    values: Mapping[str, Any]
    changes: Mapping[str, tuple[Any, Any]]
    problems: tuple[Problem, ...]
    fixes: tuple[Fixed, ...]
    candidates: tuple[int, ...]
    choice: str = ""
    place: str = ""  # of the event as the register has it


class _Draft(Struct, frozen=True):
    """A row on its way to a plan."""

    row: ReadRow
    target: Target
    who: Identity
    choice: str


@collector_paused()
def plan(rows: Iterable[ReadRow], now: Snapshot, choices: Mapping[tuple[str, int], str]) -> list[PlannedRow]:
    """Every row read, in its order, with all of its problems; `choices` are by sheet and row."""
    drafts = [_draft(row, now, choices.get((row.sheet, row.number), "")) for row in rows]
    clashing = clashes([(each.row, each.target, each.who, each.choice) for each in drafts])
    postcodes = Postcodes(now)
    return [_planned(each, found, now, postcodes) for each, found in zip(drafts, clashing, strict=True)]


def _draft(row: ReadRow, now: Snapshot, choice: str) -> _Draft:
    target = target_of(row.values.get("box_office_id"), now)
    return _Draft(row, target, identify(row.values, target, now, choice), choice)


def _planned(draft: _Draft, clash: Found | None, now: Snapshot, postcodes: Postcodes) -> PlannedRow:
    row, target, who = draft.row, draft.target, draft.who
    known = now.events.get(who.event) if who.event else None
    doubt = clash or who.found
    values = _completed(row.values, target, is_new=known is None and doubt is None)
    problems = _problems(draft, doubt, values, known)
    is_refused = any(each.severity == "error" for each in problems)
    changes = {} if doubt else changes_of(values, known, target)
    if not is_refused:
        # Only rows that go in may say what a new place's postcode is.
        more, place_problem = postcodes.of(values, known)
        changes |= more
        problems += [problem(place_problem, row.at("location_postcode", "LocationPostcode"))] if place_problem else []
    action = "refused" if is_refused else "created" if known is None else "updated" if changes else "unchanged"
    name = str(values.get("name") or (known.fields["name"] if known else ""))
    return PlannedRow(
        row.sheet, row.number, name, action, who.event, target, values, changes,
        tuple(problems), row.fixes, who.candidates if doubt or draft.choice else (), draft.choice,
        known.fields["location"] if known else "",
    )  # fmt: skip


def _problems(draft: _Draft, doubt: Found | None, values: Mapping[str, Any], known: KnownEvent | None) -> list[Problem]:
    """Those of cells, those of what the row is, and those of the row as a whole."""
    problems = _still_wrong(draft.row, known) if draft.row.problems else []
    if doubt or draft.target.found:
        problems += _identity_problems(draft, doubt)
    return problems if doubt else problems + _whole_row(draft.row, values, known)


def changes_of(values: Mapping[str, Any], known: KnownEvent | None, target: Target) -> dict[str, tuple[Any, Any]]:
    """Old and new of every field that differs; a blank leaves what the register has. A draft is thereby confirmed."""
    before = known.fields if known else EMPTY
    changes = {
        name: (before[name], value)
        for name, value in values.items()
        if name in OWN and (known is None or not _same(name, before[name], value))
    }
    if target.connection is not None and (not known or (target.connection, target.box_office_id) not in known.links):
        changes["box_office_id"] = ("", target.box_office_id)
    if known and changes and before["is_draft"]:
        changes["is_draft"] = (True, False)
    return changes


def _same(name: str, old: Any, new: Any) -> bool:
    return place_key(old or "") == place_key(new) if name == "location" else bool(old == new)


def _completed(given: Mapping[str, Any], target: Target, *, is_new: bool) -> dict[str, Any]:
    """A new event takes from the box office what its row leaves blank, and is over in one day unless it says more."""
    values = dict(given)
    values.pop("box_office_id", None)  # the target says what it means
    if is_new and target.listed:
        for name, value in _as_listed(target.listed, values).items():
            if value and name not in values:
                values[name] = value
    if is_new and "starts_on" in values and "ends_on" not in values:
        values["ends_on"] = values["starts_on"]
    return values


def _as_listed(listed: ListedEvent, values: Mapping[str, Any]) -> dict[str, Any]:
    """Name and days at the box office; the days only where the row gives none, for half of two spans is neither."""
    name = {"name": " ".join(listed.name.split())[:NAME_LENGTH]}
    has_days = "starts_on" in values or "ends_on" in values
    return name if has_days else name | {"starts_on": listed.first_on, "ends_on": listed.last_on}


def _still_wrong(row: ReadRow, known: KnownEvent | None) -> list[Problem]:
    """A term that left its list is no problem for the event that has it already."""
    return [
        each for each in row.problems if each.code != "off-the-list" or not _has_it(row, known, FIELDS[each.column])
    ]


def _has_it(row: ReadRow, known: KnownEvent | None, field: str) -> bool:
    return known is not None and bool(known.fields[field] == row.values.get(field))


def _identity_problems(draft: _Draft, doubt: Found | None) -> list[Problem]:
    by_id, by_name = "box_office_id", "name"
    found = [(draft.target.found, by_id)]
    if doubt:
        found.append((doubt, by_id if doubt.code in ("id-twice", "id-of-another-event") else by_name))
    return [problem(each, draft.row.at(place, HEADINGS[place])) for each, place in found if each]


def _whole_row(row: ReadRow, values: Mapping[str, Any], known: KnownEvent | None) -> list[Problem]:
    """What can only be said of the row as a whole."""
    found = (
        (_name_missing(row, values, known), "name"),
        (_start_missing(row, values, known), "starts_on"),
        (_end_before_start(values, known), "ends_on"),
    )
    return [problem(each, row.at(place, HEADINGS[place])) for each, place in found if each]


def _name_missing(row: ReadRow, values: Mapping[str, Any], known: KnownEvent | None) -> Found | None:
    is_missing = known is None and not values.get("name") and not row.has_problem(HEADINGS["name"])
    return Found("name-missing") if is_missing else None


def _start_missing(row: ReadRow, values: Mapping[str, Any], known: KnownEvent | None) -> Found | None:
    is_missing = known is None and not values.get("starts_on") and not row.has_problem(HEADINGS["starts_on"])
    return Found("start-missing") if is_missing else None


def _end_before_start(values: Mapping[str, Any], known: KnownEvent | None) -> Found | None:
    before = known.fields if known else {}
    starts, ends = (values.get(name) or before.get(name) for name in ("starts_on", "ends_on"))
    is_said = values.get("starts_on") or values.get("ends_on")
    if not (is_said and starts and ends and ends < starts):
        return None
    return Found("end-before-start", places={"start": starts.isoformat(), "end": ends.isoformat()})


def held_back(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """All or nothing: where one row is refused, those that would have been saved are too, and say why."""
    if all(each.action != "refused" for each in rows):
        return list(rows)
    return [_held_back(each) if each.action in ("created", "updated") else each for each in rows]


def _held_back(row: PlannedRow) -> PlannedRow:
    place = ReadRow(row.sheet, row.number, {}).at("name", HEADINGS["name"])
    return replace(row, action="refused", problems=(*row.problems, problem(Found("not-saved-alone"), place)))
