"""`events ORG template|report|upload|undo`: many events at once, by workbook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, counted, say, table
from houselights.cli.events import events
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, day, example
from houselights.cli.rebuilding import let_figures_follow
from houselights.cli.workbook_files import read_file, write_file
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation
    from houselights.register.uploads.models import Upload

TO_MEND = 1
SHOWN = 50  # problems that are printed; all of them stand in the annotated copy
ToFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write the .xlsx to this file.")]


def register(app: typer.Typer) -> None:
    """Nothing to add: the commands stand below `events`, and are there once this file is imported."""


@events.command("template", epilog=example("events lyric template -o autumn.xlsx"))
def template(context: typer.Context, output: ToFile, as_json: AsJson = False) -> None:
    """Write the Events Upload Template made for this organisation, with its own lists and places to choose from."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.template import template as make

    organisation = organisation_named(context.obj)
    write_file(output, make(organisation))

    def words() -> None:
        say(f"The template of {organisation.name} is in {output}. Fill in its sheet Events, then:")
        say(f"houselights events {organisation.slug} upload {output} --dry-run")

    answer({"organisation": organisation.slug, "file": str(output)}, words, as_json=as_json)


@events.command(
    "report",
    epilog=example("events lyric report -o report.xlsx", "events lyric report -o year.xlsx --from 2026-04-01"),
)
def report(
    context: typer.Context,
    output: ToFile,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="Only what is on on this day or later.")] = "",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="Only what is on on this day or earlier.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write every box-office event in the template's columns: complete it, and upload it as it is.

    The Event ID is filled in; EventType, IsFunded, SubDiscipline and DistributionType are where the box office has
    them as attributes. The last column says what is on the register already.
    """
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.report import report_rows
    from houselights.register.template import workbook_of

    organisation = organisation_named(context.obj)
    rows = report_rows(organisation, start=day(start) if start else None, end=day(end) if end else None)
    write_file(output, workbook_of(organisation, rows, is_report=True))

    def words() -> None:
        say(f"{counted(len(rows), 'box-office event')} in {output}.")
        say(f"Fill in what is blank, then: houselights events {organisation.slug} upload {output} --dry-run")

    answer({"organisation": organisation.slug, "file": str(output), "rows": len(rows)}, words, as_json=as_json)


@events.command(
    "upload",
    epilog=example(
        "events lyric upload autumn.xlsx --dry-run --annotated checked.xlsx",
        "events lyric upload autumn.xlsx",
        "events lyric upload autumn.xlsx --map Stage=LocationName --choose 12=new --choose 14=71",
    ),
)
def upload(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook: .xlsx, .xls, .ods or .csv.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and store nothing.")] = False,
    annotated: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Give the workbook back with problems in its cells.")
    ] = None,
    fixed: Annotated[Path | None, typer.Option(metavar="OUT", help="The same, with the safe fixes made.")] = None,
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="Store none if one is refused.")] = False,
    mapped: Annotated[
        list[str] | None, typer.Option("--map", metavar="HEADING=COLUMN", help="What a heading means; remembered.")
    ] = None,
    chosen: Annotated[
        list[str] | None, typer.Option("--choose", metavar="ROW=EVENT", help="Which event a row is, or `new`.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Put many events on the register from a workbook: the template, the report, or anything with such headings.

    Good rows are stored even when others are refused. Upload again as often as you like: rows are known again.
    Exits 0 when all is well, 1 when there is something to mend.
    """
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.uploads.queries import has_something_to_mend, upload_json

    organisation = organisation_named(context.obj)
    given = _previewed(organisation, file, mapped or [], chosen or [])
    _write_copies(given, annotated, fixed)
    given = _ended(given, dry_run=dry_run, all_or_nothing=all_or_nothing)
    document = upload_json(given, dry_run=dry_run)
    answer(document, lambda: _say(organisation, document), as_json=as_json)
    return TO_MEND if has_something_to_mend(given) else 0


@events.command("undo", epilog=example("events lyric undo 3"))
def undo(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="UPLOAD", help="Its number, as `upload` said it.")],
    as_json: AsJson = False,
) -> None:
    """Take a whole upload back, unless somebody has changed one of its rows since: then it says which."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.uploads.actions import undo_upload
    from houselights.register.uploads.queries import upload_of

    organisation = organisation_named(context.obj)
    undone = undo_upload(upload=upload_of(organisation, number), by=None)
    let_figures_follow(organisation)

    def words() -> None:
        say(f"Upload {undone.pk} (“{undone.file_name}”) was taken back: {counted(undone.rows_stored, 'row')}.")

    answer({"upload": undone.pk, "state": undone.state, "rows": undone.rows_stored}, words, as_json=as_json)


def _previewed(organisation: "Organisation", file: Path, mapped: list[str], chosen: list[str]) -> "Upload":
    """The workbook read, then told what the options say of it."""
    from houselights.connectors.registry import read_id
    from houselights.register.uploads.actions import choose, map_heading, preview_upload

    meanings = [_pair(each, "--map HEADING=COLUMN") for each in mapped]
    choices = [_pair(each, "--choose ROW=EVENT") for each in chosen]
    given = preview_upload(organisation=organisation, content=read_file(file), name=file.name, by=None, read_id=read_id)
    for heading, column in meanings:
        given = map_heading(upload=given, heading=heading, column=column, by=None, read_id=read_id)
    for number, event in choices:
        row = given.rows.filter(row_number=number).first() if number.isdecimal() else None
        if row is None or not (event == "new" or event.isdecimal()):
            raise WrongUsage(f"Row {number} cannot be {event}.", remedy="Give a row of the sheet, and an event or new.")
        which: Any = event if event == "new" else int(event)
        given = choose(upload=given, row=row.pk, event=which, by=None, read_id=read_id)
    return given


def _pair(text: str, form: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not (left.strip() and sign and right.strip()):
        raise WrongUsage(f"“{text}” is not of the form {form}.", remedy="See `houselights events ORG upload --help`.")
    return left.strip(), right.strip()


def _write_copies(given: "Upload", annotated: Path | None, fixed: Path | None) -> None:
    """Before anything is stored: a disk that is full keeps nobody from seeing what was wrong."""
    from houselights.register.uploads.copies import annotated_copy, fixed_copy

    if annotated:
        write_file(annotated, annotated_copy(given))
    if fixed:
        write_file(fixed, fixed_copy(given))


def _ended(given: "Upload", *, dry_run: bool, all_or_nothing: bool) -> "Upload":
    from houselights.connectors.registry import read_id
    from houselights.register.uploads.actions import abandon_upload, confirm_upload
    from houselights.register.uploads.queries import upload_of

    if dry_run:
        abandon_upload(upload=given, by=None)
        return upload_of(given.organisation, given.pk)
    stored = confirm_upload(upload=given, by=None, read_id=read_id, all_or_nothing=all_or_nothing)
    if stored.rows_stored:
        let_figures_follow(stored.organisation)
    return stored


def _say(organisation: "Organisation", document: dict[str, Any]) -> None:
    for line in document["notes"]:
        say(line)
    problems = document["problems"]
    if problems:
        table(
            ["Cell", "Column", "What to do"],
            [[each["cell"], each["column"], each["message"]] for each in problems[:SHOWN]],
        )
        more = len(problems) - SHOWN
        say(f"… and {counted(more, 'more problem')}: see them all with --annotated OUT.xlsx.\n" if more > 0 else "")
    would = "would be " if document["dry_run"] else ""
    say(
        f"{counted(document['rows_read'], 'row')} read: {document['rows_created']:,} {would}created, "
        f"{document['rows_updated']:,} {would}updated, {document['rows_unchanged']:,} unchanged, "
        f"{document['rows_refused']:,} refused."
    )
    if document["dry_run"]:
        say("Nothing was stored. Leave --dry-run out to store the good rows.")
    elif document["rows_stored"]:
        say(f"To take it back: houselights events {organisation.slug} undo {document['upload']}")
