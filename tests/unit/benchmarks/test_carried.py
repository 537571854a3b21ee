"""Contributions carried by hand: what the gate wrote counts, signed by whose it is; all else is refused by name."""

import json
from base64 import b64decode, b64encode
from typing import Any

import pytest
from msgspec.structs import replace

from houselights.benchmarks.files import carried, name_of, read_carried, signing_key
from houselights.benchmarks.merging import figures_by_quarter, merge
from houselights.disclosure.contributions import Contributed
from houselights.disclosure.spread import figures_of
from houselights.errors import NotReleasable, WrongUsage
from peers import figures, size_of


def key_of(number: int) -> Any:
    return signing_key(bytes([number]) * 32)


def files(count: int, **changes: Any) -> dict[str, bytes]:
    return {
        f"{number}.json": carried(figures("any", tickets=size_of(number), **changes), key_of(number))
        for number in range(count)
    }


def refused(given: dict[str, bytes], **asked: Any) -> str:
    with pytest.raises(WrongUsage) as problem:
        merge(given, **asked)
    assert not isinstance(problem.value, NotReleasable)
    return problem.value.message


def altered(content: bytes, **changes: Any) -> bytes:
    return json.dumps(json.loads(content) | changes).encode()


def test_twelve_files_are_compared_and_nine_are_refused() -> None:
    (compared,) = merge(files(12))

    assert compared.contributors == 12
    assert compared.spread("tickets").median
    with pytest.raises(NotReleasable, match="9 organisations contribute"):
        merge(files(9))


def test_files_of_several_quarters_make_a_comparison_of_each() -> None:
    before = {f"old-{name}": content for name, content in files(11, period="2025-Q4").items()}

    made = merge(files(12) | before)

    assert [(each.period, each.contributors) for each in made] == [("2025-Q4", 11), ("2026-Q1", 12)]
    own = figures_by_quarter((files(12) | before).values(), name_of(key_of(3).public_key()))
    assert own == {period: figures_of(figures("any", period, size_of(3))) for period in ("2025-Q4", "2026-Q1")}


def test_a_quarter_of_too_few_files_is_named_and_not_left_out_quietly() -> None:
    before = {f"old-{name}": content for name, content in files(9, period="2025-Q4").items()}

    said = refused(files(12) | before)

    assert said.count("it is of 2025-Q4, not of 2026-Q1") == 9


def test_the_same_files_give_the_same_answer_in_any_order() -> None:
    given = files(12)

    assert merge(given) == merge(dict(reversed(given.items())))


def test_a_file_says_neither_whose_it_is_nor_anything_but_four_totals() -> None:
    content = carried(figures("lyric"), key_of(1)).decode()

    assert "lyric" not in content
    assert [each["measure"] for each in json.loads(content)["contribution"]["figures"]] == [
        "bookers", "orders", "tickets", "income"
    ]  # fmt: skip


def test_the_same_organisation_signs_with_the_same_key_and_another_with_another() -> None:
    names = {name_of(key_of(number).public_key()) for number in (1, 2)}

    assert len(names) == 2
    assert read_carried(carried(figures("lyric"), key_of(1))).of == name_of(key_of(1).public_key())


def test_no_byte_of_a_file_can_be_changed_unnoticed() -> None:
    content = carried(figures("lyric"), key_of(1))
    true = read_carried(content)

    for place in range(len(content)):
        for other in (content[place] ^ 1, 0x20):
            changed = content[:place] + bytes([other]) + content[place + 1 :]
            try:
                assert read_carried(changed) == true  # a space beside a bracket means nothing
            except WrongUsage:
                continue


def test_every_file_that_was_tampered_with_is_named_and_nothing_is_compared() -> None:
    given = files(12)
    more = json.loads(given["3.json"])["contribution"]
    more["figures"][0]["value"] += 5
    given["3.json"] = altered(given["3.json"], contribution=more)
    given["7.json"] = given["7.json"][:-9]

    said = refused(given)

    assert "3.json: it was changed after it was signed" in said
    assert "7.json: it is no contribution of Houselights, or only a part of one" in said


def test_a_doubled_organisation_is_refused_even_with_other_figures() -> None:
    given = files(12) | {"again.json": carried(figures("any", tickets=5000), key_of(3))}

    assert "again.json: it is of the same organisation as 3.json" in refused(given)


def test_another_period_is_refused() -> None:
    given = files(11) | {"old.json": carried(figures("any", "2025-Q4"), key_of(20))}

    assert "old.json: it is of 2025-Q4, not of 2026-Q1" in refused(given)
    assert "0.json: it is of 2026-Q1, not of 2025-Q4" in refused(given, period="2025-Q4")


def test_an_unknown_version_and_another_kind_of_file_are_refused() -> None:
    given = files(12)
    given["5.json"] = altered(given["5.json"], version=2)
    given["6.json"] = altered(given["6.json"], format="something else")

    said = refused(given)

    assert "5.json: it is of version 2" in said
    assert "6.json: it is no contribution of Houselights" in said


def test_a_file_signed_with_anothers_key_is_refused() -> None:
    """Copied from one organisation's file and signed anew with another's key, with its name left in it."""
    given, thief = files(12), key_of(99)
    file = json.loads(given["4.json"])
    content = json.dumps(file["contribution"], separators=(",", ":")).encode()
    signature = b64encode(thief.sign(b"houselights contribution 1\n" + content)).decode()
    public = b64encode(thief.public_key().public_bytes_raw()).decode()
    given["4.json"] = json.dumps(file | {"signature": signature, "public_key": public}, separators=(",", ":")).encode()

    assert "4.json: it is signed with another organisation's key" in refused(given)


def test_only_keys_that_agreed_count_where_they_are_said() -> None:
    given = files(12)
    agreed = {name_of(key_of(number).public_key()) for number in range(12)}

    assert merge(given, agreed=agreed)[0].contributors == 12
    stranger = name_of(key_of(11).public_key())
    assert f"11.json: its key {stranger} is not among those that agreed" in refused(given, agreed=agreed - {stranger})


@pytest.mark.parametrize(
    "made",
    [
        {"is_protected": False},
        {"is_final": False},
        {"period": "any time"},
        {"data_as_of": "Ada was here"},
    ],
)
def test_what_the_gate_did_not_write_is_refused_though_it_is_signed(made: dict[str, Any]) -> None:
    with pytest.raises(WrongUsage):
        read_carried(carried(figures("any", **({"period": "2026-Q1"} | made)), key_of(1)))


@pytest.mark.parametrize(
    "one",
    [
        Contributed("tickets", "", "", 1003, None),
        Contributed("tickets", "", "", -5, None),
        Contributed("tickets", "", "", 10**30, None),
        Contributed("tickets", "", "", 10**400, None),
        Contributed("tickets", "", "Ada", 1000, None),
        Contributed("tickets", "", "", 1000, 3),
        Contributed("tickets", "", "", 5, None, is_money=True),
    ],
)
def test_a_figure_that_nobody_rounded_or_with_a_word_in_it_is_refused(one: Contributed) -> None:
    made = figures("any")
    others = tuple(each for each in made.figures if each.measure != "tickets")

    with pytest.raises(WrongUsage, match="not as the gate writes them"):
        read_carried(carried(replace(made, figures=(*others, one)), key_of(1)))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"{" * 5000, b" " * 200_000, b'{"format":1}'])
def test_anything_else_is_refused_in_a_sentence(content: bytes) -> None:
    assert "x.json: it is" in refused(files(10) | {"x.json": content})


def test_the_public_key_is_a_key() -> None:
    content = altered(carried(figures("any"), key_of(1)), public_key=b64encode(b"short").decode())

    with pytest.raises(WrongUsage):
        read_carried(content)
    assert len(b64decode(json.loads(carried(figures("any"), key_of(1)))["public_key"])) == 32
