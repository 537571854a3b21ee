"""Who is who: people of several customer records, why, and parting them or joining them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.connections.parting.actions import Record, join_again
from houselights.connections.parting.queries import decisions, parting_of
from houselights.errors import NotFound
from houselights.feeds.actions import request_rebuild
from houselights.feeds.people import Joined, Match, counts_of, joined_people, part
from houselights.organisations.models import Organisation, User
from houselights.web.access import enter, permissions_here, person

A_PAGE = 20
_SHOWN = 8  # characters of a keyed id: enough to tell a person's records apart


@dataclass(frozen=True)
class Tick:
    """A record of a person as the page shows it: a letter, its keyed id, and what is sent when it is ticked."""

    letter: str
    name: str
    value: str


@dataclass(frozen=True)
class Row:
    """One person of several records."""

    joined: Joined

    @property
    def ticks(self) -> list[Tick]:
        return [
            Tick(_letter(number), customer[:_SHOWN], f"{connection}:{customer}")
            for number, (connection, customer) in enumerate(self.joined.records)
        ]

    @property
    def is_pair(self) -> bool:
        return len(self.joined.records) == 2

    @property
    def reasons(self) -> list[tuple[str, str, int]]:
        """(`A and B`, what they share, how sure of 100) for each pair that was compared."""
        return [
            (self._pair(match), "; ".join(match.says), int(match.probability * 100)) for match in self.joined.matches
        ]

    def _pair(self, match: Match) -> str:
        letters = {record: _letter(number) for number, record in enumerate(self.joined.records)}
        return f"{letters[match.one]} and {letters[match.other]}"


class _People(Sequence[Row]):
    """A list of which only the shown part is read: a venue has tens of thousands."""

    def __init__(self, organisation: Organisation, count: int) -> None:
        self._organisation, self._count = organisation, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, shown: Any) -> Any:
        found = joined_people(self._organisation, skip=shown.start, most=shown.stop - shown.start)
        return [Row(each) for each in found]


@require_http_methods(["GET", "HEAD", "POST"])
def matches(request: HttpRequest, slug: str) -> HttpResponse:
    """People of several records, the least sure first; what was parted, below."""
    organisation = enter(request, slug, "edit_register" if request.method == "POST" else "see")
    if request.method == "POST":
        messages.success(
            request, f"{_decide(organisation, request.POST, person(request))} Figures follow within a minute."
        )
        request_rebuild(organisation)
        return redirect("matches", slug)
    counts = counts_of(organisation)
    context: dict[str, Any] = {
        "counts": counts,
        "page": Paginator(_People(organisation, counts.joined if counts else 0), A_PAGE).get_page(
            request.GET.get("page")
        ),
        "decisions": [
            (each, [name[:_SHOWN] for name in each.records], [name[:_SHOWN] for name in each.others])
            for each in decisions(organisation)
        ],
        "may_decide": "edit_register" in permissions_here(request),
        "crumbs": [("Insights", reverse("insights", args=[slug]))],
    }
    return render(request, "insights/templates/matches.html", context)


def _decide(organisation: Organisation, posted: QueryDict, by: User) -> str:
    """What was decided, in words."""
    if posted.get("do") == "join":
        number = posted.get("number", "")
        join_again(parting=parting_of(organisation, int(number) if number.isdecimal() else 0), by=by)
        return "They may be one person again."
    part(organisation=organisation, records=[_record(value) for value in posted.getlist("record")], by=by)
    return "Parted: they stay two people from now on."


def _record(value: str) -> Record:
    connection, _, customer = value.partition(":")
    if not connection.isdecimal():
        raise NotFound("There is no such customer record.")
    return int(connection), customer


def _letter(number: int) -> str:
    """A to Z, then 27 and on: a person of more records than letters is hardly one."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)
