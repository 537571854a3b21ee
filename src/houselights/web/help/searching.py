"""Find a guide, or what a figure means, by any words in it."""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from importlib.resources import files
from typing import TypeVar

from houselights.measures.catalogue import MEASURES, Definition

Found = TypeVar("Found")
MOST_LETTERS = 100
_TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]+>", re.DOTALL)


def cleaned(words: str) -> str:
    """What was searched for, as it is shown again."""
    return " ".join(words[:MOST_LETTERS].split())


def guides_about(words: str, guides: Mapping[str, Found]) -> dict[str, Found]:
    """Those whose text has every word; all of them where there is none."""
    return {name: guide for name, guide in guides.items() if _has(_text_of(name), words)}


def figures_about(words: str) -> list[Definition]:
    """Measures whose title or definition has every word; none where none was given."""
    return [each for each in MEASURES.values() if words and _has(f"{each.title} {each.definition}", words)]


def _has(text: str, words: str) -> bool:
    text = text.casefold()
    return all(word in text for word in words.casefold().split())


@cache
def _text_of(guide: str) -> str:
    """Its template without what is not read."""
    source = files(__package__).joinpath("templates", f"{guide}.html").read_text(encoding="utf-8")
    return unescape(_TAGS.sub(" ", source))
