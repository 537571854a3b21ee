"""Invents titles by kind of event, none twice in a theatre."""

import random
from collections.abc import Callable

from houselights.sandbox.words import words


def _play(pick: Callable[[str], str]) -> str:
    return f"The {pick('adjective')} {pick('noun')}"


def _comedy(pick: Callable[[str], str]) -> str:
    return f"{pick('first')} {pick('last')}: {pick('comic_show')}"


def _music(pick: Callable[[str], str]) -> str:
    return f"{pick('adjective')} {pick('plural')}"


def _classical(pick: Callable[[str], str]) -> str:
    first, second = pick("composer"), pick("composer")
    return f"{pick('ensemble')}: {first}" + ("" if first == second else f" and {second}")


def _dance(pick: Callable[[str], str]) -> str:
    return f"{pick('dance_company')}: {pick('dance_piece')}"


def _family(pick: Callable[[str], str]) -> str:
    return f"The {pick('animal')} Who {pick('deed')}"


_MAKERS: dict[str, Callable[[Callable[[str], str]], str]] = {
    "play": _play,
    "tour": _play,
    "comedy": _comedy,
    "music": _music,
    "classical": _classical,
    "dance": _dance,
    "family": _family,
    "workshop": lambda pick: f"Saturday Makers: {pick('craft')}",
    "festival": lambda pick: f"{pick('festival')}: {pick('strand')}",
    "film": lambda pick: f"{pick('film')} (screening)",
    "talk": lambda pick: f"In Conversation: {pick('first')} {pick('last')} on {pick('topic')}",
    "panto": lambda pick: str(pick("panto")),
}


class Titles:
    """Gives titles from one source of chance; a word list used up is told apart by a number."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._lists = words("titles") | words("people")
        self._given: set[str] = set()

    def _pick(self, name: str) -> str:
        return str(self._chance.choice(self._lists[name]))

    def invent(self, kind: str) -> str:
        """A title not given before."""
        for _ in range(8):
            title = _MAKERS[kind](self._pick)
            if title not in self._given:
                break
        numbered, n = title, 2
        while numbered in self._given:
            numbered, n = f"{title} {n}", n + 1
        self._given.add(numbered)
        return numbered
