"""What to do next: each task is a count, where its list is, and why it matters."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from houselights.feeds.queries import current_findings, waiting
from houselights.organisations.models import Organisation
from houselights.register.blanks.queries import events_with_blanks
from houselights.register.suggestions.queries import above, suggested
from houselights.register.suggestions.rules import LINE
from houselights.web.templatetags.words import count, pounds


@dataclass(frozen=True)
class Task:
    """What components/todo.html shows."""

    count: int
    text: str
    href: str
    tag: str
    kind: str
    why: str


def tasks_of(organisation: Organisation) -> list[Task]:
    """The gravest first; nothing that is already well."""
    return [task for make in (_unlinked, _wrong, _blank, _drafts) for task in make(organisation)]


def _unlinked(organisation: Organisation) -> Iterator[Task]:
    waits = waiting(organisation)
    if waits.events:
        yield Task(
            waits.events,
            f"{_many('box-office event brings', 'box-office events bring', waits.events)} no data",
            reverse("box_office", args=[organisation.slug]) + "?only=waiting#catalogue",
            f"{pounds(waits.pence)} waiting",
            "bad",
            f"{count(waits.tickets, 'ticket')} sold at the box office, linked to nothing here and counted nowhere."
            + _likely(len(above(LINE, suggested(organisation)))),
        )


def _wrong(organisation: Organisation) -> Iterator[Task]:
    errors = [finding for finding in current_findings(organisation) if finding.severity == "error"]
    if errors:
        yield Task(
            len(errors),
            f"{_many('thing is', 'things are', len(errors))} wrong with the feed",
            reverse("box_office", args=[organisation.slug]) + "#noticed",
            "look",
            "bad",
            errors[0].message,
        )


def _blank(organisation: Organisation) -> Iterator[Task]:
    blank = events_with_blanks(organisation).count()
    if blank:
        yield Task(
            blank,
            f"{_many('event has', 'events have', blank)} blanks",
            reverse("blanks", args=[organisation.slug]),
            "a return needs them",
            "wait",
            "Event type, sub-discipline, distribution type, or whether it is funded.",
        )


def _drafts(organisation: Organisation) -> Iterator[Task]:
    drafts = organisation.events.filter(is_draft=True).count()
    if drafts:
        yield Task(
            drafts,
            f"{_many('draft', 'drafts', drafts)} nobody has looked at",
            reverse("events", args=[organisation.slug]) + "?quarter=all&only=draft",
            "",
            "",
            "They came from the box office by themselves, and count like any other event.",
        )


def _likely(matches: int) -> str:
    if not matches:
        return ""
    return f" {count(matches, 'has a likely match,have a likely match')}: answer yes or no."


def _many(one: str, more: str, number: int) -> str:
    return one if number == 1 else more
