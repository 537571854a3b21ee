"""Who steals the landing and has no key: does the frequency of tokens give anybody away? And does guessing?"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from houselights.connectors.identity import Person, compounds
from houselights.connectors.privacy import Privacy

FIRSTS = ("Amara", "Beth", "Callum", "Dilys", "Edwin", "Farah", "Gareth", "Hannah", "Imran", "Joan", "Kofi", "Lena")
LASTS = tuple(
    f"{one}{two}" for one in ("Mars", "Dun", "Ingle", "Ket", "Low", "Nor") for two in ("den", "more", "by", "ton")
)
POSTCODES = tuple(f"LN{area} {unit}TJ" for area in range(1, 9) for unit in range(1, 10))
OURS = Privacy(b"l" * 32)


def town(seed: int) -> Iterator[tuple[int, Person]]:
    """(number, record) of everybody in a town: names as unevenly spread as names are, one to three records each."""
    chance = random.Random(seed)
    for number in range(700):
        first = chance.choices(FIRSTS, weights=range(40, 40 - 3 * len(FIRSTS), -3))[0]
        last = chance.choices(LASTS, weights=[1000 / (place + 1) for place in range(len(LASTS))])[0]
        postcode, line = chance.choice(POSTCODES), f"{chance.randrange(1, 90)} Larch Road"
        born = f"19{chance.randrange(40, 99)}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"
        person = Person(first, last, f"{first}{number}@example.org".lower(), (), line, postcode, birth_date=born)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            yield number, person


TOWN = list(town(1))
PLAIN = [(number, dict(compounds(person))) for number, person in TOWN]
KEYED = [OURS.customer("x", person).tokens for _, person in TOWN]


def unique_counts(values: Iterable[str]) -> dict[int, str]:
    """{how often: the only value that comes so often}: what frequency alone can tell from all others."""
    by_count = defaultdict(list)
    for value, count in Counter(values).items():
        by_count[count].append(value)
    return {count: found[0] for count, found in by_count.items() if len(found) == 1}


def found_by_rank(tokens: list[str], plain: list[str]) -> int:
    """The attack: the attacker knows everybody in the town, counts, and lays the two lists beside each other.

    `tokens` and `plain` are of the same records, so that it can be told whether a guess is right.
    """
    truth = dict(zip(tokens, plain, strict=True))
    told = sorted(unique_counts(tokens).items(), reverse=True)
    known = sorted(unique_counts(plain).items(), reverse=True)
    return sum(truth[token] == value for (_, token), (_, value) in zip(told, known, strict=False))


NAMES = sorted({name for _, plain in PLAIN for name in plain})


@pytest.mark.parametrize("name", NAMES)
def test_the_frequency_of_tokens_finds_nobody(name: str):
    """The attacker knows the town, not how often each of its people came: each is there once in what they know."""
    everybody = {number: plain[name] for number, plain in PLAIN if name in plain}.values()
    of_token = {keyed[name]: plain[name] for keyed, (_, plain) in zip(KEYED, PLAIN, strict=True) if name in plain}

    told = unique_counts(keyed[name] for keyed in KEYED if name in keyed)
    known = unique_counts(everybody)
    ranked = zip(sorted(told.items(), reverse=True), sorted(known.items(), reverse=True), strict=False)
    found = [of_token[token] for (_, token), (_, plain) in ranked if of_token[token] == plain]

    # A compound that several people share (an address, a surname and initial in a street) names nobody.
    people = Counter(everybody)
    assert [plain for plain in found if people[plain] == 1] == []


def test_the_same_attack_finds_surnames_where_they_are_keyed_alone():
    """So the attack is one that can succeed: it is why there is no token of one field."""
    lasts = [person.last_name for _, person in TOWN]
    keyed = [hashlib.blake2b(last.encode(), key=b"k" * 32).hexdigest() for last in lasts]

    assert found_by_rank(keyed, lasts) > len(LASTS) / 3


def test_guessing_every_compound_without_the_key_matches_no_token():
    tokens = {token for keyed in KEYED for token in keyed.values()}
    wrong = Privacy(b"guessed key" * 3)
    guesses: set[str] = set()
    for (_, person), (_, plain_texts) in zip(TOWN, PLAIN, strict=True):
        guesses |= set(wrong.customer("x", person).tokens.values())
        for plain in plain_texts.values():
            digest = hashlib.sha256(plain.encode()).hexdigest()
            guesses |= {digest, digest[:32], plain}

    assert tokens.isdisjoint(guesses)


def test_tokens_of_different_kinds_cannot_be_laid_beside_each_other():
    """Equal texts of two kinds differ, so what is known of one kind tells nothing of another."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for keyed in KEYED:
        for name, token in keyed.items():
            kinds[token].add(name)

    assert all(len(names) == 1 for names in kinds.values())
