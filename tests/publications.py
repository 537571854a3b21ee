"""Publications for tests: a funder with figures in the ledger, a draft of one person, its release by another."""

from typing import Any

import cast
from houselights.disclosure.cells import Key, Shown
from houselights.disclosure.frozen import Frozen
from houselights.organisations.models import Organisation, User
from houselights.submissions.console.figures import ledger_name
from houselights.submissions.publishing.actions import (
    Said,
    ask_for_release,
    draft_publication,
    release_publication,
)
from houselights.submissions.publishing.models import Publication
from houselights.submissions.releases.actions import freeze_release
from houselights.web.public.drawing import drawn

QUARTER = "2025-Q1"
LABELS = {
    "discipline": {"Dance": 1_250, "Music": 10_400, "Museums": None, "Libraries": None, "unknown": 0},
    "region": {"London": 6_200, "North East": 5_450},
}
SAID = Said(
    "Audiences of the portfolio",
    "How many tickets people had for what we fund.",
    "Free events without a ticket are not counted.",
    ("tickets", "tickets discipline", "tickets region", "bookers"),
)


def figures(funder: Organisation, quarter: str = QUARTER, **changes: Any) -> Frozen:
    """A release of the funder's portfolio in the ledger, made by hand: two disciplines are hidden."""
    shown = [_shown(quarter, "tickets", "", "", 11_650), _shown(quarter, "bookers", "", "", 4_200)]
    shown += [
        _shown(quarter, "tickets", by, label, value)
        for by, labels in (LABELS | changes.pop("labels", {})).items()
        for label, value in labels.items()
    ]
    facts: dict[str, Any] = {
        "of": ledger_name(funder),
        "period": quarter,
        "is_final": True,
        "data_as_of": "2027-01-05T06:00:00+00:00",
        "build": 1,
        "shown": tuple(shown),
        "relations": (),
        "guards": (),
        "contributors": 14,
    }
    return freeze_release(release=Frozen(**facts | changes), by=None)


def drafted(funder: Organisation, by: User, *, period: str = QUARTER, **changes: Any) -> Publication:
    """Written by one person; `changes` are fields of what is said."""
    said = Said(**{**{name: getattr(SAID, name) for name in ("title", "summary", "note", "tables")}, **changes})
    return draft_publication(funder=funder, period=period, said=said, by=by)


def asked(funder: Organisation, by: User, **changes: Any) -> Publication:
    """And put before somebody else."""
    draft = drafted(funder, by, **changes)
    return ask_for_release(publication=draft, seen=draft.edition, by=by)


def released(funder: Organisation, by: User, other: User, **changes: Any) -> Publication:
    """And released by that other person."""
    waiting = asked(funder, by, **changes)
    return release_publication(publication=waiting, seen=waiting.edition, draw=drawn, by=other)


def second_person(funder: Organisation) -> User:
    """Flo is at the funder as Dee is."""
    return cast.make_person("Flo", funder, "funder")


def _shown(quarter: str, measure: str, by: str, label: str, value: int | None) -> Shown:
    return Shown(Key(quarter, measure, by, label), "hidden" if value is None else "value", value)
