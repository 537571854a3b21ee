"""A funder's console: who has sent the quarter's return, who is late and why, and what follows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.organisations.portfolio.importing import check_is_funder
from houselights.periods import parse_period, quarter_named, quarter_of
from houselights.submissions.console.queries import Console, Row, console_of
from houselights.submissions.console.rules import STATES, State
from houselights.submissions.drafting import quarter_before
from houselights.web.access import enter
from houselights.web.templatetags.words import short_quarter

A_PAGE = 100
QUARTERS = 5  # offered: the one that runs, and those before


@dataclass(frozen=True)
class Choice:
    """A state or a quarter to choose: its words, its address, how many."""

    title: str
    href: str
    is_chosen: bool
    count: int = 0


@require_safe
def portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    funder = enter(request, slug, "see_portfolio")
    check_is_funder(funder)
    quarter = asked_quarter(request)
    console = console_of(funder, quarter, timezone.localdate())
    only, words = request.GET.get("only", ""), request.GET.get("q", "").strip()[:100]
    page = Paginator(_chosen(console.rows, only, words), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "console": console,
        "period": parse_period(quarter),
        "rows": page.object_list,
        "page": page,
        "query": urlencode({"quarter": quarter, "only": only, "q": words}) + "&",
        "only": only,
        "words": words,
        "quarters": quarters(quarter),
        "states": list(_states(console, only)),
        "open": console.counts["late"] + console.counts["incomplete"],
    }
    return render(request, "portfolio/templates/portfolio.html", context)


def asked_quarter(request: HttpRequest) -> str:
    """The quarter of the address; else the one that was over last, which is the one that is owed."""
    return quarter_named(request.GET.get("quarter", "") or last_quarter(timezone.localdate())).name


def last_quarter(today: date) -> str:
    return quarter_before(quarter_of(today))


def quarters(chosen: str) -> list[Choice]:
    """The quarter that runs and those before it, to choose from."""
    return [Choice(short_quarter(name), f"?quarter={name}", name == chosen) for name in quarter_names(chosen)]


def quarter_names(chosen: str) -> list[str]:
    """The same by their names, the newest first."""
    names = [quarter_of(timezone.localdate())]
    while len(names) < QUARTERS:
        names.append(quarter_before(names[-1]))
    return sorted({*names, chosen}, reverse=True)


def _chosen(rows: Any, only: str, words: str) -> list[Row]:
    wanted = words.casefold()
    return [row for row in rows if only in ("", row.state.name) and wanted in row.name.casefold()]


def _states(console: Console, only: str) -> Any:
    everybody = State("", "All", "", "")
    for state in (everybody, *STATES.values()):
        count = console.counts[state.name] if state.name else len(console.rows)
        if count or state.name == only:
            href = f"?{urlencode({'quarter': console.quarter, 'only': state.name})}"
            yield Choice(state.title, href, state.name == only, count)
