"""Looks at a page as people do: in a real browser, at a desk and on a telephone, in light and dark; axe-core beside.

The HTML comes from Django's own client and the browser asks the same client for the stylesheet and the scripts, so no
server runs, and what a test has changed in the database is on the page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Browser, Page, Route

ORIGIN = "http://houselights.example"
WIDTHS = {1280: 900, 320: 640}
SCHEMES = ("light", "dark")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# Light and dark differ in colours alone, so what else can be wrong is asked once for each width.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
_RUN_AXE = """asked => axe.run(document, {runOnly: asked, resultTypes: ['violations'], iframes: false}).then(found =>
  found.violations.flatMap(each => each.nodes.map(node =>
    `${each.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1, 2).join(' ').trim()}`)))"""
# axe judges neither the letters of a drawing nor its bars: WCAG 1.4.3 asks 4.5 of the ones, 1.4.11 three of the others.
_CHARTS = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = colour => numbers(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = node => {
    for (let each = node.closest('svg').parentElement; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (numbers(colour).length === 3) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  };
  const wrong = (node, least, part = 'fill') => {
    const colour = getComputedStyle(node)[part], found = contrast(colour, behind(node));
    return colour === 'none' || found >= least ? [] : [`contrast ${found.toFixed(2)} of ${node.tagName} ${colour}`];
  };
  const all = what => [...document.querySelectorAll(what)];
  return [...new Set([
    ...all('svg.marks text').filter(node => node.textContent.trim()).flatMap(node => wrong(node, 4.5)),
    ...all('svg.marks .mark-rect path').flatMap(node => wrong(node, 3)),
    ...all('svg.marks .mark-line path').flatMap(node => wrong(node, 3, 'stroke'))])];
}"""
# What sticks out, so that the failure names it; what scrolls inside itself may be as wide as it likes.
_TOO_WIDE = """width => document.scrollingElement.scrollWidth <= width ? [] : [
  `${document.scrollingElement.scrollWidth} wide: `
  + [...document.body.querySelectorAll('*')].filter(node => node.getBoundingClientRect().right > width + 1)
    .filter(node => !node.closest('.scroll')).slice(-2)
    .map(node => node.outerHTML.slice(0, 120).replaceAll('\\n', ' ')).join(' | ')]"""


class Looker:
    """One page of a browser, which is shown one answer after another."""

    def __init__(self, page: Page, client: Client) -> None:
        self._page, self._client = page, client
        self._shown: dict[str, str] = {}
        self.complaints: list[str] = []
        page.route("**/*", self._give)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def problems(self, html: str, address: str) -> list[str]:
        """All that is wrong with it, at each width in light and in dark."""
        self._show(html, address)
        self._page.evaluate(AXE)
        found = [
            f"{width} {scheme}: {each}" for width, scheme in self._variants() for each in self._wrong(width, scheme)
        ]
        return found + self.complaints

    def sticking_out(self, html: str, address: str) -> list[str]:
        """Only what is wider than a telephone, which is quicker to ask."""
        width = min(WIDTHS)
        self._page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        self._show(html, address)
        found: list[str] = self._page.evaluate(_TOO_WIDE, width)
        return found

    def _show(self, html: str, address: str) -> None:
        self.complaints.clear()
        self._shown = {urlsplit(address).path: html}
        self._page.goto(ORIGIN + address)

    def _variants(self) -> Iterator[tuple[int, str]]:
        """The page as it stands in each."""
        for width, height in WIDTHS.items():
            self._page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                yield width, scheme

    def _wrong(self, width: int, scheme: str) -> list[str]:
        page, asked = self._page, OF_COLOURS if scheme == "dark" else WCAG
        return [*page.evaluate(_RUN_AXE, asked), *page.evaluate(_CHARTS), *page.evaluate(_TOO_WIDE, width)]

    def _give(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path in self._shown and route.request.resource_type == "document":
            return route.fulfill(body=self._shown[path], content_type="text/html; charset=utf-8")
        if path.startswith("/static/"):
            answer = self._client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            answer.close()
            return route.fulfill(body=body, content_type=answer["Content-Type"])
        return route.fulfill(status=204)  # what a script asks for later


@contextmanager
def looking(browser: Browser) -> Iterator[Looker]:
    """A browser's page for as long as the block lasts; nothing moves in it, so that no colour is caught half-way."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield Looker(context.new_page(), Client())
    context.close()


def is_page(answer: Any) -> bool:
    """Whole HTML, not a file, a fragment or the way to elsewhere."""
    return answer["Content-Type"].startswith("text/html") and answer.text.lstrip().startswith("<!doctype html>")
