"""The main pages in a browser: at a desk and on a telephone, light and dark, whole and quiet."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from pictures import WIDTHS, picture

pytestmark = pytest.mark.journey

PAGES = {
    "overview": "/o/lyric/",
    "events": "/o/lyric/events/",
    "add-many": "/o/lyric/events/adopt/",
    "blanks": "/o/lyric/events/blanks/",
    "upload": "/o/lyric/events/upload/",
    "attributes": "/o/lyric/box-office/attributes/",
    "box-office": "/o/lyric/box-office/",
    "insights": "/o/lyric/insights/",
    "who-is-who": "/o/lyric/insights/people/matches/",
    "sign-in": "/",
}


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
    picture(page, name, width, scheme)
