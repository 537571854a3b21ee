"""`benchmark ORG contribute` and `benchmark merge FILES`: peers compared by files that are carried by hand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from houselights.cli.answers import answer, pounds, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example, group
from houselights.cli.workbook_files import read_file, write_file
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.benchmarks.compared import Compared
    from houselights.benchmarks.trend import Quarters
    from houselights.disclosure.spread import Figures


class _NobodysMerge(TyperGroup):
    """`merge` is about many organisations: it stands where the others name theirs."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["-", *args] if args[:1] == ["merge"] else args)


benchmark = group(
    cls=_NobodysMerge, help="An organisation beside its peers: contribute a file, compare those of a group."
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(benchmark, name="benchmark")


@benchmark.callback(
    epilog=example("benchmark lyric contribute -o lyric.json", "benchmark merge *.json --own lyric.json")
)
def of(context: typer.Context, slug: Slug) -> None:
    """An organisation beside its peers, by small signed files: no central server."""
    context.obj = slug


@benchmark.command(
    "contribute",
    epilog=example(
        "benchmark lyric contribute -o lyric.json", "benchmark lyric contribute -o q1.json --quarter 2026-Q1"
    ),
)
def contribute(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")],
    quarter: Annotated[str, typer.Option(metavar="QUARTER", help="2026-Q3; without it the newest that is over.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write the organisation's protected figures of a quarter as a signed file, for those whom you give it to."""
    home = open_home()
    from django.utils import timezone

    from houselights.benchmarks.contributing import protected_figures
    from houselights.benchmarks.files import carried, name_of, signing_key
    from houselights.organisations.queries import organisation_key, organisation_named
    from houselights.submissions.comparing import quarters_over
    from houselights.submissions.releases.ledger import KeptLedger

    organisation = organisation_named(context.obj)
    named = quarter.strip() or quarters_over(timezone.localdate())[0]
    figures = protected_figures(organisation.slug, named, home=home.path, ledger=KeptLedger())
    key = signing_key(organisation_key(organisation))
    write_file(output, carried(figures, key))
    name = name_of(key.public_key())
    facts = {
        "organisation": organisation.slug,
        "period": figures.period,
        "file": str(output),
        "key": name,
        "figures": {each.measure: None if each.hidden else each.value for each in figures.figures},
    }

    def words() -> None:
        rows = [[each.measure, _figure(None if each.hidden else each.value, each.is_money)] for each in figures.figures]
        table(["Figure", figures.period], rows)
        say(f"\n{output} holds these, and nothing else of {organisation.slug}. It is signed with the key {name}.")

    answer(facts, words, as_json=as_json)


@benchmark.command(
    "merge",
    epilog=example("benchmark merge group/*.json --own lyric.json", "benchmark merge *.json --keys agreed.txt --json"),
)
def merge_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Contributions, one of each organisation.")],
    own: Annotated[
        Path | None, typer.Option(metavar="FILE", help="One of them that is yours: says where you stand.")
    ] = None,
    quarter: Annotated[
        str, typer.Option(metavar="QUARTER", help="2026-Q3 alone; without it all that ten files are of.")
    ] = "",
    keys: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The keys of those who agreed, one a line; others are refused.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the organisations that gave you their files: medians and quartiles, never a league table.

    Files of several quarters also give the trend; the newest quarter is compared.
    """
    from houselights.benchmarks.merging import merge
    from houselights.benchmarks.rules import standings
    from houselights.benchmarks.told import document

    contents = _contents(files)
    made = merge(contents, period=quarter.strip(), agreed=_agreed(keys))
    figures = _own_figures(own, files, contents)
    quarters = {each.period: standings(figures.get(each.period, {}), each.spreads) for each in made}
    newest = made[-1]
    answer(document(newest, quarters[newest.period], quarters), lambda: _tell(newest, quarters), as_json=as_json)


def _contents(files: list[Path]) -> dict[str, bytes]:
    """By the names that were given; the same file twice is one organisation twice."""
    if twice := sorted({str(each) for each in files if files.count(each) > 1}):
        raise WrongUsage(f"Nothing was compared. {', '.join(twice)} was given twice.", remedy="Name each file once.")
    return {str(each): read_file(each) for each in files}


def _own_figures(own: Path | None, files: list[Path], contents: dict[str, bytes]) -> "dict[str, Figures]":
    """By quarter, of whoever's key `own` is signed with."""
    from houselights.benchmarks.files import read_carried
    from houselights.benchmarks.merging import figures_by_quarter

    if own is None:
        return {}
    if not any(own.resolve() == each.resolve() for each in files):
        raise WrongUsage(f"{own} is not one of the files.", remedy="Name it among them too.")
    return figures_by_quarter(contents.values(), read_carried(read_file(own)).of)


def _agreed(keys: Path | None) -> set[str]:
    if keys is None:
        return set()
    agreed = set(read_file(keys).decode("utf-8", "replace").split())
    if not agreed:
        raise WrongUsage(f"{keys} names no key.", remedy="Write one a line, as `benchmark ORG contribute` says it.")
    return agreed


def _tell(compared: "Compared", quarters: "Quarters") -> None:
    from houselights.benchmarks.rules import BANDS, METHOD
    from houselights.benchmarks.told import title_of

    rows = [
        [
            title_of(each),
            *(_figure(value, each.spread.is_money) for value in (each.own, each.spread.median)),
            *(_figure(value, each.spread.is_money) for value in (each.spread.lower, each.spread.upper)),
            each.spread.contributors,
            BANDS.get(each.band, ""),
        ]
        for each in quarters[compared.period]
    ]
    say(f"{compared.period}: {compared.contributors} organisations.\n")
    table(["Figure", "Own", "Median", "Lower quartile", "Upper quartile", "Organisations", "You stand"], rows)
    _tell_trend(quarters)
    for note in METHOD:
        say(f"\n{note}")


def _tell_trend(quarters: "Quarters") -> None:
    from houselights.benchmarks.told import title_of
    from houselights.benchmarks.trend import trends_of

    rows = [
        [
            title_of(each.standing),
            each.period,
            "" if each.own is None else f"{each.own}%",
            f"{each.peers}%",
            each.standing.spread.contributors,
        ]
        for points in trends_of(quarters).values()
        for each in points
    ]
    if rows:
        say("\nOver time, in per cent of the first quarter:\n")
        table(["Figure", "Quarter", "Own", "Median", "Organisations"], rows)


def _figure(value: int | None, is_money: bool) -> str:
    if value is None:
        return "hidden"
    return pounds(value) if is_money else f"{value:,}"
