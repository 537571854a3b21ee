"""`measure`: a released figure, as a table, CSV, JSON or a workbook."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, counted, note, pounds, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Output, Slug, example, moment
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.disclosure.released import ReleasedTable
    from houselights.measures.counted import Cell


class Format(StrEnum):
    """How a figure is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


OnlyOf = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="DIM=VALUE", help="Only of this; again for another value, or another dimension."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "measure",
        epilog=example(
            "measure lyric tickets --by month --period 2026-27",
            "measure lyric income --by event --format csv -o income.csv",
            "measure lyric bookers --where event_type=Performance --where location=Studio",
            "measure lyric --list",
        ),
    )(measure)


def measure(
    slug: Slug,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The measure; --list names them all.")] = "",
    by: Annotated[list[str] | None, typer.Option(metavar="DIM", help="Split by this; may be given again.")] = None,
    where: OnlyOf = None,
    period: Annotated[str, typer.Option(help="2026-Q3, 2026-27, 2026-11, 2026-04-01..2026-06-30 or all.")] = "all",
    dated: Annotated[str, typer.Option(help="Which day counts: performance or sale.")] = "",
    as_at: Annotated[str, typer.Option(metavar="TIME", help="As it was known then.")] = "",
    reader: Annotated[str, typer.Option(help="For whom: own, peers, funder or public.")] = "own",
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.TABLE,
    output: Output = None,
    list_all: Annotated[bool, typer.Option("--list", help="Name every measure and what it can be split by.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a figure, released by the gate."""
    home = open_home()
    from houselights.organisations.queries import organisation_named

    organisation = organisation_named(slug)
    if list_all:
        return _list(as_json)
    if not name:
        raise WrongUsage("Say which measure.", remedy=f"`houselights measure {slug} --list` names them all.")
    from houselights.disclosure.gate import release
    from houselights.measures.narrowing import read_where
    from houselights.measures.question import Question
    from houselights.periods import parse_period
    from houselights.submissions.releases.ledger import KeptLedger

    question = Question(
        name,
        of=organisation.slug,
        by=tuple(by or ()),
        period=parse_period(period),
        dated=_dated(dated, name),
        reader=_one_of(reader, ("own", "peers", "funder", "public"), "reader"),
        as_at=moment(as_at) if as_at else None,
        where=read_where(where or ()),
    )
    return _write(release(question, home=home.path, ledger=KeptLedger()), Format.JSON if as_json else form, output)


def _one_of(given: str, possible: Sequence[str], what: str) -> Any:
    if given not in possible:
        raise WrongUsage(f"“{given}” is no {what}.", remedy=f"Use {', '.join(possible[:-1])} or {possible[-1]}.")
    return given


def _dated(given: str, name: str) -> Any:
    """As given; else as the measure is usually dated."""
    from houselights.measures.catalogue import MEASURES

    if given:
        return _one_of(given, ("performance", "sale", "return"), "way of dating")
    return MEASURES[name].dated[0] if name in MEASURES else "performance"


def _write(released: "ReleasedTable", form: Format, output: Path | None) -> None:
    if output:
        _save(released, form, output)
    elif form is Format.TABLE:
        _print(released)
    elif form is Format.XLSX:
        raise WrongUsage("A workbook does not fit on a terminal.", remedy="Add -o FILE.xlsx.")
    else:
        for piece in _pieces(released, form):
            typer.echo(piece, nl=False)


def _save(released: "ReleasedTable", form: Format, output: Path) -> None:
    from xlsxwriter.exceptions import FileCreateError

    from houselights.disclosure.written import save_workbook

    try:
        if form is Format.XLSX:
            save_workbook([released], output)
        else:
            with output.open("wb") as file:
                file.writelines(piece.encode() for piece in _pieces(released, form))
    except FileCreateError as problem:
        raise _unwritten(output, problem.args[0]) from None
    except OSError as problem:
        raise _unwritten(output, problem) from None
    note(f"Written to {output}.")


def _unwritten(output: Path, problem: OSError) -> WrongUsage:
    return WrongUsage(f"{output} cannot be written: {problem.strerror}.", remedy="Name another file.")


def _pieces(released: "ReleasedTable", form: Format) -> Iterator[str]:
    from houselights.disclosure.written import csv_pieces, json_pieces

    return json_pieces([released]) if form is Format.JSON else csv_pieces([released])


def _print(released: "ReleasedTable") -> None:
    asked = released.question
    say(f"{released.title}, {asked.period.title}, by {asked.dated} date")
    say(released.definition)
    say()
    table([*asked.by, released.title], [[*cell.labels, _said(released, cell)] for cell in released.cells])
    if asked.by and released.total is not None:
        say(f"\nIn all: {_shown(released, released.total)}")
    if released.suppressed:
        say(f"{counted(released.suppressed, 'figure')} hidden to protect people.")
    for remark in released.notes:
        say(remark)
    say(f"Data as of {released.data_as_of or 'no run yet'}.")


def _said(released: "ReleasedTable", cell: "Cell") -> float | str | None:
    """A value, or why there is none."""
    return _shown(released, cell.value) if cell.state == "value" else released.said(cell)


def _shown(released: "ReleasedTable", value: float | None) -> float | str | None:
    """Money in pounds, shares as a percentage, counts as they are."""
    if value is None or not (released.unit.startswith("pence") or released.unit == "share"):
        return value
    return f"{value:.1%}" if released.unit == "share" else pounds(value)


def _list(as_json: bool) -> None:
    from houselights.measures.catalogue import DIMENSIONS, MEASURES, can_be_narrowed_by

    document = {
        "measures": [
            {
                "measure": each.name,
                "title": each.title,
                "unit": each.unit,
                "definition": each.definition,
                "by": list(each.by),
                "where": list(can_be_narrowed_by(each)),
                "dated": list(each.dated),
            }
            for each in MEASURES.values()
        ],
        "dimensions": [{"dimension": each.name, "title": each.title} for each in DIMENSIONS.values()],
    }
    answer(document, _tell_list, as_json=as_json)


def _tell_list() -> None:
    from houselights.measures.catalogue import MEASURES

    for each in MEASURES.values():
        say(f"{each.name} (in {each.unit}): {each.definition}")
        say(f"    by {', '.join(each.by)}")
