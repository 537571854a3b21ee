"""How big a workbook may be, checked before anything is unpacked, and what reading it may cost."""

from typing import Final

MEGABYTE: Final = 1 << 20

FILE_BYTES: Final = 20 * MEGABYTE
PARTS: Final = 5_000  # files inside an .xlsx or .ods
UNPACKED_BYTES: Final = 300 * MEGABYTE
RATIO: Final = 200  # unpacked to packed; styled empty rows reach 100
RATIO_FROM: Final = 30 * MEGABYTE  # below this no ratio harms anybody
CELLS: Final = 1_000_000  # that hold something
PACKED_BYTES: Final = 64 * MEGABYTE  # of all that the cells say: one text may stand in a million cells
AREA: Final = 12_000_000  # calamine 0.9.1 lays a sheet out from its first to its last cell, blanks too
TEXT: Final = 32_767  # letters in a cell: Excel's own limit
COMMENT: Final = 500  # letters

MEMORY_BYTES: Final = 1024 * MEGABYTE  # address space of the process that reads
READ_SECONDS: Final = 60
GRACE_SECONDS: Final = 5  # beyond which a process that does not end by itself is ended
ANNOTATE_SECONDS: Final = 180
AT_ONCE: Final = 2  # such processes at a time, for one server
