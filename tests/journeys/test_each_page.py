"""The pages in a browser at every width, light and dark, whole and quiet; and their pictures for the docs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from pictures import WIDTHS, picture
from served import Served

pytestmark = pytest.mark.journey

PAGES = {
    "sign-in": "/",
    "overview": "/o/lyric/",
    "events": "/o/lyric/events/?quarter=all",
    "event": "/o/lyric/events/{event}/",
    "changes": "/o/lyric/events/{event}/changes/",
    "why": "/o/lyric/box-office/events/{waiting}/why/",
    "add-event": "/o/lyric/events/add/",
    "edit-event": "/o/lyric/events/{event}/edit/",
    "remove-event": "/o/lyric/events/{event}/remove/",
    "attendance": "/o/lyric/events/{event}/attendance/",
    "add-many": "/o/lyric/events/adopt/",
    "upload": "/o/lyric/events/upload/",
    "blanks": "/o/lyric/events/blanks/?quarter=all",
    "box-office": "/o/lyric/box-office/",
    "connect": "/o/lyric/box-office/connect/",
    "disconnect": "/o/lyric/box-office/disconnect/",
    "run": "/o/lyric/box-office/runs/1/",
    "suggestions": "/o/lyric/box-office/suggestions/",
    "ticket-types": "/o/lyric/box-office/ticket-types/",
    "exclusions": "/o/lyric/box-office/exclusions/",
    "house-accounts": "/o/lyric/box-office/house-accounts/",
    "shared-out": "/o/lyric/box-office/events/{sold}/performances/",
    "attributes": "/o/lyric/box-office/attributes/",
    "insights": "/o/lyric/insights/",
    "who-comes": "/o/lyric/insights/who/?period=2026-27",
    "where-from": "/o/lyric/insights/where/?period=all",
    "what-sells": "/o/lyric/insights/sells/?period=all",
    "a-part": "/o/lyric/insights/sells/?period=all&where=price_class%3Dfull&where=price_class%3Dother",
    "what-goes-together": "/o/lyric/insights/together/?period=all",
    "who-is-who": "/o/lyric/insights/people/matches/",
    "recommendations": "/o/lyric/insights/recommendations/",
    "returns": "/o/lyric/return/",
    "return": "/o/lyric/return/2026-Q2/",
    "people": "/o/lyric/organisation/people/",
    "places": "/o/lyric/organisation/places/",
    "our-funders": "/o/lyric/organisation/funders/",
    "privacy": "/o/lyric/organisation/privacy/",
    "trail": "/o/lyric/organisation/trail/",
    "help": "/help/",
    "definitions": "/help/figures/",
}
OPEN = ("sign-in", "help", "definitions")


@pytest.fixture(scope="module")
def numbers(house: Served) -> dict[str, Any]:
    """Of an event that sold, of one whose sales wait, and of what the box office has."""
    listed = house.houselights.answer("events", "lyric", "list")["events"]
    return {"event": listed[len(listed) // 2]["id"], "waiting": 1, "sold": 2}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_at_every_width_in_light_and_dark(
    open_context: Callable[..., BrowserContext], adas_cookies: Any, numbers: dict[str, Any], name: str
):
    page = open_context(**({} if name in OPEN else {"storage_state": adas_cookies})).new_page()
    answer = page.goto(PAGES[name].format(**numbers))

    assert answer
    assert answer.ok, "a page that went wrong is whole too"
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in WIDTHS.items():
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
            picture(page, name, width, scheme)
