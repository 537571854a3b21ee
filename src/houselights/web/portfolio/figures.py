"""Figures of the whole portfolio, as the gate released them; the same quarter is released once, and stays so."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.rules import RULES
from houselights.errors import NotFound, WrongUsage
from houselights.measures.catalogue import MEASURES as DEFINED
from houselights.measures.counted import Cell
from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.queries import grants_in_force
from houselights.periods import last_day, parse_period
from houselights.submissions.console.figures import AMONG, MEASURES, released_figures, tables_of
from houselights.submissions.console.tasks import release_again
from houselights.submissions.drafting import quarter_before
from houselights.web.access import enter, person
from houselights.web.insights.downloads import answer
from houselights.web.portfolio.views import Choice, asked_quarter, quarters
from houselights.web.templatetags.words import exact_pounds, number


@dataclass(frozen=True)
class Breakdown:
    """One table: its heading, and each row with its figure in this quarter and in the one before."""

    title: str
    rows: list[tuple[str, str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; releasing is asked for on it, and done in the background."""
    funder = enter(request, slug, "manage_portfolio" if request.method == "POST" else "see_portfolio")
    quarter = asked_quarter(request)
    if request.method == "POST":
        _release(request, funder, quarter)
        return redirect(reverse("portfolio_figures", args=[slug]) + f"?quarter={quarter}")
    measure = _measure(request)
    release, before = released_figures(funder, quarter), released_figures(funder, quarter_before(quarter))
    tables = tables_of(release, measure) if release else []
    granting = sum(grant.audience for grant in grants_in_force(funder).values())
    context = {
        "quarter": quarter,
        "quarter_before": quarter_before(quarter) if before else "",
        "period": parse_period(quarter),
        "quarters": quarters(quarter),
        "measures": [
            Choice(DEFINED[name].title, f"?quarter={quarter}&measure={name}", name == measure) for name in MEASURES
        ],
        "measure": DEFINED[measure],
        "name": measure,
        "tables": tables,
        "read_at": datetime.fromisoformat(tables[0].data_as_of) if tables else None,
        "breakdowns": _breakdowns(tables, tables_of(before, measure) if before else []),
        "granting": granting,
        "least": RULES.contributors,
        "is_enough": granting >= RULES.contributors,
        "is_over": last_day(quarter) < timezone.localdate(),
        "crumbs": [("Portfolio", reverse("portfolio", args=[slug]) + f"?quarter={quarter}")],
    }
    return render(request, "portfolio/templates/figures.html", context)


@require_safe
def figures_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The same figures as a file."""
    funder = enter(request, slug, "see_portfolio")
    quarter = asked_quarter(request)
    release = released_figures(funder, quarter)
    if release is None or form not in ("csv", "xlsx", "json"):
        raise NotFound("There is no such file.", remedy="Release the quarter's figures first.")
    tables = [table for measure in MEASURES for table in tables_of(release, measure)]
    return answer(tables, form, f"portfolio-figures-{quarter}")


def _release(request: HttpRequest, funder: Organisation, quarter: str) -> None:
    if last_day(quarter) >= timezone.localdate():
        raise WrongUsage("The quarter is not over.", remedy="Figures are released once, when they are whole.")
    release_again(funder.pk, quarter, person(request).pk)
    messages.success(request, "The figures are being collected and protected. Look at this page in a few minutes.")


def _measure(request: HttpRequest) -> str:
    asked = request.GET.get("measure", "")
    return asked if asked in MEASURES else "tickets"


def _breakdowns(tables: list[ReleasedTable], before: list[ReleasedTable]) -> list[Breakdown]:
    """The total is the first table."""
    earlier = [_said_by_label(table) for table in before] or [{} for _ in tables]
    titles = ("All", *AMONG.values())
    return [
        Breakdown(title, [(label, said, was.get(label, "–")) for label, said in _said_by_label(table).items()])
        for title, table, was in zip(titles, tables, earlier, strict=False)
    ]


def _said_by_label(table: ReleasedTable) -> dict[str, str]:
    return {cell.labels[0] if cell.labels else "The portfolio": _said(table, cell) for cell in table.cells}


def _said(table: ReleasedTable, cell: Cell) -> str:
    said = table.said(cell)
    if isinstance(said, str):
        return said
    return exact_pounds(said) if table.unit == "pence" and isinstance(said, int) else number(said)
