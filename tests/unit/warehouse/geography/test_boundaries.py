"""Boundaries of authorities: from degrees or metres, GeoJSON or TopoJSON, to paths whose shared borders stay shared."""

import csv
import json
from importlib.resources import files

import numpy as np
import pyarrow.parquet as pq
import pytest

from houselights.errors import WrongUsage
from houselights.warehouse.geography.grid import on_grid
from houselights.warehouse.geography.held import data_of
from houselights.warehouse.geography.loading import load
from houselights.warehouse.tables import authority_table

# Two squares of ten kilometres beside each other, on the British grid.
WEST = [[400_000, 400_000], [410_000, 400_000], [410_000, 410_000], [400_000, 410_000], [400_000, 400_000]]
EAST = [[410_000, 400_000], [420_000, 400_000], [420_000, 410_000], [410_000, 410_000], [410_000, 400_000]]


def geojson(**rings):
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"LAD24CD": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for code, ring in rings.items()
        ],
    }


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [1000, 1000], "translate": [400_000, 400_000]},
    "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]],
    "objects": {
        "lad": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"LAD24CD": "E08000035"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"LAD24CD": "E06000014"}},
            ],
        }
    },
}


@pytest.fixture
def drawn(tmp_path):
    """Loads a document and gives its rows by authority."""

    def load_it(document):
        path = tmp_path / "LAD_DEC_2024_UK_BUC.geojson"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        found = load("boundaries", path, reference=tmp_path / "reference")
        rows = pq.read_table(data_of(tmp_path / "reference", found)).to_pylist()
        return {row.pop("local_authority"): row for row in rows}

    return load_it


def corners(path):
    """The points of a path's only ring."""
    start, steps = path.removeprefix("M").removesuffix("z").split("l")
    points = [tuple(map(int, start.split()))]
    numbers = list(map(int, steps.split()))
    for east, north in zip(numbers[::2], numbers[1::2], strict=True):
        points.append((points[-1][0] + east, points[-1][1] + north))
    return set(points)


def test_an_area_is_drawn_in_hundreds_of_metres_north_upwards(drawn):
    area = drawn(geojson(E08000035=WEST, E06000014=EAST))["E08000035"]

    assert corners(area["path"]) == {(4000, -4000), (4100, -4000), (4100, -4100), (4000, -4100)}
    assert [area[side] for side in ("west", "north", "east", "south")] == [4000, -4100, 4100, -4000]


def test_neighbours_meet_where_they_met(drawn):
    areas = drawn(geojson(E08000035=WEST, E06000014=EAST))

    assert corners(areas["E08000035"]["path"]) & corners(areas["E06000014"]["path"]) == {(4100, -4000), (4100, -4100)}


def test_topojson_gives_the_same_areas(drawn):
    plain = drawn(geojson(E08000035=WEST, E06000014=EAST))

    topology = drawn(TOPOLOGY)

    assert {code: corners(row["path"]) for code, row in topology.items()} == {
        code: corners(row["path"]) for code, row in plain.items()
    }


def test_degrees_become_metres_of_the_british_grid():
    """The Ordnance Survey's own example: a point at Caister-on-Sea."""
    (found,) = on_grid(np.array([[1 + 43 / 60 + 4.5177 / 3600, 52 + 39 / 60 + 27.2531 / 3600]]))

    assert np.allclose(found, [651_409.903, 313_177.270], atol=0.01)


def test_areas_in_degrees_are_put_on_the_grid(drawn):
    ring = [[-1.7, 53.7], [-1.4, 53.7], [-1.4, 53.9], [-1.7, 53.9], [-1.7, 53.7]]

    area = drawn(geojson(E08000035=ring))["E08000035"]

    assert (area["west"], area["north"]) == pytest.approx((4197, -4450), abs=30)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("{", "neither GeoJSON nor TopoJSON"),
        ([], "neither GeoJSON nor TopoJSON"),
        ({"type": "Feature"}, "neither GeoJSON nor TopoJSON"),
        ({**TOPOLOGY, "arcs": []}, "neither GeoJSON nor TopoJSON"),
        (geojson(), "no column"),
        (geojson(E01000001=WEST), "no local authorities"),
        (geojson(E08000035=[[9e9, 9e9], [9e9, 8e9], [8e9, 8e9], [9e9, 9e9]]), "neither in degrees nor"),
        (
            geojson(E08000035=[[400_000, 400_000], [410_000, 400_000], [400_000, 400_000], [400_000, 400_000]]),
            "no shape",
        ),
        ({"type": "FeatureCollection", "features": [{"properties": {"lad": "E08000035"}}]}, "no code or no shape"),
    ],
)
def test_what_is_no_boundary_is_refused(drawn, document, reason):
    with pytest.raises(WrongUsage, match=reason):
        drawn(document)


def test_the_boundaries_that_are_shipped_are_those_of_every_authority():
    text = files("houselights.warehouse.geography").joinpath("boundaries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))

    assert {row["local_authority"] for row in rows} == {
        row["code"] for row in authority_table().to_pylist() if "99999999" not in row["code"]
    }
    assert all(row["path"].startswith("M") and row["outline"].startswith("M") for row in rows)
    assert all(int(row["west"]) < int(row["east"]) and int(row["north"]) < int(row["south"]) for row in rows)
