"""Is a person cut down to tokens that only their own organisation's key can make, and nothing plain left over?"""

import hmac

import msgspec
import pytest
from cryptography.exceptions import InvalidTag

from houselights.connectors.identity import Person
from houselights.connectors.privacy import Privacy

LYRIC, GRAND = Privacy(b"l" * 32), Privacy(b"g" * 32)
ROSA = Person(
    first_name="Rosalind",
    last_name="Featherstonehaugh",
    email="Rosalind.F@example.org",
    phones=("01632 960123", "07700 900456"),
    line1="14 Quince Street",
    postcode="ln1 2tj",
    country="GB",
    birth_date="1971-08-15",
    consents=(("201AGB", True), ("401AGB", False)),
)
PLAIN = (
    "rosalind",
    "featherstonehaugh",
    "example.org",
    "960123",
    "900456",
    "quince",
    "ln1",
    "2tj",
    "1971",
    "i-k222-7wrs",
)


def customer(person: Person, privacy: Privacy = LYRIC):
    return privacy.customer("I-K222-7WRS", person)


def test_no_plain_value_is_left_in_the_row():
    written = msgspec.json.encode(customer(ROSA)).decode().lower()

    assert [value for value in PLAIN if value in written] == []


def test_a_person_is_never_shown():
    assert repr(ROSA) == str(ROSA) == f"{ROSA}" == "Person(...)"


def test_a_key_is_never_shown():
    assert "llll" not in repr(LYRIC)


def test_the_same_person_has_the_same_tokens_in_one_organisation_and_none_in_common_with_another():
    here, again, elsewhere = customer(ROSA), Privacy(b"l" * 32).customer("I-K222-7WRS", ROSA), customer(ROSA, GRAND)

    assert here == again
    assert not set(here.tokens.values()) & set(elsewhere.tokens.values())
    assert here.id != elsewhere.id
    assert here.postcode_token != elsewhere.postcode_token


def test_equal_texts_of_two_kinds_give_two_tokens():
    same = Person(email="a@b.example", phones=())
    as_id = LYRIC.customer("a@b.example", same)

    assert as_id.tokens["email"] != as_id.id


def test_the_reference_is_the_same_each_time_and_opens_again_with_its_own_key_only():
    reference = LYRIC.reference("I-K222-7WRS")

    assert reference == Privacy(b"l" * 32).reference("I-K222-7WRS")
    assert LYRIC.open_reference(reference) == "I-K222-7WRS"
    with pytest.raises(InvalidTag):
        GRAND.open_reference(reference)


def test_the_customer_of_an_order_is_the_customer_whose_record_is_read():
    keyed, reference = LYRIC.ids("I-K222-7WRS")

    assert LYRIC.customer(LYRIC.open_reference(reference), ROSA).id == keyed


@pytest.mark.parametrize(
    ("postcode", "country", "kind"),
    [
        ("LN1 2TJ", "GB", "known"),
        ("ln12tj", "", "known"),
        ("LNI 2TJ", "GB", "known"),  # mended: a letter for a digit
        ("JE2 3AB", "JE", "known"),
        ("", "GB", "missing"),
        ("  ", "", "missing"),
        ("N/A", "GB", "invalid"),
        ("LN1 2T", "GB", "invalid"),
        ("75011", "FR", "foreign"),
        ("", "US", "foreign"),
    ],
)
def test_a_postcode_is_known_or_unknown_in_one_of_three_ways(postcode, country, kind):
    row = customer(Person(postcode=postcode, country=country))

    assert row.postcode_kind == kind
    assert (row.postcode_token is not None) == (kind == "known")


def test_a_customers_postcode_has_the_token_that_the_reference_list_is_hashed_to():
    tokens = LYRIC.postcode_tokens(["LN11AA", "LN12TJ"])

    assert customer(ROSA).postcode_token == tokens[1]
    assert len(set(tokens)) == 2


@pytest.mark.parametrize("key", [b"l" * 32, b"g" * 32], ids=["lyric", "grand"])
def test_a_postcodes_token_is_the_beginning_of_its_hmac(key):
    ours = hmac.digest(key, b"postcode", "sha256")

    assert Privacy(key).postcode_tokens(["LN11AA", "LN12TJ", "LN11AA"]) == [
        hmac.digest(ours, each, "sha256").hex()[:16] for each in (b"LN11AA", b"LN12TJ", b"LN11AA")
    ]


def test_consents_are_kept_by_their_id():
    assert customer(ROSA).consents == {"201AGB": True, "401AGB": False}


def test_nobody_is_a_customer_without_tokens():
    assert customer(Person(first_name="Box Office", last_name="Walk-up")).tokens == {}
