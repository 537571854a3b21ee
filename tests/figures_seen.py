"""The figures of a page as a person reads them: the sentence, the words in the drawing, the table below it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SVG_WORDS = ("text", "title")
Attributes = list[tuple[str, str | None]]


@dataclass
class Seen:
    """One figure of a page."""

    name: str
    sentence: str = ""
    titles: list[str] = field(default_factory=list)  # of the drawing, which a screen reader says, and of its parts
    words: list[str] = field(default_factory=list)  # in the drawing
    rows: list[list[str]] = field(default_factory=list)  # the first is the headings, the last the totals

    @property
    def heads(self) -> list[str]:
        return self.rows[0]

    @property
    def parts(self) -> list[list[str]]:
        """The rows between the headings and the totals, if there are any."""
        return self.rows[1:-1] if self.has_totals else self.rows[1:]

    @property
    def has_totals(self) -> bool:
        return bool(self.rows) and self.rows[-1][0] == "In all"

    @property
    def totals(self) -> list[str]:
        return self.rows[-1]


def figures_of(html: str) -> list[Seen]:
    """In the order of the page."""
    reader = _Reader()
    reader.feed(html)
    return reader.figures


def value_of(text: str) -> float | None:
    """`£1,204.50` in pence, `71%` as a share of one, `1,204` as it is; None for a dash."""
    plain = text.replace(",", "").replace("\N{MINUS SIGN}", "-").strip()
    if plain in ("–", "", "not known"):
        return None
    plain = plain.split(" ")[0]  # `9% of 11`
    if plain.endswith("%"):
        return float(plain[:-1]) / 100
    return round(float(plain.replace("£", "")) * 100) if "£" in plain else float(plain)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.figures: list[Seen] = []
        self._inside = False
        self._into: str | None = None

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        given = dict(attributes)
        if tag == "figure":
            self._inside = True
            self.figures.append(Seen(str(given.get("id"))))
        if not self._inside:
            return
        figure = self.figures[-1]
        if tag == "p" and given.get("class") == "says":
            self._into = "sentence"
        elif tag in SVG_WORDS:
            self._into = tag
            (figure.words if tag == "text" else figure.titles).append("")
        elif tag == "tr":
            figure.rows.append([])
        elif tag in ("th", "td"):
            self._into = "cell"
            figure.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "figure"
        if tag in (*SVG_WORDS, "p", "th", "td"):
            self._into = None

    def handle_data(self, text: str) -> None:
        if not (self._inside and self._into):
            return
        figure = self.figures[-1]
        if self._into == "sentence":
            figure.sentence += text
        elif self._into == "title":
            figure.titles[-1] += text
        elif self._into == "text":
            figure.words[-1] += text
        else:
            figure.rows[-1][-1] += text
