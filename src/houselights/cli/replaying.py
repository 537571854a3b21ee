"""`replay`: ask the box office again for the records that were set aside, after a mend."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, counted, note, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example
from houselights.cli.syncing import connected, exit_code_of_run, run_once

if TYPE_CHECKING:
    from houselights.connections.models import Connection

A_FEW = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("replay", epilog=example("replay lyric", "replay lyric --json"))(replay)


def replay(
    slug: Slug,
    connection: Annotated[int | None, typer.Option(help="Only this connection, by its number.")] = None,
    as_json: AsJson = False,
) -> int:
    """Read what is new, and ask again by id for every record that was set aside.

    What is understood now is counted; what still is not stays set aside. Exits 0 when nothing is left, 1 otherwise.
    """
    open_home()
    runs = [_replayed(each) for each in connected(slug, connection)]
    answer(runs[0] if len(runs) == 1 else {"runs": runs}, lambda: _tell(runs), as_json=as_json)
    return max(exit_code_of_run(run) or (1 if run["still_set_aside"] else 0) for run in runs)


def _replayed(connection: "Connection") -> dict[str, Any]:
    before = set(connection.set_aside.values_list("kind", "box_office_id"))
    run = run_once(connection, asks_again=True)
    left = [{"kind": each.kind, "id": each.box_office_id, "reason": each.reason} for each in connection.set_aside.all()]
    mended = before - {(each["kind"], each["id"]) for each in left}
    return run | {"were_set_aside": len(before), "understood": len(mended), "still_set_aside": left}


def _tell(runs: list[dict[str, Any]]) -> None:
    for run in runs:
        if not run["were_set_aside"]:
            say("Nothing was set aside.")
        else:
            say(f"{counted(run['were_set_aside'], 'record')} asked for again: {run['understood']:,} understood now.")
        for left in run["still_set_aside"][:A_FEW]:
            say(f"  still set aside: {left['kind']} {left['id'] or 'without an id'}: {left['reason']}")
        if len(run["still_set_aside"]) > A_FEW:
            say(f"  … and {len(run['still_set_aside']) - A_FEW:,} more.")
        if "error" in run:
            note(f"{run['error']} {run['remedy']}".strip())
