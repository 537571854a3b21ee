"""Peers for tests: made-up organisations that contribute a quarter, of sizes that spread."""

from typing import Any

from django.utils import timezone

from houselights.benchmarks.models import Contribution, Contributor
from houselights.disclosure.bounds import shown_value
from houselights.disclosure.contributions import Contributed, as_bytes
from houselights.disclosure.contributions import Contribution as Figures
from houselights.disclosure.spread import COUNTED
from houselights.organisations.actions import add_organisations
from houselights.organisations.models import Organisation

REGION = "North West"


def figures(of: str, period: str = "2026-Q1", tickets: int = 1000, **changes: Any) -> Figures:
    """As the gate writes them: whole fives, money of three significant figures."""
    values = {"tickets": tickets, "orders": tickets // 2, "bookers": tickets // 3, "income": tickets * (1500 + tickets)}
    shown = tuple(
        Contributed(name, "", "", shown_value(values[name], is_money=name == "income"), None, name == "income")
        for name in COUNTED
    )
    about = {"is_final": True, "data_as_of": "2026-07-05T06:00:00+00:00", "build": 1, "is_protected": True, **changes}
    return Figures(of=of, period=period, figures=shown, **about)


def size_of(number: int) -> int:
    """Tickets of the so-manieth: each a fifth larger than the one before."""
    return 5 * round(200 * 1.2**number)


def contributors(count: int, *periods: str, start: int = 0, **about: str) -> list[Contributor]:
    """So many organisations of one region that contribute to these quarters."""
    named = [(f"peer-{number}", f"Peer {number}") for number in range(start, start + count)]
    made = [contributor(each, **about) for each in add_organisations(named=named, by=None)]
    for number, each in enumerate(made, start):
        for place, period in enumerate(periods):
            contribute(each, period, size_of(number) + 50 * place)
    return made


def contributor(organisation: Organisation, **about: str) -> Contributor:
    return Contributor.objects.create(organisation=organisation, since=timezone.now(), **{"region": REGION, **about})


def contribute(contributor: Contributor, period: str, tickets: int) -> None:
    content = as_bytes(figures(contributor.organisation.slug, period, tickets))
    Contribution.objects.create(contributor=contributor, period=period, content=content, made_at=timezone.now())
