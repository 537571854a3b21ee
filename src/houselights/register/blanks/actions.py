"""Fill blanks in, and switch rules of suggestion: one transaction each, with its entries in the trail."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from houselights.audit.actions import record
from houselights.errors import NotFound
from houselights.organisations.models import Organisation, User
from houselights.register.actions import change_event
from houselights.register.blanks.queries import blanks_of, choices, events_with_blanks, suggestions_of
from houselights.register.blanks.shipped import FIELDS, shipped_rules
from houselights.register.models import Event, SwitchedOffRule
from houselights.vocabularies import yes_no

Wanted = Mapping[int, Mapping[str, str]]  # by the event's number, then by field: a word of its list


@dataclass
class Filled:
    """How many blanks were filled, and what was left alone: (event, field) of each."""

    fields: int = 0
    taken: list[tuple[Event, str]] = field(default_factory=list)  # somebody else had filled it in since
    off_list: list[tuple[Event, str]] = field(default_factory=list)  # not on the list, or no longer


@transaction.atomic
def fill_blanks(*, organisation: Organisation, values: Wanted, by: User | None) -> Filled:
    """Fill in what is still blank, and only that: what somebody else filled in meanwhile stays theirs."""
    filled, listed = Filled(), choices()
    # Locked, so that of two people who fill the same blank at once the second is told of the first.
    events = {event.pk: event for event in organisation.events.select_for_update().filter(pk__in=list(values))}
    for number, wanted in values.items():
        if number in events:
            _fill(events[number], wanted, listed, filled, by)
    return filled


@transaction.atomic
def accept_alike(
    *, organisation: Organisation, among: list[int], name: str, value: str, rule: str, by: User | None
) -> Filled:
    """Accept one suggestion on every event, `among` those given, that has it from the same rule at this moment."""
    suggested = suggestions_of(organisation)
    alike: dict[int, dict[str, str]] = {}
    for event in events_with_blanks(organisation).filter(pk__in=among):
        found = suggested.for_event(event).get(name)
        if found and (found.value, found.rule) == (value, rule):
            alike[event.pk] = {name: value}
    return fill_blanks(organisation=organisation, values=alike, by=by)


@transaction.atomic
def switch_rule(*, organisation: Organisation, rule: str, on: bool, by: User | None) -> None:
    """Use a rule of suggestion or do without it. Safe to repeat."""
    if rule not in {each.name for each in shipped_rules()}:
        raise NotFound("There is no such rule.", remedy="Choose one of those on the page of blanks.")
    if on:
        changed = bool(organisation.switched_off_rules.filter(rule=rule).delete()[0])
    else:
        _, changed = SwitchedOffRule.objects.get_or_create(organisation=organisation, rule=rule)
    if changed:
        action = "rule for blanks switched on" if on else "rule for blanks switched off"
        record(action=action, subject=f"rule {rule}", organisation=organisation.slug, by=by)


def _fill(
    event: Event, wanted: Mapping[str, str], listed: Mapping[str, tuple[str, ...]], filled: Filled, by: User | None
) -> None:
    blank, fields = blanks_of(event), {}
    for name in FIELDS:
        value = wanted.get(name, "")
        if not value:
            continue
        if value not in listed[name]:
            filled.off_list.append((event, name))
        elif name in blank:
            fields[name] = yes_no(value) if name == "is_funded" else value
        elif _kept(event, name) != value:
            filled.taken.append((event, name))
    if fields:
        change_event(event=event, by=by, **fields)
        filled.fields += len(fields)


def _kept(event: Event, name: str) -> str:
    value = getattr(event, name)
    return value if isinstance(value, str) else "Yes" if value else "No"
