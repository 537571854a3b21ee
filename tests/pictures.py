"""Pictures of pages for the docs, taken by journeys when a folder for them is named."""

import os
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = {1280: 900, 320: 640}
TALLEST = {1280: 1000, 320: 1000}
TALLER = {"where-from": 1500, "event": 1700}  # or its map would not be on it, nor who came


def picture(page: Page, name: str, width: int, scheme: str = "light") -> None:
    """Kept in the docs: the top of each page in light, and the overview in dark; with _ALL set, every one."""
    folder = os.environ.get("HOUSELIGHTS_SCREENSHOTS")
    if not folder or (scheme == "dark" and name != "overview" and not os.environ.get("HOUSELIGHTS_SCREENSHOTS_ALL")):
        return
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLER.get(name, TALLEST[width]))
    dark = "-dark" if scheme == "dark" else ""
    # A window of that height, not a part of the whole page: what sticks to its foot would stand in the middle.
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=Path(folder) / f"{name}-{width}{dark}.png")


def pictures(page: Page, name: str) -> None:
    """At every width, in light; the page is as wide as before afterwards."""
    before = page.viewport_size
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
        picture(page, name, width)
    if before:
        page.set_viewport_size(before)
