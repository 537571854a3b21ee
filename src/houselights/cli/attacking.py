"""`attack`: try to work out what was hidden, from all that was released and from made-up portfolios."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, note, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, example

if TYPE_CHECKING:
    from houselights.disclosure.attacks.leaks import Leak
    from houselights.disclosure.attacks.running import Report
    from houselights.submissions.publishing.rereading import Reread

GIVEN_AWAY = 1
PAIRS = 10  # of questions, to each made-up portfolio


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("attack", epilog=example("attack", "attack --portfolios 1000 --json"))(attack)


def attack(
    portfolios: Annotated[int, typer.Option(min=0, help="Made-up portfolios to attack besides.")] = 50,
    pairs: Annotated[int, typer.Option(min=0, help="Pairs of questions to subtract; 0 is ten to a portfolio.")] = 0,
    seed: Annotated[int, typer.Option(help="The first made-up portfolio; the same seed makes the same ones.")] = 1,
    as_json: AsJson = False,
) -> int:
    """Try to break what was released: every figure this home gave to a reader outside, then made-up portfolios.

    Exits 1 and names the cell if any hidden figure can be worked out more closely than its rule allows, or if a
    publication no longer says what was released.
    """
    open_home()
    from houselights.disclosure.attacks.running import attack_made_up, attack_released
    from houselights.submissions.publishing.rereading import reread
    from houselights.submissions.releases.names import names_that_stay, terms_that_leave
    from houselights.submissions.releases.queries import attributes_released, every_release

    tried = pairs or PAIRS * max(portfolios, 1)
    here = attack_released(
        list(every_release()),
        names_that_stay(),
        pairs=tried,
        terms=terms_that_leave(),
        among=attributes_released(),
        seed=seed,
    )
    made_up = attack_made_up(portfolios, pairs=tried, seed=seed, told=_told)
    published = reread()
    found = _found([*here.leaks, *made_up.leaks], published)
    document = {
        "ok": not found,
        "released_here": _counts(here),
        "published_here": {"publications": published.publications, "figures": published.figures},
        "made_up": {"portfolios": portfolios, "seed": seed, **_counts(made_up)},
        "leaks": found,
    }

    answer(document, lambda: _tell(found, here, made_up, published), as_json=as_json)
    return GIVEN_AWAY if found else 0


def _found(leaks: "list[Leak]", published: "Reread") -> list[dict[str, str]]:
    """What was given away, and what of the published is not as it was."""
    return [
        *({"attacker": each.attacker, "cell": each.name, "finding": each.finding} for each in leaks),
        *({"attacker": "rereading", "cell": each.where, "finding": each.finding} for each in published.altered),
    ]


def _tell(found: list[dict[str, str]], here: "Report", made_up: "Report", published: "Reread") -> None:
    for each in found:
        say(f"{each['cell']}: {each['finding']} ({each['attacker']})")
    for report, of in ((here, "released here"), (made_up, "made up")):
        say(f"{counted(report.releases, 'release')} {of}: {report.shown:,} cells, {report.hidden:,} hidden.")
    say(f"{counted(published.publications, 'publication')} read again: {counted(published.figures, 'figure')}.")
    say(f"{counted(len(found), 'thing')} to look at." if found else "Nothing was given away, and nothing was altered.")


def _told(done: int) -> None:
    if done % 100 == 0:
        note(f"{done:,} portfolios attacked.")


def _counts(report: "Report") -> dict[str, int]:
    return {
        "releases": report.releases,
        "cells": report.shown,
        "hidden": report.hidden,
        "pairs": report.pairs,
        "given_away": len(report.leaks),
    }
