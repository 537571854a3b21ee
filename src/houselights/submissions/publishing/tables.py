"""The tables that may be published of a period, read from the portfolio's frozen releases: pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from houselights.disclosure.answered import portfolio_table
from houselights.disclosure.cells import BESIDE, WORDS
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.rules import RULES, refusal
from houselights.disclosure.shapes import RELEASABLE
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.counted import Cell
from houselights.submissions.publishing.document import Figure, Row, Table

_NOT_APPLICABLE = Figure(words=WORDS["not applicable"])


class Offer(NamedTuple):
    """A table that may be chosen; `why_not` where this period has it not. `name` is its measure and its split."""

    name: str
    title: str
    why_not: str = ""


def measures_for_public() -> tuple[str, ...]:
    """Counted ones on the gate's list of the reader `public`."""
    return tuple(name for name in RELEASABLE.readers["public"] if name in RELEASABLE.counted)


def check_releases(releases: Mapping[str, Frozen | None]) -> list[Frozen]:
    """Those of the period's quarters; NotReleasable, with what is missing, unless each is there for good."""
    missing = [quarter for quarter, each in releases.items() if each is None or not each.is_final]
    if missing:
        raise refusal(
            f"The portfolio’s figures of {', '.join(missing)} have not been released yet.",
            remedy="Release them under Portfolio figures first: a publication is made of those, and of nothing else.",
        )
    found = [each for each in releases.values() if each]
    if any(each.contributors < RULES.contributors for each in found):
        raise refusal(
            f"Fewer than {RULES.contributors} organisations contribute.",
            remedy="Nothing about organisations is published of so few.",
        )
    return found


def offers(releases: Sequence[Frozen], splits: Mapping[str, str]) -> list[Offer]:
    """Every measure for the public by each split that the releases have. `splits`: what may be split by, by title."""
    found: list[Offer] = []
    for measure in measures_for_public():
        kept = {key.by for each in releases for key in each.by_key() if key.measure == measure}
        found += [_offer(releases, measure, by, splits) for by in ("", *splits) if by in kept]
    return found


def tables_of(releases: Sequence[Frozen], names: Sequence[str], splits: Mapping[str, str], period: str) -> list[Table]:
    """The chosen ones, in the order of the list; NotReleasable for any that is not on it."""
    known = {each.name: each for each in offers(releases, splits)}
    for name in names:
        _check_offered(name, known)
    if not names:
        raise refusal("No table is chosen.", remedy="Choose at least one.")
    return [_table(releases, *_parted(name), splits, period) for name in known if name in names]


def given_of(releases: Sequence[Frozen], names: Sequence[str]) -> list[ReleasedTable]:
    """The same tables as the gate released them, for the ledger's note of what the public was given."""
    return [portfolio_table(each, *_parted(name), "public") for each in releases for name in names]


def _check_offered(name: str, known: Mapping[str, Offer]) -> None:
    if name not in known:
        raise refusal(
            f"“{name[:60]}” is not for the public.",
            remedy=f"There are: {', '.join(each.title for each in known.values()) or 'none'}.",
        )
    if known[name].why_not:
        raise refusal(f"{known[name].title}: {known[name].why_not}", remedy="Leave it out.")


def _offer(releases: Sequence[Frozen], measure: str, by: str, splits: Mapping[str, str]) -> Offer:
    cells = [cell for each in releases for cell in portfolio_table(each, measure, by, "public").cells]
    is_told = any(cell.state == "value" for cell in cells)
    why_not = "" if is_told else "all of its figures are hidden to protect people, so it would tell nothing."
    return Offer(f"{measure} {by}".strip(), _title(measure, by, splits), why_not)


def _title(measure: str, by: str, splits: Mapping[str, str]) -> str:
    name = MEASURES[measure].title
    return f"{name} by {splits[by][:1].lower()}{splits[by][1:]}" if by else name


def _parted(name: str) -> tuple[str, str]:
    measure, _, by = name.partition(" ")
    return measure, by


def _table(releases: Sequence[Frozen], measure: str, by: str, splits: Mapping[str, str], period: str) -> Table:
    released = [portfolio_table(each, measure, by, "public") for each in releases]
    by_label = [{_label(cell): cell for cell in table.cells} for table in released]
    labels = list(dict.fromkeys(label for each in by_label for label in each))
    is_year, adds_up = len(releases) > 1, MEASURES[measure].adds_up
    return Table(
        measure=measure,
        measure_title=MEASURES[measure].title,
        title=_title(measure, by, splits),
        definition=released[0].definition,
        unit=released[0].unit,
        by=by,
        by_title=splits[by] if by else "Of",
        columns=(*(each.period for each in releases), *([period] if is_year else [])),
        rows=tuple(Row(label, _figures(label, by_label, is_year=is_year, adds_up=adds_up)) for label in labels),
    )


def _label(cell: Cell) -> str:
    return BESIDE.join(cell.labels) or "All organisations that contribute"


def _figures(label: str, quarters: Sequence[Mapping[str, Cell]], *, is_year: bool, adds_up: bool) -> tuple[Figure, ...]:
    figures = tuple(_figure(each.get(label)) for each in quarters)
    return (*figures, _year(figures, adds_up=adds_up)) if is_year else figures


def _figure(cell: Cell | None) -> Figure:
    """What has no cell was not counted at all: that is 0."""
    if cell is None:
        return Figure(0)
    if cell.state != "value":
        return Figure(words=WORDS[cell.state])
    return Figure(int(cell.value or 0))


def _year(figures: Sequence[Figure], *, adds_up: bool) -> Figure:
    """The sum of what is shown, so that it tells nothing new; hidden where a quarter is. Distinct people are no sum."""
    if not adds_up:
        return _NOT_APPLICABLE
    apart = next((each for each in figures if each.value is None), None)
    return apart or Figure(sum(each.value or 0 for each in figures))


def titles(among: Mapping[str, str], released: set[str]) -> dict[str, str]:
    """What a table may be split by: attributes of organisations, and dimensions that leave the house."""
    attributes = {name: title for name, title in among.items() if name in released}
    return attributes | {
        name: each.title for name, each in DIMENSIONS.items() if each.leaves and name not in attributes
    }
