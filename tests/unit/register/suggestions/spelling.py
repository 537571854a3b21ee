"""How two people write one title: the box office with its markers and years, the register from a programme."""

import random
import tomllib
import unicodedata
from pathlib import Path

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def at_box_office(name: str, chance: random.Random) -> str:
    """With the markers that box offices add, in their capitals and punctuation."""
    if chance.random() < 0.35:
        name = chance.choice(WORDS["markers"]).format(name)
    return respelt(name, chance)


def retyped(name: str, chance: random.Random) -> str:
    """As typed into the register: now and then a letter is wrong."""
    name = respelt(name, chance)
    if chance.random() < 0.06 and len(name) > 8:
        at = chance.randrange(3, len(name) - 2)
        name = chance.choice([name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]])
    return name


def respelt(name: str, chance: random.Random) -> str:
    """Accents lost, capitals, "and" for "&", an article dropped, odd spaces and apostrophes."""
    changes = {
        "accents": lambda text: "".join(
            each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
        ),
        "capitals": str.upper,
        "and": lambda text: text.replace(" & ", " and ") if " & " in text else text.replace(" and ", " & "),
        "article": lambda text: text.removeprefix("The "),
        "spaces": lambda text: text.replace(" ", "  ", 1) + " ",
        "apostrophe": lambda text: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    }
    for change in changes.values():
        if chance.random() < 0.15:
            name = change(name)
    return name


def other_name(name: str, another: str, chance: random.Random) -> str:
    """A new title: wholly another, with the old one as subtitle, or cut to its last word."""
    last_word = name.split()[-1]
    return chance.choice([another, f"{another} (formerly {name})", f"{last_word}!", f"{another}: a {name} story"])
