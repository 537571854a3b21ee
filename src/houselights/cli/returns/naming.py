"""The group `return`, and what its verbs share: the organisation, the quarter."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.opening import open_home
from houselights.cli.options import Slug, example, group

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation

returns = group(help="The quarterly return: show it, check it, sign and submit it.")
Quarter = Annotated[
    str, typer.Option(metavar="QUARTER", help="2026-Q3; without it the newest that is over and not submitted.")
]

Submitted = Annotated[str, typer.Option(metavar="QUARTER", help="2026-Q3; without it the newest that was submitted.")]


@returns.callback(epilog=example("return lyric show", "return lyric submit --quarter 2026-Q3"))
def of(context: typer.Context, slug: Slug) -> None:
    """The quarterly return: show, check, sign, submit, amend, withdraw; export its files, verify them."""
    context.obj = slug


def meant(context: typer.Context, quarter: str) -> "tuple[Organisation, str]":
    """The organisation, and the quarter that was named or is due."""
    open_home()
    from django.utils import timezone

    from houselights.organisations.queries import organisation_named
    from houselights.periods import quarter_named
    from houselights.submissions.queries import quarter_due, today_at

    organisation = organisation_named(context.obj)
    named = quarter.strip() or quarter_due(organisation, today_at(organisation, timezone.now()))
    return organisation, quarter_named(named).name


def submitted(context: typer.Context, quarter: str) -> "tuple[Organisation, str]":
    """The organisation, and the quarter that was named or the newest that was submitted."""
    organisation, named = meant(context, quarter)
    newest = organisation.returns.filter(versions__isnull=False).order_by("-quarter").first()
    return organisation, named if quarter or newest is None else newest.quarter
