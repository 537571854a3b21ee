"""Draws the boundaries that are shipped, out of a GeoJSON of the authorities of 2025: run once, by hand.

python -m houselights.warehouse.geography.draw_authorities FILE > src/houselights/warehouse/geography/boundaries.csv
"""

import csv
import sys
from pathlib import Path

from houselights.warehouse.geography.boundaries import boundaries
from houselights.warehouse.geography.kinds import kind_named
from houselights.warehouse.geography.layouts import BOUNDARIES


def main(path: Path) -> None:
    writer = csv.DictWriter(sys.stdout, BOUNDARIES.names, lineterminator="\n")
    writer.writeheader()
    for table in boundaries(kind_named("boundaries"), path):
        writer.writerows(table.to_pylist())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
