"""The real browser that journeys and the look at every page share: one for each test process."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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


def choose_password(page: Page, link: str, password: str) -> None:
    """What an invited person does first: the one-time link is opened on the page's own server."""
    page.goto(urlsplit(link).path)
    page.get_by_label("Choose a password").fill(password)
    page.get_by_role("button", name="Set the password").click()
