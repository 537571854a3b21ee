"""Deprivation of the audience beside that of the people who live there, decile by decile."""

from collections import defaultdict

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.feeds.reference import authorities, people_by_decile
from houselights.home import Home
from houselights.web.gate import released
from houselights.web.insights.captions import about
from houselights.web.insights.figures import Unanswered
from houselights.web.insights.where.areas import choices_of, is_in, most_of, name_of
from houselights.web.insights.where.asked import Mapped
from houselights.web.insights.where.compared import Compared, Part
from houselights.web.templatetags.words import number, percent

HEADING = "Deprivation beside the people who live there"
_ENDS = {1: "1, the most deprived tenth", 10: "10, the least deprived tenth"}
_OWN = "Deciles are each nation's own: a 1 in Wales is not a 1 in England."


def deprivation(mapped: Mapped, home: Home) -> Compared | Unanswered:
    """Shares of the tickets from an area beside shares of its people. Tickets add up; people in two areas do not."""
    try:
        table = released(mapped.asked.parts("tickets", "area_local_authority", "imd_decile"))
    except HouselightsError as problem:
        return Unanswered(HEADING, f"{problem.message} {problem.remedy}", "deprivation")
    by_authority = _by_authority(table)
    area = mapped.against or most_of(by_authority, "region")
    there = people_by_decile(home, area) if area else None
    tickets = _within(table, area) if area else {}
    if there is None or not sum(tickets.values()):
        return Unanswered(HEADING, "No ticket of this period was bought where a decile is known.", "deprivation")
    whole, name = sum(tickets.values()), name_of(area)
    parts = [
        Part(_ENDS.get(each, str(each)), tickets[each], tickets[each] / whole, there.shares[each])
        for each in range(1, 11)
    ]
    return Compared(
        name="deprivation",
        heading=HEADING,
        mapped=mapped,
        table=table,
        area=name,
        sentence=_says(parts, name, there.of),
        caption=f"{about(mapped.asked, table)}, from {name}: {number(whole)} of {number(table.total)} in all. "
        f"The mark across a bar is the share of {there.of} in {name}.",
        note=" ".join([_OWN, _small_areas(there.of), *table.notes]),
        what="Deprivation decile",
        of="Tickets",
        ours="Share of tickets",
        theirs=f"Share of {there.of}",
        parts=parts,
        choices=choices_of(by_authority, area),
    )


def _within(table: ReleasedTable, area: str) -> dict[int, int]:
    """Tickets by decile, of the authorities in the area."""
    found = defaultdict[int, int](int)
    for cell in table.cells:
        if is_in(cell.codes[0], area) and cell.labels[1].isdigit():
            found[int(cell.labels[1])] += int(cell.value or 0)
    return found


def _by_authority(table: ReleasedTable) -> dict[str, int]:
    """Tickets whose decile is known."""
    places, found = authorities(), defaultdict[str, int](int)
    for cell in table.cells:
        if cell.codes[0] in places and cell.codes[0] and cell.labels[1].isdigit():
            found[cell.codes[0]] += int(cell.value or 0)
    return found


def _says(parts: list[Part], name: str, of: str) -> str:
    audience, people = (percent(sum(shares)) for shares in zip(*(part[2:] for part in parts[:3]), strict=True))
    return (
        f"{audience} of the tickets from {name} went to its three most deprived tenths, where {people} of its {of} are."
    )


def _small_areas(of: str) -> str:
    if of == "people":
        return ""
    return "Small areas have about 1,500 people each; load the kind ages to count people instead."
