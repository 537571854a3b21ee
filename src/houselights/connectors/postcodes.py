"""How a UK postcode is written: valid, mended where a letter stands for a digit, or not one at all."""

import re

# Its own `parse` writes the text of what it cannot read to the log: only the parts that are silent are used (2.1).
from uk_postcodes_parsing.fix import fix, fix_with_options
from uk_postcodes_parsing.postcode_utils import is_valid, to_normalised

_WRITTEN = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NOISE = re.compile(r"[\s.,\-\u200b]+")


def read_postcode(text: str) -> str | None:
    """`LN1 2TJ` from `ln12tj`, `LNl 2TJ` or `LN1  2TJ.`; None where it is none."""
    plain = _NOISE.sub("", text)
    mended = fix_with_options(plain)
    attempts = [plain, plain.replace("l", "1"), fix(plain)]
    if isinstance(mended, list) and len(mended) == 1:  # two ways to mend it are none
        attempts += mended
    return next((to_normalised(attempt) for attempt in attempts if is_valid(attempt)), None)


def postcode_in(address: str) -> str:
    """The last postcode written in an address, or nothing."""
    found = _WRITTEN.findall(address)
    return (to_normalised(found[-1]) or "") if found else ""
