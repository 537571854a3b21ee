"""What of a person's workbook its copy cannot have, said on the copy: openpyxl 3.1.5 drops it without a word."""

import re

from houselights.workbooks.kinds import kind_of
from houselights.workbooks.package import Package

CELLS_ALONE = "This copy has the cells alone: colours, charts and pictures are in your own file."
_TEXTS = ("csv",)  # of which the cells are all there is
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart)[\s>]")
_FOLDERS = {
    "controls": ("xl/ctrlprops/", "xl/activex/"),
    "newer kinds of chart": ("xl/charts/chartex",),
    "diagrams": ("xl/diagrams/",),
    "slicers": ("xl/slicers/",),
    "threads of comments": ("xl/threadedcomments/",),
}


def lost_from(content: bytes) -> str:
    """One sentence for the top of the copy; "" where it has everything."""
    if (kind := kind_of(content)) != "xlsx":
        return "" if kind in _TEXTS else CELLS_ALONE
    what = list(_lost(Package(content)))
    if not what:
        return ""
    named = " and ".join(filter(None, (", ".join(what[:-1]), what[-1])))
    return f"{named.capitalize()} of your workbook are not in this copy: keep your own file too."


def _lost(package: Package) -> list[str]:
    names = [name.casefold() for name in package.names]
    drawings = (part for name, part in package.parts.items() if name.casefold().startswith("xl/drawings/drawing"))
    shapes = ["text boxes and shapes"] if any(_SHAPE.search(part) for part in drawings) else []
    return shapes + [what for what, folders in _FOLDERS.items() if any(name.startswith(folders) for name in names)]
