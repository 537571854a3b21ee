"""What tells that two customer records are one person: normal forms and compounds, plain text until privacy keys them.

Never a first name, a surname or a birth date alone, whose frequencies would give them away. Only `privacy` calls this.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import jellyfish
from msgspec import Struct

from houselights.connectors.postcodes import read_postcode

_DOTS_IGNORED = {"gmail.com", "googlemail.com"}
_SAME_PROVIDER = {"googlemail.com": "gmail.com", "hotmail.co.uk": "hotmail.com", "ymail.com": "yahoo.com"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_START = 3  # letters of a first name: what most short forms and slips of the pen leave as it was
_SHORT_WORDS = {
    "street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr", "close": "cl", "court": "ct",
    "gardens": "gdns", "crescent": "cres", "terrace": "ter", "place": "pl", "square": "sq", "apartment": "flat",
    "saint": "st",
}  # fmt: skip


class Person(Struct, frozen=True):
    """What a customer record says of a person: in memory only, and never shown."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phones: tuple[str, ...] = ()
    line1: str = ""
    postcode: str = ""
    country: str = ""
    birth_date: str = ""  # ISO, or nothing
    consents: tuple[tuple[str, bool], ...] = ()  # by statement id

    def __repr__(self) -> str:
        return "Person(...)"

    __str__ = __repr__


def compounds(person: Person) -> Iterator[tuple[str, str]]:
    """(name of the token, plain compound) for every token that this record can have."""
    for name, parts in (*_of_contact(person), *_of_name_and_place(person)):
        if all(parts):
            yield name, "|".join(parts)


def _of_contact(person: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
    """E-mail and telephones alone, and with the name: a couple may share one, and each has a name of their own."""
    name = _Name(person)
    numbers = sorted({number for text in person.phones if (number := normal_phone(text))})
    contacts = {"email": normal_email(person.email)} | dict(zip(("phone", "phone_other"), numbers, strict=False))
    for what, contact in contacts.items():
        yield what, (contact,)
        yield f"first_name_{what}", (name.variant, contact)
        yield f"surname_initial_{what}", (name.last, name.initial, contact)
        yield f"name_start_{what}", (name.last, name.start, contact)


def _of_name_and_place(person: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
    name = _Name(person)
    postcode = (read_postcode(person.postcode) or "").replace(" ", "")
    line = normal_line(person.line1)
    born = person.birth_date[:10]
    yield "surname_initial_postcode", (name.last, name.initial, postcode)
    yield "name_postcode", (name.variant, name.last, postcode)
    yield "name_start_postcode", (name.last, name.start, postcode)
    yield "sorted_name_postcode", (name.sorted_words, postcode)
    yield "sound_initial_postcode", (sound_of(name.last), name.initial, postcode)
    yield "name_sector", (name.variant, name.last, postcode[:-2])
    yield "address", (line, postcode)
    yield "surname_address", (name.last, line, postcode)
    yield "first_name_address", (name.variant, line, postcode)
    yield "name_birth", (name.variant, name.last, born)
    yield "surname_initial_birth", (name.last, name.initial, born)
    yield "first_name_birth_postcode", (name.variant, born, postcode)


class _Name:
    """A name's parts, "" for those it does not have; an initial alone is no first name."""

    def __init__(self, person: Person) -> None:
        words, surname = words_of(person.first_name), words_of(person.last_name)
        first = words[0] if words else ""
        whole = first if len(first) > 1 else ""
        self.last, self.initial, self.start = "".join(surname), first[:1], whole[:_START]
        self.variant = usual_name(whole) if whole else ""
        self.sorted_words = "".join(sorted([*words, *surname])) if whole and surname else ""


def normal_email(text: str) -> str:
    """One mailbox, one text: capitals, `+` labels and (at Google) dots do not make another."""
    email = text.strip().casefold()
    if not _EMAIL.fullmatch(email):
        return ""
    box, _, host = email.rpartition("@")
    box = box.partition("+")[0] or box
    if host in _DOTS_IGNORED:
        box = box.replace(".", "")
    return f"{box}@{_SAME_PROVIDER.get(host, host)}"


def normal_phone(text: str) -> str:
    """The international form, read as British where no country is given; nothing where it cannot be a number."""
    if not text.strip():
        return ""
    import phonenumbers  # late: a tenth of the command's start

    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=10_000)
def words_of(name: str) -> list[str]:
    """The words of a name in plain letters: `Zoë O'Neill-Smith` gives zoe, oneill, smith."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.findall(r"[^\W\d_]+", plain)


@lru_cache(maxsize=10_000)
def usual_name(first: str) -> str:
    """The name that a short form most likely stands for: Liz and Lizzie are elizabeth, and so is Elizabeth."""
    ours = _short_names()
    if first in ours:
        return ours[first]
    names = _nicknames()
    candidates = {first, *names.canonicals_of(first)}
    return max(sorted(candidates), key=lambda name: len(names.nicknames_of(name)))


def sound_of(name: str) -> str:
    """How a name sounds; nothing for one that has no such form, as in other alphabets."""
    return str(jellyfish.metaphone(name)) if name.isascii() else ""


def normal_line(text: str) -> str:
    """An address line without case, marks and long words: `Flat 2, 14 High Street` is `flat 2 14 high st`."""
    return " ".join(_shortened(re.findall(r"[a-z]+|\d+", " ".join(text.casefold().split()))))


def _shortened(words: Iterable[str]) -> Iterator[str]:
    return (_SHORT_WORDS.get(word, word) for word in words)


@cache
def _short_names() -> dict[str, str]:
    """Short form, or the long one itself, to the long one."""
    listed = tomllib.loads((files(__package__) / "short_names.toml").read_text(encoding="utf-8"))
    return {name: long for long, short in listed.items() for name in (long, *short)}


@cache
def _nicknames():  # type: ignore[no-untyped-def]
    from nicknames import NickNamer  # late: it reads its list of names

    return NickNamer()
