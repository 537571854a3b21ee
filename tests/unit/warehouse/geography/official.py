"""Made-up files in the layouts that the statistical offices publish, a few lines each."""

import zipfile
from pathlib import Path

# The postcode directory's columns of 2024, as its user guide has them.
ONSPD = [
    "pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "ced", "oslaua", "osward", "parish", "usertype",
    "oseast1m", "osnrth1m", "osgrdind", "oshlthau", "nhser", "ctry", "rgn", "streg", "pcon", "eer", "teclec",
    "ttwa", "pct", "itl", "statsward", "oa01", "casward", "npark", "lsoa01", "msoa01", "ur01ind", "oac01", "oa11",
    "lsoa11", "msoa11", "wz11", "sicbl", "bua24", "ru11ind", "oac11", "lat", "long", "lep1", "lep2", "pfa", "imd",
    "calncv", "icb", "oa21", "lsoa21", "msoa21",
]  # fmt: skip
# And those of 2025, where the year stands in the names.
ONSPD_2025 = {
    "pcd": "pcd7", "pcd2": "pcd8", "oslaua": "lad25cd", "oseast1m": "east1m", "osnrth1m": "north1m",
    "lsoa11": "lsoa11cd", "lsoa21": "lsoa21cd", "ru11ind": "ruc21ind", "imd": "imd20ind",
}  # fmt: skip

LEEDS, YORK, CARDIFF, EDINBURGH, BELFAST, DOUGLAS = (
    {"pcd": "LS1 1AA", "pcds": "LS1 1AA", "oslaua": "E08000035", "oseast1m": "429900", "osnrth1m": "433999",
     "lsoa11": "E01011365", "lsoa21": "E01033011", "ru11ind": "A1", "imd": "164"},
    {"pcd": "YO1 7HH", "pcds": "YO1 7HH", "oslaua": "E06000014", "oseast1m": "460312", "osnrth1m": "451999",
     "lsoa11": "E01013365", "lsoa21": "E01013365", "ru11ind": "D1", "imd": "32844", "doterm": "201911"},
    {"pcd": "CF101EP", "pcds": "CF10 1EP", "oslaua": "W06000015", "oseast1m": "318400", "osnrth1m": "176200",
     "lsoa11": "W01001939", "lsoa21": "W01001939", "ru11ind": "C1", "imd": "1909"},
    {"pcd": "EH1 1YZ", "pcds": "EH1 1YZ", "oslaua": "S12000036", "oseast1m": "325500", "osnrth1m": "673600",
     "lsoa11": "S01008677", "lsoa21": "S01008677", "ru11ind": "6", "imd": "6976"},
    {"pcd": "BT1 5GS", "pcds": "BT1 5GS", "oslaua": "N09000003", "oseast1m": "146123", "osnrth1m": "529876",
     "lsoa11": "95GG30S1", "lsoa21": "N20000421", "ru11ind": "Z9", "imd": "890"},
    {"pcd": "IM1 1AA", "pcds": "IM1 1AA", "oslaua": "M99999999", "oseast1m": "", "osnrth1m": "",
     "lsoa11": "M99999999", "lsoa21": "M99999999", "ru11ind": "Z9", "imd": "0"},
)  # fmt: skip
EVERYWHERE = (LEEDS, YORK, CARDIFF, EDINBURGH, BELFAST, DOUGLAS)


def directory(path: Path, *rows: dict[str, str], renamed: dict[str, str] | None = None) -> Path:
    """A csv, or a zip that has it beside smaller ones, as the ending says."""
    headings = [(renamed or {}).get(name, name) for name in ONSPD]
    lines = [",".join(f'"{row.get(name, "")}"' for name in ONSPD) for row in rows or EVERYWHERE]
    text = "\n".join([",".join(headings), *lines]) + "\n"
    if path.suffix == ".csv":
        path.write_text(text, encoding="utf-8-sig")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Documents/LAD names.csv", "a,b\n1,2\n")
        packed.writestr("Data/ONSPD_NOV_2025_UK.csv", text)
    return path


IMD_2019 = (
    "LSOA code (2011),LSOA name (2011),Local Authority District code (2019),Local Authority District name (2019),"
    "Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
)


def index(path: Path, ranks: dict[str, str], heading: str = IMD_2019) -> Path:
    """File 7 of the indices of deprivation, with the ranks that are given."""
    lines = [f'{area},"Leeds 1",E08000035,Leeds,12.5,"{rank}",0' for area, rank in ranks.items()]
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    return path


def listed(path: Path, text: str) -> Path:
    """Lines as they stand, without what indents them."""
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", encoding="utf-8")
    return path


BANDS = ["4 years and under", *(f"{age} to {age + 4} years" for age in range(5, 85, 5)), "85 years and over"]


def ages(path: Path, people: dict[str, list[int]]) -> Path:
    """TS007A as Nomis has it: a csv of one sort of area, or the zip, where each sort has one, as the ending says.

    A zip has the largest one, of output areas, which nobody here asks for.
    """
    heading = ",".join(["date,geography,geography code,Age: Total", *(f"Age: Aged {band}" for band in BANDS)])
    lines = {code: ",".join(map(str, [2021, "A place", code, sum(by), *by])) for code, by in people.items()}
    if path.suffix == ".csv":
        path.write_text("\n".join([heading, *lines.values()]) + "\n", encoding="utf-8")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, begins in {"lsoa": ("E01", "W01"), "ltla": ("E06", "E08", "W06")}.items():
            some = [line for code, line in lines.items() if code.startswith(begins)]
            packed.writestr(f"census2021-ts007a-{name}.csv", "\n".join([heading, *some]) + "\n")
        output = [f"2021,x,E00{number:06d},{number}" + ",0" * len(BANDS) for number in range(500)]
        packed.writestr("census2021-ts007a-oa.csv", "\n".join([heading, *output]) + "\n")
    return path
