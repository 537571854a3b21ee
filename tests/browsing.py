"""The real browser that journeys and the look at every page share: one for each test process."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or Playwright's own; where there is none the tests are skipped, but never in `.ci/run`."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or playwright.chromium.executable_path
        if not Path(found).exists():
            reason = "no Chromium here: `.ci/browser` installs one"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
        with playwright.chromium.launch(executable_path=found, args=ARGUMENTS) as launched:
            yield launched


def follow(what: Locator) -> None:
    """Clicks what leads to another page, and comes back when that page is whole.

    A click alone comes back before the next page has arrived, and a count asked then is of the old page, or of half
    of the new one: such a count waits for nothing.
    """
    with what.page.expect_navigation():
        what.click()


@contextmanager
def own_browser(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser of somebody's own, who is patient."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def choose_password(page: Page, link: str, password: str) -> None:
    """What an invited person does first: the one-time link is opened on the page's own server."""
    page.goto(urlsplit(link).path)
    page.get_by_label("Choose a password").fill(password)
    follow(page.get_by_role("button", name="Set the password"))
