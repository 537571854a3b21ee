"""`sync`: bring an organisation up to date with its box offices."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, counted, note, pounds, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, day, example
from houselights.cli.watching import watched
from houselights.errors import AlreadyRunning, HouselightsError, NotFound

if TYPE_CHECKING:
    from houselights.connections.models import Connection

SET_ASIDE = 1
NOT_COMPLETE = 4
A_FEW = 3  # findings of one kind; all of them are in --json and on the box-office page


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("sync", epilog=example("sync lyric", "sync lyric --since 2021-04-01 --json"))(sync)


def sync(
    slug: Slug,
    since: Annotated[str, typer.Option(metavar="DATE", help="Read the history from this day on.")] = "",
    full: Annotated[bool, typer.Option("--full", help="Read everything again.")] = False,
    connection: Annotated[int | None, typer.Option(help="Only this connection, by its number.")] = None,
    as_json: AsJson = False,
) -> int:
    """Read what is new at the box office and make the figures follow.

    Exits 0 when the run is complete, 1 when records were set aside, 4 when the box office kept it from completing.
    """
    open_home()
    first = day(since) if since else None
    runs = [run_once(each, since=first, full=full) for each in connected(slug, connection)]
    answer(_document(runs), lambda: _tell(runs), as_json=as_json)
    return max(exit_code_of_run(run) for run in runs)


def run_once(
    connection: "Connection",
    *,
    since: date | None = None,
    full: bool = False,
    asks_again: bool = False,
    title: str = "",
) -> dict[str, Any]:
    """A run as a document; where a person must mend something it has `error`, `remedy` and `exit_code` too."""
    from houselights.feeds.actions import sync_now
    from houselights.feeds.queries import latest_run, run_json

    try:
        with watched(title) as watcher:
            run = sync_now(
                connection=connection, by=None, since=since, full=full, asks_again=asks_again, watcher=watcher
            )
    except AlreadyRunning:
        raise  # it has no run of its own to tell of
    except HouselightsError as problem:
        ended = latest_run(connection)
        if ended is None:
            raise
        stopped_by = {"error": problem.message, "remedy": problem.remedy, "exit_code": problem.exit_code}
        state = ended.state if ended.finished_at else "failed"  # its end could not be written: the next run does it
        return run_json(ended) | stopped_by | {"state": state}
    return run_json(run)


def connected(slug: str, number: int | None) -> "list[Connection]":
    """Those with a key, or the one of that number; NotFound where there is none."""
    from houselights.organisations.queries import organisation_named

    connections = organisation_named(slug).connections.exclude(sealed_secret="")
    found = [each for each in connections if number in (None, each.pk)]
    if not found:
        raise NotFound(
            f"{slug} has no connected box office{f' {number}' if number else ''}.",
            remedy=f"Connect one: houselights connect {slug} spektrix --client … --login … --secret-file …",
        )
    return found


def exit_code_of_run(run: dict[str, Any]) -> int:
    if run["state"] != "complete":
        return int(run.get("exit_code", NOT_COMPLETE))
    return SET_ASIDE if any(run["quarantined"].values()) else 0


def _document(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """One run is the document itself; of several, the worst is, and `runs` holds them all."""
    worst = max(runs, key=exit_code_of_run)
    return worst if len(runs) == 1 else worst | {"runs": runs}


def _tell(runs: list[dict[str, Any]]) -> None:
    for run in runs:
        say(f"Run {run['run']} of {run['organisation']}: {run['state']}.")
        if any(run["received"].values()):
            tell_counts(run)
        tell_waiting(run)
        tell_findings(run["findings"])
        if run["events"]["unlinked"] and not run["events"]["linked"]:
            say(f"Next, put them on the register: houselights events {run['organisation']} adopt --all")
        if "error" in run:
            note(f"{run['error']} {run['remedy']}".strip())


def tell_waiting(run: dict[str, Any]) -> None:
    """What is counted nowhere, because nobody has said what it is."""
    waiting, events = run["waiting"], run["events"]
    if waiting["tickets"]:
        say(
            f"Waiting: {counted(waiting['tickets'], 'ticket')}, {pounds(waiting['pence'])}; "
            f"{counted(events['unlinked'], 'box-office event')} linked to nothing."
        )


def tell_findings(findings: list[dict[str, str]]) -> None:
    """The first few of each kind, with what to do once, and how many more there are."""
    by_code: dict[str, list[dict[str, str]]] = {}
    for finding in findings:
        by_code.setdefault(finding["code"], []).append(finding)
    for alike in by_code.values():
        for finding in alike[:A_FEW]:
            say(f"  {finding['severity']}: {finding['message']}")
        if len(alike) > A_FEW:
            say(f"  … and {len(alike) - A_FEW:,} more like these.")
        for remedy in dict.fromkeys(finding["remedy"] for finding in alike[:A_FEW]):
            say(f"    {remedy}")


def tell_counts(counts: dict[str, Any]) -> None:
    """What became of every record: received is what the other columns add up to, for each kind."""
    rows = [
        [
            kind,
            received,
            counts["stored"][kind],
            counts["unchanged"][kind],
            sum(counts["excluded"].get(kind, {}).values()),
            counts["quarantined"][kind],
        ]
        for kind, received in counts["received"].items()
    ]
    table(["", "received", "new", "unchanged", "left out", "set aside"], rows)
