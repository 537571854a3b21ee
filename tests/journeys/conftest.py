"""A real browser before a real server. Whatever a page complains about fails the test that opened it."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import choose_password
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import started_sandbox
from served import Served, served

PASSWORD = "four curtains and one lantern"
expect.set_options(timeout=20_000)  # the browser, the server and its worker share two cores with other tests


@pytest.fixture(scope="session")
def sandbox(browser: Browser) -> Iterator[Sandbox]:
    """After the browser: without one, nothing is started. Of some years: who is new cannot be told before."""
    with started_sandbox(size="years") as running:
        yield running


@pytest.fixture(scope="session")
def house(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("journeys") / "home", sandbox) as running:
        yield running


@pytest.fixture
def open_context(browser: Browser, house: Served) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts; at the end nothing may have been complained about, and nobody else asked for anything."""
    problems: list[str] = []
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": house.address, "locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        context.on("request", lambda request: _check_ours(request.url, house, problems))
        context.on("console", lambda message: _hear(message, problems))
        context.on("weberror", lambda error: problems.append(f"error: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A browser in which nobody is signed in."""
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture(scope="session")
def adas_cookies(browser: Browser, house: Served) -> Any:
    """Ada has chosen her password."""
    context = browser.new_context(base_url=house.address)
    page = context.new_page()
    choose_password(page, house.invitations["Ada"], PASSWORD)
    page.wait_for_url("**/o/lyric/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def adas_password(adas_cookies: Any) -> str:
    return PASSWORD


@pytest.fixture
def ada(open_context: Callable[..., BrowserContext], adas_cookies: Any) -> Page:
    """Ada's browser, signed in, at her desk."""
    return open_context(viewport={"width": 1280, "height": 900}, storage_state=adas_cookies).new_page()


def _check_ours(url: str, house: Served, problems: list[str]) -> None:
    if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(house.address + "/"):
        problems.append(f"asked {url} of somebody else")


def _hear(message: Any, problems: list[str]) -> None:
    # A page that is answered with 404 or 422 on purpose is reported by the browser as well: the test asserts those.
    if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
        problems.append(f"{message.type}: {message.text}")
