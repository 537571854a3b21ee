"""`return ORG export|verify`: the files of a return, and the proof that nobody changed one."""

from pathlib import Path
from typing import Annotated, Any

import typer

from houselights.cli.answers import answer, note, say
from houselights.cli.options import AsJson, Output, example
from houselights.cli.returns.naming import Submitted, returns, submitted
from houselights.cli.workbook_files import read_file, write_file

FormatName = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="xlsx, portal-xlsx, portal-csv, pdf, csv or json.")
]
VersionNumber = Annotated[int, typer.Option(metavar="N", help="An earlier version; else the newest.")]


@returns.command(
    "export",
    epilog=example(
        "return lyric export --quarter 2026-Q3 --format pdf", "return lyric export --format portal-csv -o return.csv"
    ),
)
def export(
    context: typer.Context,
    quarter: Submitted = "",
    form: FormatName = "xlsx",
    version: VersionNumber = 0,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Write a submitted return as a file: tidy, in the form's columns, on paper. The same return, the same bytes."""
    organisation, named = submitted(context, quarter)
    from houselights.submissions.exports.formats import format_named
    from houselights.submissions.queries import document_in, version_of

    kind = format_named(form)
    document = document_in(version_of(organisation, named, version or None))
    path = output or Path(kind.file_name(document))
    content = kind.write(document)
    write_file(path, content)
    facts = {"quarter": named, "version": document.version, "format": form, "file": str(path), "bytes": len(content)}
    answer(facts, lambda: say(f"{path}: {kind.title}, version {document.version}."), as_json=as_json)


@returns.command(
    "verify",
    epilog=example("return lyric verify return-lyric-2026-Q3-v1.xlsx", "return lyric verify return.pdf --json"),
)
def verify_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As it was exported, of any format.")],
    quarter: Submitted = "",
    as_json: AsJson = False,
) -> None:
    """Build a file again from the frozen return and compare each byte; exit 1 names the first that differs."""
    organisation, named = submitted(context, quarter)
    from houselights.submissions.exports.verifying import verify
    from houselights.submissions.models import Version
    from houselights.submissions.queries import document_in

    versions = Version.objects.filter(of__organisation=organisation, of__quarter=named)
    found = verify(read_file(file), [document_in(each) for each in versions])
    facts: dict[str, Any] = {
        "ok": found.is_whole,
        "quarter": named,
        "version": found.version,
        "format": found.format,
        "offset": found.offset,
        "where": found.where or None,
    }
    whole = f"{file} is version {found.version} of the return for {named} as {found.format}, to the byte."
    where = ", ".join(part for part in (str(found.offset), found.where) if part)
    broken = f"{file} is not: the first byte that differs is {where} ({found.format}, version {found.version})."
    answer(facts, lambda: say(whole if found.is_whole else broken), as_json=as_json)
    if not found.is_whole:
        note("It was changed, or it is of another quarter or return.")
        raise typer.Exit(1)
