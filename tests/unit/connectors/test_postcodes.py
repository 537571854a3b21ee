"""Is a postcode read as people write it, mended where it can only mean one, and otherwise refused, silently?"""

import logging

import pytest

from houselights.connectors.postcodes import postcode_in, read_postcode


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("LN1 2TJ", "LN1 2TJ"),
        ("ln12tj", "LN1 2TJ"),
        (" L N 1  2 T J .", "LN1 2TJ"),
        ("LN1\u00a02TJ", "LN1 2TJ"),
        ("LNI 2TJ", "LN1 2TJ"),
        ("LNl 2TJ", "LN1 2TJ"),
        ("EX4 8EX", "EX4 8EX"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("SW1A IAA", "SW1A 1AA"),
        ("M1 0AA", "M1 0AA"),
        ("M1 OAA", "M1 0AA"),
    ],
)
def test_a_postcode_is_read_and_mended(text, postcode):
    assert read_postcode(text) == postcode


@pytest.mark.parametrize(
    "text", ["", "N/A", "0000", "LN1", "LN1 1", "EX44QQQ", "75011", "10115", "D02 X285", "!" * 500]
)
def test_what_is_none_is_none(text):
    assert read_postcode(text) is None


def test_what_cannot_be_read_is_not_written_to_the_log(caplog):
    caplog.set_level(logging.DEBUG)

    read_postcode("LN1 2T")
    read_postcode("LNI 2TJ")

    assert caplog.text == ""


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("1 Drama Row, Lincoln LN1 2TJ", "LN1 2TJ"),
        ("Barn, EX4 8EX, next to EX4 8EY", "EX4 8EY"),
        ("Online", ""),
        ("", ""),
        ("215 8 Ave SE, Calgary, AB T2G 0K8", ""),
    ],
)
def test_the_last_postcode_of_a_buildings_address_is_its_own(address, postcode):
    assert postcode_in(address) == postcode
