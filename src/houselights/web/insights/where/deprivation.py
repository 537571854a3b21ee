"""Deprivation of the audience beside that of the people who live there, decile by decile."""

from collections import defaultdict

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.feeds.reference import authorities, people_by_decile
from houselights.home import Home
from houselights.web.charts import Mark, bars, draw
from houselights.web.gate import released
from houselights.web.insights.captions import about, basis_of
from houselights.web.insights.figures import Figure, Unanswered
from houselights.web.insights.where.asked import Mapped, is_code
from houselights.web.templatetags.words import number, percent

HEADING = "Deprivation beside the people who live there"
_ENDS = {1: "1, the most deprived tenth", 10: "10, the least deprived tenth"}
_TOP = 8  # authorities to choose from: those with most tickets


def deprivation(mapped: Mapped, home: Home) -> Figure | Unanswered:
    """Shares of the tickets from an area beside shares of its people. Tickets add up; people in two areas do not."""
    try:
        table = released(mapped.asked.question("tickets", "area_local_authority", "imd_decile"))
    except HouselightsError as problem:
        return Unanswered(HEADING, f"{problem.message} {problem.remedy}", "deprivation")
    area = mapped.against or _most_of(table)
    there = people_by_decile(home, area) if area else None
    tickets = _within(table, area) if area else {}
    if there is None or not sum(tickets.values()):
        return Unanswered(HEADING, "No ticket of this period was bought where a decile is known.", "deprivation")
    whole = sum(tickets.values())
    shares = {decile: tickets[decile] / whole for decile in range(1, 11)}
    name = authorities()[area]["name"] if is_code(area) else area
    sentence = mapped.asked.within(_says(shares, there.shares, name, there.of))
    return Figure(
        name="deprivation",
        measure="tickets",
        heading=HEADING,
        sentence=sentence,
        picture=draw(bars(_marks(shares, there.shares)), build=table.build, title=sentence),
        caption=f"{about(mapped.asked, table)}, from {name}: {number(whole)} of {number(table.total)} in all. "
        f"The mark across a bar is the share of {there.of} in {name}.",
        heads=["Deprivation decile", "Tickets", "Share of tickets", f"Share of {there.of}"],
        rows=[
            [_ENDS.get(each, str(each)), number(tickets[each]), percent(shares[each]), percent(there.shares[each])]
            for each in range(1, 11)
        ],
        totals=["In all", number(whole), "100%", "100%"],
        note=" ".join(
            ["Deciles are each nation's own: a 1 in Wales is not a 1 in England.", _small_areas(there.of), *table.notes]
        ),
        basis=basis_of(table),
        choices=tuple(_choices(table, area)),
    )


def _within(table: ReleasedTable, area: str) -> dict[int, int]:
    """Tickets by decile, of the authorities in the area."""
    places, found = authorities(), defaultdict[int, int](int)
    for cell in table.cells:
        place = places.get(cell.codes[0] or "")
        if place and area in (place["code"], place["region"], place["country"]) and cell.labels[1].isdigit():
            found[int(cell.labels[1])] += int(cell.value or 0)
    return found


def _totals(table: ReleasedTable, name: str) -> dict[str, int]:
    """Tickets by nation, region or authority's code, the most first."""
    places, found = authorities(), defaultdict[str, int](int)
    for cell in table.cells:
        if (place := places.get(cell.codes[0] or "")) and cell.labels[1].isdigit():
            found[place[name]] += int(cell.value or 0)
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _most_of(table: ReleasedTable) -> str:
    """The region that most tickets come from."""
    return next(iter(_totals(table, "region")), "")


def _choices(table: ReleasedTable, chosen: str) -> list[tuple[str, str, bool]]:
    places = authorities()
    areas = {
        **{name: name for name in (*_totals(table, "country"), *_totals(table, "region"))},
        **{code: places[code]["name"] for code in list(_totals(table, "code"))[:_TOP]},
    }
    if chosen and chosen not in areas:
        areas[chosen] = places[chosen]["name"] if is_code(chosen) else chosen
    return [(value, label, value == chosen) for value, label in areas.items()]


def _marks(shares: dict[int, float], there: dict[int, float]) -> list[Mark]:
    return [
        Mark(_ENDS.get(each, str(each)), shares[each] * 100, percent(shares[each]), there[each] * 100, named=each == 1)
        for each in range(1, 11)
    ]


def _says(shares: dict[int, float], there: dict[int, float], name: str, of: str) -> str:
    least = (sum(by[each] for each in (1, 2, 3)) for by in (shares, there))
    audience, people = map(percent, least)
    return (
        f"{audience} of the tickets from {name} went to its three most deprived tenths, where {people} of its {of} are."
    )


def _small_areas(of: str) -> str:
    if of == "people":
        return ""
    return "Small areas have about 1,500 people each; load the kind ages to count people instead."
