"""First steps: what an organisation with nothing does, in order; each can be left and taken up again."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.register.blanks.queries import events_with_blanks


@dataclass(frozen=True)
class Step:
    """One step; `is_next` is the first that is not done."""

    heading: str
    says: str
    action: str
    href: str
    is_done: bool
    is_next: bool = False


def steps_of(organisation: Organisation) -> list[Step]:
    """The four steps with their ticks."""
    is_connected = organisation.connections.exclude(sealed_secret="").exists()
    # A run that failed before it listed anything has read nothing.
    was_read = organisation.connections.filter(Q(runs__state="complete") | Q(catalogue__isnull=False)).exists()
    has_events = organisation.events.exists()
    steps = [
        Step(
            "Connect the box office",
            "Ask your box office for a key and paste it here; every step is tested while you watch.",
            "Connect the box office" if not is_connected else "Read the box office",
            _to(organisation, "box_office" if is_connected else "connect"),
            is_connected and was_read,
        ),
        Step(
            "Choose what is on the register",
            "Tick the box-office events that are yours. Only what is on the register is counted.",
            "Choose the events",
            _to(organisation, "adopt"),
            has_events,
        ),
        Step(
            "Check the blanks",
            "Event type, sub-discipline, distribution type, funded or not. Most come filled from the box office.",
            "Check the blanks",
            _to(organisation, "blanks"),
            has_events and not events_with_blanks(organisation).exists(),
        ),
        Step(
            "See your audience",
            "Who came, from where, and what they came for.",
            "See your audience",
            _to(organisation, "insights"),
            False,
        ),
    ]
    return _with_next(steps, can_see=latest_build(organisation) is not None)


def _with_next(steps: list[Step], *, can_see: bool) -> list[Step]:
    open_steps = [step for step in steps if not step.is_done and (can_see or step is not steps[-1])]
    following = open_steps[0] if open_steps else steps[-1]
    return [
        Step(step.heading, step.says, step.action, step.href, step.is_done, is_next=step is following) for step in steps
    ]


def _to(organisation: Organisation, name: str) -> str:
    return reverse(name, args=[organisation.slug])
