"""How a UK postcode is written: valid, mended where a letter stands for a digit, or not one at all."""

import re
from collections.abc import Iterator

# Its own `parse` writes the text of what it cannot read to the log: only the parts that are silent are used (2.1).
from uk_postcodes_parsing.fix import fix, fix_with_options
from uk_postcodes_parsing.postcode_utils import is_valid, to_normalised

_WRITTEN = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NOISE = re.compile(r"[\s.,\-\u200b]+")


def read_postcode(text: str) -> str | None:
    """`LN1 2TJ` from `ln12tj`, `LNl 2TJ` or `LN1  2TJ.`; None where it is none."""
    plain = _NOISE.sub("", text)
    return next((to_normalised(attempt) for attempt in _attempts(plain) if is_valid(attempt)), None)


def _attempts(plain: str) -> Iterator[str]:
    """As it stands, then mended: most are valid, and mending costs ten times as much as looking."""
    yield plain
    yield plain.replace("l", "1")
    yield fix(plain)
    mended = fix_with_options(plain)
    if isinstance(mended, list) and len(mended) == 1:  # two ways to mend it are none
        yield from mended


def postcode_in(address: str) -> str:
    """The last postcode written in an address, or nothing."""
    found = _WRITTEN.findall(address)
    return (to_normalised(found[-1]) or "") if found else ""
