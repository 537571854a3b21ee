"""How old the people are where bookers live, beside those of an area: by the census, and never bookers' own ages."""

from collections.abc import Iterable, Mapping

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.feeds.reference import AgesOfPeople, ages_of_people, authorities
from houselights.home import Home
from houselights.web.gate import released
from houselights.web.insights.captions import about, is_too_little, too_little
from houselights.web.insights.figures import Unanswered
from houselights.web.insights.where.areas import choices_of, is_in, most_of, name_of
from houselights.web.insights.where.asked import Mapped
from houselights.web.insights.where.compared import Compared, Part
from houselights.web.templatetags.words import count

HEADING = "Ages of the people who live where your bookers do"
_LOAD = "It takes the census: `houselights reference load ages FILE`."
_NOT_THEIRS = "These are the ages of everybody who lives there, by the census, and never those of your bookers."
_ALIKE = 0.0005  # shares that are told apart by no figure on the page
Shares = list[float]


def ages(mapped: Mapped, home: Home) -> Compared | Unanswered:
    """Each authority's people by band of age, weighted by the bookers who live in it, beside the people of an area."""
    told = ages_of_people(home)
    if told is None:
        return Unanswered(HEADING, f"How old the people are where your bookers live is not known here. {_LOAD}", "ages")
    try:
        table = released(mapped.asked.question("bookers", "area_local_authority"))
    except HouselightsError as problem:
        return Unanswered(HEADING, f"{problem.message} {problem.remedy}", "ages")
    bookers = _bookers(table, told)
    area = mapped.against or most_of(bookers, "country")
    there = [counts for code, counts in told.counts.items() if is_in(code, area)]
    if not bookers or not there:
        return Unanswered(HEADING, _nobody(area, bookers), "ages")
    return _compared(mapped, table, told, bookers, area, _shares(there))


def _compared(
    mapped: Mapped, table: ReleasedTable, told: AgesOfPeople, bookers: Mapping[str, int], area: str, there: Shares
) -> Compared:
    name, whole = name_of(area), sum(bookers.values())
    here = _weighted(told, bookers)
    parts = [Part(*each) for each in zip(told.bands, [None] * len(here), here, there, strict=True)]
    where = count(len(bookers), "local authority,local authorities")
    left = int(table.total or 0) - whole
    return Compared(
        name="ages",
        heading=HEADING,
        mapped=mapped,
        table=table,
        area=name,
        sentence=too_little(table) if is_too_little(table) else _says(parts, name),
        caption=f"{about(mapped.asked, table)}: {count(whole, 'booker')} of {where}, "
        f"each of which counts by its bookers{_left_out(left)}. "
        f"The mark across a bar is the share of people in {name}. {_NOT_THEIRS}",
        note=" ".join([_NOT_THEIRS, _HOW, *told.sources, *table.notes]),
        what="Age",
        of="Bookers",
        ours="Share of people where bookers live",
        theirs=f"Share of people in {name}",
        parts=parts,
        choices=choices_of(bookers, area),
        places=1,
        sources=told.sources,
    )


_HOW = (
    "An authority from which a tenth of your bookers come makes a tenth of the first share, whatever its size. "
    "Who in an authority books, young or old, nobody can tell from this."
)


def _bookers(table: ReleasedTable, told: AgesOfPeople) -> dict[str, int]:
    """By the authority in which they live, where its ages are known. A person lives in one place."""
    return {
        code: int(cell.value)
        for cell in table.cells
        if (code := cell.codes[0]) in authorities() and code in told.counts and cell.value
    }


def _weighted(told: AgesOfPeople, bookers: Mapping[str, int]) -> Shares:
    whole = sum(bookers.values())
    by_authority = [(bookers[code] / whole, _shares([told.counts[code]])) for code in bookers]
    return [sum(weight * shares[band] for weight, shares in by_authority) for band in range(len(told.bands))]


def _shares(counts: Iterable[tuple[int, ...]]) -> Shares:
    added = [sum(band) for band in zip(*counts, strict=True)]
    return [band / sum(added) for band in added]


def _says(parts: list[Part], name: str) -> str:
    widest = max(parts, key=lambda part: abs(part.share - part.share_there))
    if abs(widest.share - widest.share_there) < _ALIKE:
        return f"The people who live where your bookers do are as old as those of {name}."
    more = "larger" if widest.share > widest.share_there else "smaller"
    return (
        f"Where your bookers live, a {more} share of people is aged {widest.label} than in {name}: "
        f"{100 * widest.share:.1f}% against {100 * widest.share_there:.1f}%."
    )


def _nobody(area: str, bookers: Mapping[str, int]) -> str:
    if not bookers:
        return "No booker of this period lives where the census that was loaded tells how old people are."
    return f"The census that was loaded does not tell how old people are in {name_of(area)}."


def _left_out(left: int) -> str:
    if not left:
        return ""
    return f", without {count(left, 'booker')} of whom it is not known, or of whose place the census has no ages"
