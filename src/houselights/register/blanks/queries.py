"""Read blanks: which events have some, what is suggested for each, and which rules an organisation uses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from houselights.organisations.models import Organisation
from houselights.register.blanks.rules import Entry, Memory, Suggestion, remember, suggestion
from houselights.register.blanks.shipped import FIELDS, Rule, shipped_rules
from houselights.register.models import Event
from houselights.register.queries import terms

IS_BLANK = Q(event_type="") | Q(is_funded=None) | Q(sub_discipline="") | Q(distribution_type="")


@dataclass(frozen=True)
class Switch:
    """A rule, and whether the organisation uses it."""

    rule: Rule
    is_on: bool


@dataclass(frozen=True)
class Suggestions:
    """What is suggested for the events of one organisation now: ask `for_event`."""

    memory: Memory
    rules: tuple[Rule, ...]

    def for_event(self, event: Event) -> dict[str, Suggestion]:
        """By field, for those of its blanks that a rule knows something about."""
        entry = entry_of(event)
        found = {name: suggestion(entry, name, self.memory, self.rules) for name in blanks_of(event)}
        return {name: each for name, each in found.items() if each}


def blanks_of(event: Event) -> list[str]:
    """The names of the fields that are still empty."""
    return [name for name in FIELDS if getattr(event, name) in ("", None)]


def events_with_blanks(organisation: Organisation) -> QuerySet[Event]:
    """Drafts too: they count like any other."""
    return organisation.events.filter(IS_BLANK).select_related("location")


def suggestions_of(organisation: Organisation) -> Suggestions:
    """Looks back at the whole register once."""
    events = organisation.events.select_related("location")
    return Suggestions(remember(_entries(events), choices()), tuple(_in_use(organisation)))


def switches_of(organisation: Organisation) -> list[Switch]:
    """Every rule, in the order in which they are asked."""
    off = set(organisation.switched_off_rules.values_list("rule", flat=True))
    return [Switch(rule, rule.name not in off) for rule in shipped_rules()]


def choices() -> Mapping[str, tuple[str, ...]]:
    """What can be chosen for each field today."""
    return {name: terms(name) for name in FIELDS}


def entry_of(event: Event) -> Entry:
    """The event as the rules see it."""
    place = event.location
    return Entry(
        number=event.pk,
        title=event.name,
        starts_on=event.starts_on,
        place=place.name if place else "",
        has_postcode=bool(place and place.postcode),
        values={name: _word(getattr(event, name)) for name in FIELDS},
    )


def _in_use(organisation: Organisation) -> Iterable[Rule]:
    return (switch.rule for switch in switches_of(organisation) if switch.is_on)


def _entries(events: Iterable[Event]) -> Iterable[Entry]:
    return (entry_of(event) for event in events)


def _word(value: str | bool | None) -> str:
    """As its list spells it."""
    return {True: "Yes", False: "No", None: ""}.get(value, "") if not isinstance(value, str) else value
