"""Reads a page as strictly as the Content-Security-Policy and a screen reader do, and says what is wrong with it."""

from collections import Counter
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
LABELLED = ("input", "select", "textarea")


class _Page(HTMLParser):
    """Gathers problems while reading."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.headings: list[int] = []
        self.targets: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        given = dict(attributes)
        self._check_policy(tag, given)
        if "id" in given:
            self.ids[str(given["id"])] += 1
        if tag == "label":
            self.labels.add(str(given.get("for")))
        if tag in LABELLED and given.get("type") not in ("hidden", "submit"):
            self.fields.append(given)
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag == "img" and "alt" not in given:
            self.problems.append("an image without alt")
        if tag == "a" and str(given.get("href", "")).startswith("#"):
            self.targets.add(str(given["href"])[1:])

    def _check_policy(self, tag: str, given: dict[str, str | None]) -> None:
        if "style" in given:
            self.problems.append(f"a style attribute on {tag}")
        self.problems += [f"{name} on {tag}" for name in given if name.startswith("on")]
        if tag == "style" or (tag == "script" and not str(given.get("src", "")).startswith("/static/")):
            self.problems.append(f"an inline {tag}")
        loaded = given.get("src") or (given.get("href") if tag == "link" else None)
        if loaded and not loaded.startswith("/"):
            self.problems.append(f"{tag} loads {loaded}")
        if str(given.get("href", "")).strip().lower().startswith("javascript:"):
            self.problems.append("a javascript: link")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def problems_of(html: str) -> list[str]:
    """All that is wrong with a whole page."""
    page = _Page()
    page.feed(html)
    problems = page.problems
    problems += [f"id {name} is there {many} times" for name, many in page.ids.items() if many > 1]
    problems += [f"no label for {field}" for field in page.fields if not _is_labelled(field, page)]
    problems += [f"a link to #{name}, which is not there" for name in page.targets if name and name not in page.ids]
    if page.headings.count(1) != 1:
        problems.append(f"{page.headings.count(1)} headings of the first level")
    if "None" in " ".join(page.texts).split():
        problems.append("the word None")
    return problems


def _is_labelled(field: dict[str, str | None], page: _Page) -> bool:
    return "aria-label" in field or str(field.get("id")) in page.labels
