"""How reference data lie in the home: one Parquet file of each kind, in these columns."""

import pyarrow as pa

POSTCODES = pa.schema([
    ("postcode", pa.string()),  # without spaces
    ("local_authority", pa.string()),
    ("kilometre_east", pa.int32()),  # of the British grid; null where the postcode has no point on it
    ("kilometre_north", pa.int32()),
    ("lsoa_2011", pa.string()),  # also data zones and super output areas: each nation's small areas
    ("lsoa_2021", pa.string()),
    ("rural_urban", pa.string()),
    ("imd_rank", pa.int32()),  # in its nation
])  # fmt: skip

AREAS = pa.schema(
    [("postcode_token", pa.string()), *[field for field in POSTCODES if field.name not in ("postcode", "imd_rank")]]
)

DEPRIVATION = pa.schema([("small_area", pa.string()), ("imd_decile", pa.int32())])
RURAL_URBAN = pa.schema([("small_area", pa.string()), ("rural_urban", pa.string())])
HOUSEHOLDS = pa.schema([("area", pa.string()), ("households", pa.int64())])

# The census's bands of five years, each by the age that it begins with; the last has no end.
AGE_BANDS = tuple(range(0, 90, 5))
BAND_COLUMNS = tuple(f"aged_{age}" for age in AGE_BANDS)
AGES = pa.schema([("area", pa.string()), ("people", pa.int64()), *((name, pa.int64()) for name in BAND_COLUMNS)])

BOUNDARIES = pa.schema([
    ("local_authority", pa.string()),
    ("west", pa.int32()),  # of what is drawn, in hundreds of metres of the British grid; north counts downwards
    ("north", pa.int32()),
    ("east", pa.int32()),
    ("south", pa.int32()),
    ("path", pa.string()),  # as SVG has it
    ("outline", pa.string()),  # the same for a map of everywhere: fewer points
])  # fmt: skip

PRIORITY_PLACES = pa.schema([
    ("area", pa.string()),  # a local authority or a small area
    ("priority_place", pa.string()),
    ("valid_from", pa.date32()),
    ("valid_until", pa.date32()),
])  # fmt: skip

SMALL_AREAS = pa.schema([
    ("small_area", pa.string()),
    ("local_authority", pa.string()),
    ("imd_decile", pa.int32()),  # of its nation's own index
    ("rural_urban", pa.string()),
    ("people", pa.int64()),
])  # fmt: skip

SCHEMAS = {
    "postcodes": POSTCODES,
    "deprivation": DEPRIVATION,
    "rural_urban": RURAL_URBAN,
    "households": HOUSEHOLDS,
    "ages": AGES,
    "boundaries": BOUNDARIES,
    "priority_places": PRIORITY_PLACES,
}
