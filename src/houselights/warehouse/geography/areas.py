"""Codes of areas as the statistical offices give them: local authorities, small areas, the indices of nations."""

import pyarrow as pa
import pyarrow.compute as pc

AUTHORITY = r"^(E0[6-9]|W06|S12|N09)\d{6}$"
# Lower layer super output areas, data zones, Northern Ireland's super output areas (95AA01S1) and data zones.
SMALL_AREA = r"^([EWS]01\d{6}|N20\d{6}|95[A-Z]{2}\d{2}[A-Z]\d)$"

# As many small areas as each nation's index has, and the census that they are of: a rank among them gives the decile.
INDICES = (
    ("E", 32_844, 2011),
    ("E", 33_755, 2021),
    ("W", 1_909, 2011),
    ("W", 1_917, 2021),
    ("S", 6_976, 2011),
    ("N", 890, 2011),
)


def only(pattern: str, codes: pa.Array) -> pa.Array:
    """Null for what is no such code: pseudo codes, as of the Isle of Man, among them."""
    trimmed = pc.utf8_trim_whitespace(codes)
    return pc.if_else(pc.match_substring_regex(trimmed, pattern), trimmed, pa.scalar(None, pa.string()))


def rural_or_urban(written: pa.Array) -> pa.Array:
    """From a class or its code: A1 to C2 and U are urban, D1 to F2 and R rural; Scotland's 1 to 5 and 6 to 8."""
    text = pc.utf8_trim_whitespace(written)
    named = {
        "urban": r"(?i)^([abc]\d|[1-5]|u[nf]\d|urban.*)$",
        "rural": r"(?i)^([def]\d|[6-8]|r[ls][nf]\d|(larger |smaller )?rural.*)$",
    }
    none = pa.scalar(None, pa.string())
    found = pa.nulls(len(text), pa.string())
    for name, pattern in named.items():
        found = pc.coalesce(found, pc.if_else(pc.match_substring_regex(text, pattern), pa.scalar(name), none))
    return found


def whole_numbers(written: pa.Array, kind: pa.DataType) -> pa.Array:
    """Null for what is no whole number; `12.0` is one, and so is `1,234`."""
    bare = pc.replace_substring_regex(pc.utf8_trim_whitespace(written), r",|\.0+$", "")
    return pc.cast(pc.if_else(pc.match_substring_regex(bare, r"^\d{1,12}$"), bare, pa.scalar(None, pa.string())), kind)
