"""The main pages in a browser: at a desk and on a telephone, light and dark, whole and quiet."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.journey

PAGES = {
    "overview": "/o/lyric/",
    "events": "/o/lyric/events/",
    "box-office": "/o/lyric/box-office/",
    "insights": "/o/lyric/insights/",
    "sign-in": "/",
}
WIDTHS = {1280: 900, 320: 640}
TALLEST = {1280: 1100, 320: 1200}


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_at_every_width_in_light_and_dark(
    open_context: Callable[..., BrowserContext], adas_cookies: Any, name: str, width: int, scheme: str
):
    signed_in = {} if name == "sign-in" else {"storage_state": adas_cookies}
    context = open_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, **signed_in)
    page = context.new_page()

    page.goto(PAGES[name])

    assert page.get_by_role("heading", level=1).count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
    _picture(page, name, width, scheme)


def _picture(page: Page, name: str, width: int, scheme: str) -> None:
    """Kept in the docs: the top of each page in light, and the overview in dark; with _ALL set, every one."""
    folder = os.environ.get("HOUSELIGHTS_SCREENSHOTS")
    if not folder or (scheme == "dark" and name != "overview" and not os.environ.get("HOUSELIGHTS_SCREENSHOTS_ALL")):
        return
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST[width])
    dark = "-dark" if scheme == "dark" else ""
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=Path(folder) / f"{name}-{width}{dark}.png", full_page=True, clip=clip)
