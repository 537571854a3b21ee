"""Ids have the form of the real ones, and a number has one id wherever it is used."""

import re

from hypothesis import given
from hypothesis import strategies as st

from houselights.sandbox.ids import block, customer_id, full_id, index_of, number_of, order_code


@given(st.integers(min_value=1, max_value=10**12))
def test_an_id_has_33_characters_of_the_real_alphabet_and_gives_its_number_back(number: int) -> None:
    text = full_id(number)

    assert re.fullmatch(r"[1-9]\d*A[BCDGHJKLMNPQRSTV]+", text)
    assert len(text) == 33
    assert number_of(text) == number


def test_a_wrong_suffix_is_an_unknown_id() -> None:
    text = full_id(70401)

    assert number_of(text[:-1] + ("B" if text[-1] != "B" else "C")) is None
    assert number_of("70401") is None
    assert number_of("") is None


def test_numbers_are_given_in_blocks_of_two_hundred() -> None:
    assert [block(0), block(1), block(2)] == [201, 401, 601]
    assert index_of(601) == 2
    assert index_of(602) is None


def test_no_two_customers_or_orders_share_a_short_form() -> None:
    numbers = range(201, 201 + 200 * 50_000, 200)

    assert len({customer_id(number) for number in numbers}) == len(numbers)
    assert len({order_code(number) for number in numbers}) == len(numbers)
    assert re.fullmatch(r"I-K[2-9A-Z]{3}-[2-9A-Z]{4}", customer_id(201))
