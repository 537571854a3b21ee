"""The people who buy: customer records made up when asked for, some of them the same person twice.

A record is a function of (seed, theatre, place), so thirty thousand customers cost nothing until they are read.
"""

import random
from dataclasses import dataclass, replace

from houselights.sandbox.ids import block
from houselights.sandbox.words import postcodes, words

WALK_UP = 0  # the place of the counter's own record, which is nobody


@dataclass(frozen=True)
class Someone:
    """What a customer record says of a person; every word of it invented."""

    title: str
    first_name: str
    last_name: str
    email: str
    phone: str
    mobile: str
    line1: str
    town: str
    postcode: str
    country: str
    has_address: bool
    agrees: tuple[bool, bool, bool]
    birth_date: str | None = None


_TOWNS = {"lyric": ("Lincoln", "Newark"), "grand": ("Exeter", "Torquay")}
_MALFORMED = ("LN1 1", "EX44QQQ", "N/A", "XX99 9XX", "0000", "LNI 3AA")
_ABROAD = (
    ("75011", "FR", "Paris"),
    ("10115", "DE", "Berlin"),
    ("D02 X285", "IE", "Dublin"),
    ("1012 AB", "NL", "Amsterdam"),
)


class People:
    """The customer records of one theatre."""

    def __init__(self, seed: int, theatre: str, count: int, known_share: float) -> None:
        self._seed, self._theatre, self.count, self._known_share = seed, theatre, count, known_share
        self._words = words("people")
        self._emails: dict[str, int] = {}

    def someone(self, place: int) -> Someone:
        """The person at this place: a stranger, a housemate of the one before, or the same person written again."""
        if place == WALK_UP:
            return Someone("", "Box Office", "Walk-up", "", "", "", "", "", "", "", False, (False, False, False))
        chance = random.Random(f"{self._seed}/{self._theatre}/customer/{place}")  # noqa: S311  (made up, no secret)
        roll = chance.random()
        if roll < 0.04 and place > 1:
            return self._written_again(self.someone(place - 1), place, chance)
        if roll < 0.14 and place > 1:
            return self._housemate(self.someone(place - 1), place, chance)
        return self._stranger(place, chance)

    def place_of_email(self, email: str) -> int | None:
        """The first record made up with this e-mail (lower case); they are written down when first asked for."""
        if not self._emails:
            for place in range(self.count - 1, 0, -1):
                self._emails[self.someone(place).email.lower()] = place
            self._emails.pop("", None)
        return self._emails.get(email)

    def _stranger(self, place: int, chance: random.Random) -> Someone:
        first, last = chance.choice(self._words["first"]), chance.choice(self._words["last"])
        postcode, country, town, has_address = self._where(chance)
        return Someone(
            title=chance.choice(self._words["title"]),
            first_name=first,
            last_name=last,
            email=self._email(first, last, place) if chance.random() < 0.95 else "",
            phone=f"01632 960{chance.randrange(1000):03d}" if chance.random() < 0.2 else "",
            mobile=self._mobile(chance) if chance.random() < 0.75 else "",
            line1=f"{chance.randrange(1, 140)} {chance.choice(self._words['street'])}" if has_address else "",
            town=town,
            postcode=postcode,
            country=country,
            has_address=has_address,
            agrees=(chance.random() < 0.55, chance.random() < 0.3, chance.random() < 0.2),
            birth_date=f"{chance.randrange(1940, 2005)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 28):02d}"
            if chance.random() < 0.1
            else None,
        )

    def _housemate(self, other: Someone, place: int, chance: random.Random) -> Someone:
        first = chance.choice(self._words["first"])
        email = self._email(first, other.last_name, place)
        return replace(other, first_name=first, email=email, mobile=self._mobile(chance), birth_date=None)

    def _written_again(self, same: Someone, place: int, chance: random.Random) -> Someone:
        """A second record of one person: a short name, capitals, another e-mail, sometimes no address."""
        first = self._words["short"].get(same.first_name, same.first_name)
        how = chance.randrange(3)
        if how == 0:
            return replace(same, first_name=first, email=self._email(first, same.last_name, place))
        if how == 1:
            return replace(same, first_name=first.upper(), last_name=same.last_name.upper(), title="")
        return replace(same, first_name=first, postcode="", line1="", town="", country="", has_address=False)

    def _email(self, first: str, last: str, place: int) -> str:
        plain = "".join(letter for letter in f"{first}.{last}".lower() if letter.isascii() and letter not in "' -")
        return f"{plain}{place}@example.org"

    @staticmethod
    def _mobile(chance: random.Random) -> str:
        """Ofcom's numbers for drama."""
        return chance.choice(["07700 900{:03d}", "+447700900{:03d}", "07700900{:03d}"]).format(chance.randrange(1000))

    def _where(self, chance: random.Random) -> tuple[str, str, str, bool]:
        roll = chance.random()
        if roll < self._known_share:
            return self._somewhere_real(chance)
        unusable = (roll - self._known_share) / (1 - self._known_share)
        if unusable < 0.78:
            return "", "", "", chance.random() < 0.3
        if unusable < 0.88:
            postcode, country, town = chance.choice(_ABROAD)
            return postcode, country, town, True
        return chance.choice(_MALFORMED), "GB", _TOWNS[self._theatre][0], True

    def _somewhere_real(self, chance: random.Random) -> tuple[str, str, str, bool]:
        if chance.random() < 0.1:
            return chance.choice(postcodes()["elsewhere"]), "GB", "Elsewhere", True
        there = postcodes()[self._theatre]
        # Skewed, so that the first districts of the list, the towns', are the likeliest.
        place = int(len(there) * chance.random() ** 1.6)
        town = _TOWNS[self._theatre][0 if place < len(there) // 2 else 1]
        written = there[place] if chance.random() < 0.85 else there[place].replace(" ", "").lower()
        return written, "GB", town, True


def customer_number(place: int) -> int:
    """The number behind the record at this place."""
    return block(place, 842)
