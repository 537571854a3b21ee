"""Take features out of a document that is GeoJSON, or TopoJSON, whose borders are arcs that areas share. Pure."""

from itertools import accumulate
from typing import Any

Point = list[float]


def features_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """ValueError, KeyError, TypeError or IndexError where it is neither."""
    if document["type"] == "FeatureCollection":
        return list(document["features"])
    if document["type"] != "Topology":
        raise ValueError(document["type"])
    arcs = [_arc(arc, document.get("transform")) for arc in document["arcs"]]
    (collection,) = document["objects"].values()
    return [
        {"properties": each["properties"], "geometry": _geometry(each, arcs)}
        for each in collection["geometries"]
        if each["type"]
    ]


def _arc(arc: list[Point], transform: dict[str, Any] | None) -> list[Point]:
    """Quantised arcs are steps from point to point."""
    if transform is None:
        return arc
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    points = accumulate(arc, lambda so_far, step: [so_far[0] + step[0], so_far[1] + step[1]])
    return [[x * wide + left, y * high + low] for x, y in points]


def _geometry(each: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    if each["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": [_ring(ring, arcs) for ring in each["arcs"]]}
    if each["type"] != "MultiPolygon":
        raise ValueError(each["type"])
    polygons = [[_ring(ring, arcs) for ring in polygon] for polygon in each["arcs"]]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs end to end; a number below nought is the arc backwards. Each begins where the one before it ended."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
