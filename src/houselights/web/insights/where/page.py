"""What the page of places shows beside its figures: the map and its list, one area, deprivation, attributions."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import QueryDict

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.feeds.reference import attributions, shapes_of_authorities
from houselights.home import Home
from houselights.measures.catalogue import MEASURES
from houselights.measures.counted import Cell
from houselights.organisations.models import Organisation
from houselights.web.gate import released
from houselights.web.insights.answering import sides
from houselights.web.insights.asking import Asked
from houselights.web.insights.captions import basis_of, caption, is_too_little, too_little
from houselights.web.insights.figures import Figure, Unanswered, together
from houselights.web.insights.pairing import beside_heads, paired, totals, values
from houselights.web.insights.parts import is_known
from houselights.web.insights.sentences import written
from houselights.web.insights.where.asked import Mapped, choices, read
from houselights.web.insights.where.compared import Compared, figure_of
from houselights.web.insights.where.files import BESIDE
from houselights.web.insights.where.map import BY, Map, draw_map
from houselights.web.insights.where.one_area import one_area
from houselights.web.insights.where.venues import venues_of
from houselights.web.templatetags.words import count, some_percent

_ON_THE_MAP = "bookers-area-local-authority"  # in the files like every other figure
TOP = 12  # areas in the list beside the map; the rest is folded away


def placed(context: dict[str, Any], organisation: Organisation, query: QueryDict) -> dict[str, Any]:
    """The page's context with all that; WrongUsage or NotFound for what does not exist."""
    asked: Asked = context["asked"]
    mapped = read(query, asked)
    home: Home = settings.HOME
    beside = {name: held(mapped, home) for name, held in BESIDE.items()}
    untold = [each for each in beside.values() if isinstance(each, Unanswered)]
    return {
        **context,
        "figures": [each for each in context["figures"] if each.name != _ON_THE_MAP],
        "untold": together([*(figure for each in context["untold"] for figure in each.figures), *untold]),
        "mapped": mapped,
        "map_choices": choices(mapped),
        "whole_map": mapped.to(map="" if mapped.is_whole else "whole"),
        "no_area": mapped.to(area=""),
        "area": one_area(mapped),
        "beside": [figure_of(each) for each in beside.values() if isinstance(each, Compared)],
        "unusable": _unusable(asked),
        "attributions": attributions(home),
        **_map(mapped, organisation, home),
    }


def _map(mapped: Mapped, organisation: Organisation, home: Home) -> dict[str, Any]:
    try:
        table, *others = (released(side.parts(mapped.of, BY)) for side in sides(mapped.asked))
    except HouselightsError as problem:
        return {"untold_map": Unanswered(MEASURES[mapped.of].title, f"{problem.message} {problem.remedy}", "map")}
    drawn = draw_map(
        table,
        shapes_of_authorities(home),
        venues=venues_of(organisation, home),
        whole=mapped.is_whole,
        to=f"{replace(mapped, area='').to()}&area=",
        title=f"Map of {table.title.lower()} by local authority",
    )
    other = others[0] if others else None
    pairs = sorted(paired(table, other), key=lambda pair: _place(pair[0]))
    return {
        "drawn": drawn,
        "first_areas": drawn.areas[:TOP],
        "other_areas": drawn.areas[TOP:],
        "map_figure": Figure(
            name="map",
            measure=mapped.of,
            heading="Local authorities",
            sentence=mapped.asked.within(too_little(table) if is_too_little(table) else _says(table, drawn)),
            picture=drawn.picture,
            caption=caption(mapped.asked, table, other, mark=""),
            heads=["Local authority", table.title, *beside_heads(mapped.asked)],
            rows=[[cell.labels[0], *values(cell, before, table, other)] for cell, before in pairs],
            totals=["In all", *totals(table, other)],
            note=" ".join(table.notes),
            basis=basis_of(table),
        ),
    }


def _place(cell: Cell) -> tuple[bool, float, str]:
    """Those with most first, what is not known last."""
    return not is_known(cell.labels[0]), -(cell.value or 0), cell.labels[0]


def _says(table: ReleasedTable, drawn: Map) -> str:
    if not drawn.areas:
        return f"There is nothing to put on the map in this period: {table.title.lower()}."
    name, value, _, _ = drawn.areas[0]
    places = count(len(drawn.areas), "local authority,local authorities")
    if table.total_denominator is not None:
        return f"{name} has most for its size: {value} {table.unit}. There are some from {places}."
    title, whole = table.title.lower(), written(table.total, table.unit)
    if table.unit == "people":
        return f"More {title} live in {name} than anywhere else: {value} of {whole}. They come from {places}."
    return f"{name} brings more {title} than anywhere else: {value} of {whole}, from {places}."


def _unusable(asked: Asked) -> str:
    """Always said: a map without it would look surer than it is."""
    covered = released(asked.question("postcode_coverage"))
    if covered.total is None:
        return ""
    if covered.total == 1:
        return "Every ticket has a postcode that can be used."
    return f"{some_percent(1 - covered.total)} of tickets have no postcode that can be used, and are not on the map."
