"""Does a seal open with its key and its name alone?"""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.errors import HomeProblem
from houselights.seals import seal, unseal

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.binary(max_size=200), st.text(max_size=50))
def test_what_was_sealed_is_opened_whole(secret, what):
    assert unseal(seal(secret, KEY, what=what), KEY, what=what) == secret


def test_the_secret_is_not_in_the_seal_and_no_two_seals_are_alike():
    first, second = (seal(b"a long enough secret", KEY, what="it") for _ in range(2))

    assert b"secret" not in b64decode(first)
    assert first != second


def test_another_master_key_does_not_open_it_and_the_error_says_which_to_give():
    sealed = seal(b"secret", KEY, what="the key of lyric")

    with pytest.raises(HomeProblem, match="the key of lyric") as problem:
        unseal(sealed, OTHER, what="the key of lyric")

    assert "HOUSELIGHTS_MASTER_KEY" in problem.value.remedy


def test_a_seal_moved_to_another_place_does_not_open():
    sealed = seal(b"secret", KEY, what="the box-office key of lyric, spektrix lyric")

    with pytest.raises(HomeProblem):
        unseal(sealed, KEY, what="the box-office key of grand, spektrix lyric")


@given(st.integers(min_value=0, max_value=33), st.integers(min_value=1, max_value=255))
def test_an_altered_seal_does_not_open(place, change):
    raw = bytearray(b64decode(seal(b"secret", KEY, what="it")))
    raw[place % len(raw)] ^= change

    with pytest.raises(HomeProblem):
        unseal(b64encode(raw).decode(), KEY, what="it")
