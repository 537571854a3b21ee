"""Made-up people and their customer records, with every error rate stated here: who is who is known, so it can be counted.

Nobody in it is real: surnames are put together from syllables, their frequencies fall as surnames' do in Britain.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import accumulate

from houselights.connectors.identity import Person

RECORDS = (74, 17, 6, 2, 1)  # people in a hundred who have 1, 2, 3, 4, 5 records

# Households: how often a person comes with another, and what the two have in common.
WITH_PARTNER, SAME_SURNAME, SHARED_EMAIL, SHARED_PHONE = 0.30, 0.72, 0.08, 0.25
WITH_TWIN, WITH_NAMESAKE, WITH_PARENT = 0.005, 0.001, 0.06  # a namesake is a parent of the same name

# What is missing, of all records.
NO_EMAIL, NO_PHONE, NO_POSTCODE, NO_LINE, HAS_BIRTH_DATE, ONLY_INITIAL = 0.12, 0.25, 0.08, 0.10, 0.20, 0.05

# What is written wrong, of all records.
FIRST_TYPO, LAST_TYPO, EMAIL_TYPO, PHONE_TYPO, POSTCODE_TYPO, LINE_OTHERWISE = 0.02, 0.03, 0.02, 0.015, 0.02, 0.10
TRANSPOSED, BIRTH_TYPO, NO_CAPITALS = 0.01, 0.02, 0.10

# What changes between two records of a person.
MOVED, MARRIED, OTHER_EMAIL, OTHER_PHONE, NICKNAME, UNLISTED_NICKNAME = 0.12, 0.03, 0.15, 0.10, 0.12, 0.04

_STREETS = ("Street", "Road", "Lane", "Avenue", "Close", "Drive", "Gardens", "Terrace", "Court", "Crescent", "Place")
_SHORTER = {"Street": "St", "Road": "Rd", "Lane": "Ln", "Avenue": "Ave", "Close": "Cl", "Gardens": "Gdns"}
_HOSTS = ("example.com", "example.org", "example.net", "post.example.com", "gmail.com")
_SYLLABLES = [
    "al",
    "ash",
    "bar",
    "bel",
    "ber",
    "bram",
    "brad",
    "bur",
    "cal",
    "car",
    "chal",
    "clay",
    "col",
    "cor",
    "crow",
    "dal",
    "den",
    "dun",
    "ed",
    "el",
    "fair",
    "far",
    "fel",
    "gar",
    "gil",
    "gran",
    "had",
    "hal",
    "har",
    "hol",
    "hud",
    "ing",
    "jar",
    "ken",
    "kil",
    "lang",
    "lar",
    "lin",
    "low",
    "mar",
    "mel",
    "mer",
    "mil",
    "nor",
    "oak",
    "or",
    "pem",
    "pen",
    "pres",
    "rad",
    "ram",
    "red",
    "ros",
    "sal",
    "sand",
    "sel",
    "shel",
    "stan",
    "sut",
    "tal",
    "thorn",
    "tur",
    "un",
    "val",
    "ward",
    "wes",
    "whit",
    "win",
    "wool",
    "yar",
]
_ENDINGS = [
    "by",
    "den",
    "dale",
    "don",
    "fold",
    "ford",
    "ham",
    "hurst",
    "ington",
    "ley",
    "low",
    "man",
    "more",
    "ney",
    "ridge",
    "sett",
    "shaw",
    "son",
    "stead",
    "ston",
    "ton",
    "wood",
    "worth",
]
_OTHER_FIRSTS = [
    "Amara",
    "Callum",
    "Dilys",
    "Farah",
    "Gareth",
    "Imran",
    "Kofi",
    "Lena",
    "Nadia",
    "Priya",
    "Quentin",
    "Rosa",
    "Samir",
    "Theo",
    "Una",
    "Yusuf",
    "Bronwen",
]


@dataclass(frozen=True)
class Someone:
    """A person as they are, before anything is written down."""

    number: int
    first: str
    last: str
    email: str
    phone: str
    line: str
    postcode: str
    born: str


class MadeUp:
    """A population of about so many records; the same seed makes the same."""

    def __init__(self, records: int, seed: int) -> None:
        self._chance = random.Random(seed)
        self._records = records
        self._listed = tomllib.loads((files("houselights.connectors") / "short_names.toml").read_text(encoding="utf-8"))
        self._firsts = [name.capitalize() for name in self._listed] + _OTHER_FIRSTS
        self._chance.shuffle(self._firsts)
        self._first_weights = list(accumulate(1 / (place + 8) for place in range(len(self._firsts))))
        self._lasts = self._made_surnames(12_000)
        self._last_weights = list(accumulate(1 / (place + 20) for place in range(len(self._lasts))))
        self._postcodes = self._made_postcodes(max(200, records // 7))
        self._number = 0

    def rows(self) -> Iterator[tuple[int, Person]]:
        """(number of the person, the record)."""
        made = 0
        while made < self._records:
            for someone in self._household():
                for record in self._written(someone):
                    made += 1
                    yield someone.number, record

    def _household(self) -> Iterator[Someone]:
        someone = self._someone()
        yield someone
        if self._is(WITH_PARTNER):
            yield self._partner(someone)
        if self._is(WITH_TWIN):
            yield self._relative(someone, born=someone.born)
        if self._is(WITH_NAMESAKE):
            yield self._relative(someone, first=someone.first)
        if self._is(WITH_PARENT):
            yield self._relative(someone)

    def _someone(self) -> Someone:
        first, last = self._first(), self._last()
        return Someone(self._next(), first, last, self._email(first, last), self._phone(), *self._home(), self._born())

    def _partner(self, other: Someone) -> Someone:
        last = other.last if self._is(SAME_SURNAME) else self._last()
        return self._beside(other, first=self._another_first(other.first), last=last, born=self._born())

    def _relative(self, other: Someone, first: str = "", born: str = "") -> Someone:
        first = first or self._another_first(other.first)
        return self._beside(other, first=first, last=other.last, born=born or self._born())

    def _beside(self, other: Someone, *, first: str, last: str, born: str) -> Someone:
        return Someone(
            number=self._next(),
            first=first,
            last=last,
            email=other.email if self._is(SHARED_EMAIL) else self._email(first, last),
            phone=other.phone if self._is(SHARED_PHONE) else self._phone(),
            line=other.line,
            postcode=other.postcode,
            born=born,
        )

    def _written(self, someone: Someone) -> Iterator[Person]:
        for again in range(self._chance.choices(range(1, 6), RECORDS)[0]):
            if again:
                someone = self._changed(someone)
            yield self._record(someone)

    def _changed(self, one: Someone) -> Someone:
        if self._is(MOVED):
            line, postcode = self._home()
            one = replace(one, line=line, postcode=postcode)
        if self._is(MARRIED):
            one = replace(one, last=self._last())
        if self._is(OTHER_EMAIL):
            one = replace(one, email=self._email(one.first, one.last))
        if self._is(OTHER_PHONE):
            one = replace(one, phone=self._phone())
        return one

    def _record(self, one: Someone) -> Person:
        first, last = self._first_as_written(one.first), self._spoilt(one.last, LAST_TYPO)
        if self._is(TRANSPOSED):
            first, last = last, first
        if self._is(NO_CAPITALS):
            first, last = first.lower(), last.lower()
        phone = "" if self._is(NO_PHONE) else self._spoilt(one.phone, PHONE_TYPO, "0123456789")
        return Person(
            first_name=first,
            last_name=last,
            email="" if self._is(NO_EMAIL) else self._spoilt(one.email, EMAIL_TYPO),
            phones=(phone,) if phone else (),
            line1="" if self._is(NO_LINE) else self._line_as_written(one.line),
            postcode="" if self._is(NO_POSTCODE) else self._postcode_as_written(one.postcode),
            birth_date=self._birth_as_written(one.born) if self._is(HAS_BIRTH_DATE) else "",
        )

    def _first_as_written(self, first: str) -> str:
        if self._is(ONLY_INITIAL):
            return first[0]
        if self._is(UNLISTED_NICKNAME):
            return first[:3] + self._chance.choice(("y", "ie", "s", "o")) if self._is(0.5) else self._first()
        short = self._listed.get(first.lower())
        if short and self._is(NICKNAME):
            return self._chance.choice(short).capitalize()
        return self._spoilt(first, FIRST_TYPO)

    def _line_as_written(self, line: str) -> str:
        if not self._is(LINE_OTHERWISE):
            return line
        number, *street, kind = line.split()
        if self._is(0.5):  # a form that normalising mends, or one that nothing mends
            return " ".join([number, *street, _SHORTER.get(kind, kind)]).upper()
        return " ".join([f"Flat {number}", *street]) if self._is(0.5) else " ".join([*street, kind])

    def _postcode_as_written(self, postcode: str) -> str:
        if not self._is(POSTCODE_TYPO):
            return postcode
        return postcode[:-1] + self._chance.choice("ABDEFGHJLNPQRSTUWXYZ")

    def _birth_as_written(self, born: str) -> str:
        return self._born() if self._is(BIRTH_TYPO) else born

    def _spoilt(self, text: str, rate: float, letters: str = "abcdefghijklmnoprstuvwy") -> str:
        """One letter left out, doubled, changed or swapped with the next."""
        if not self._is(rate) or len(text) < 3:
            return text
        place, how = self._chance.randrange(1, len(text) - 1), self._chance.randrange(4)
        before, here, after = text[:place], text[place], text[place + 1 :]
        middle = ("", here * 2, self._chance.choice(letters), after[:1] + here)[how]
        return before + middle + (after[1:] if how == 3 else after)

    def _email(self, first: str, last: str) -> str:
        host, number = self._chance.choice(_HOSTS), self._chance.randrange(10_000)
        form = self._chance.choice(("{f}.{l}{n}", "{l}{n}", "{f}{n}", "{f}{l}{n}"))
        return f"{form.format(f=first, l=last, n=f'{number}x{self._chance.randrange(1000)}')}@{host}".lower()

    def _phone(self) -> str:
        return f"07{self._chance.randrange(4, 10)}{self._chance.randrange(10**8):08d}"

    def _home(self) -> tuple[str, str]:
        """A line and a postcode; each postcode has a street or two."""
        place = int(self._chance.random() ** 1.5 * len(self._postcodes))  # some postcodes come often
        street = self._lasts[place * 7 % len(self._lasts)]
        return f"{self._chance.randrange(1, 60)} {street} {_STREETS[place % len(_STREETS)]}", self._postcodes[place]

    def _born(self) -> str:
        return f"{int(self._chance.gauss(1968, 16))}-{self._chance.randrange(1, 13):02d}-{self._chance.randrange(1, 29):02d}"

    def _first(self) -> str:
        return self._chance.choices(self._firsts, cum_weights=self._first_weights)[0]

    def _another_first(self, first: str) -> str:
        """Of those who live together few have one name: they are counted as namesakes."""
        return next(name for name in iter(self._first, "") if name != first)

    def _last(self) -> str:
        return self._chance.choices(self._lasts, cum_weights=self._last_weights)[0]

    def _made_surnames(self, count: int) -> list[str]:
        every = [(one + two).capitalize() for one in _SYLLABLES for two in _ENDINGS]
        every += [(one + two + three).capitalize() for one in _SYLLABLES for two in _SYLLABLES for three in _ENDINGS]
        return self._chance.sample(every, count)

    def _made_postcodes(self, count: int) -> list[str]:
        """Of the right form, most of them nowhere."""
        areas = ("LN", "NG", "EX", "TQ", "DN", "PE", "BS", "LS", "S", "M")
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        found = {
            f"{areas[place % 10]}{place // 10 % 60 + 1} {place // 600 % 9 + 1}{letters[place // 5400 % 20]}"
            f"{letters[place // 108_000 % 20 if place >= 108_000 else place * 7 % 20]}"
            for place in range(count * 2)
        }
        return sorted(found)[:count]

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _is(self, rate: float) -> bool:
        return self._chance.random() < rate
