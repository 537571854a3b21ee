"""docs/reference/workbooks.md: which files are read, how big they may be, and what is said of the others."""

from generators.markdown import table

HEAD = """# Workbooks

What an upload reads, by what is in the file and never by its name: `.xlsx` (strict, too), `.xls`, `.ods`, and text with
commas, semicolons, tabs or bars in UTF-8, UTF-16 or Windows-1252. Every sheet and row that holds anything is read,
hidden ones too, and it is said. A formula is read by what it last came to. An error such as `#N/A` is a problem in its
cell, never a blank.

A file is opened in a process of its own, which has no keys, little memory and little time. Whatever becomes of it, the
server goes on.

"""
LIMITS = """## How big

"""
REFUSED = """
## What is not read, and what is said

"""
SANDBOX = """
## The sandbox's reports

On its control port the sandbox box office serves each theatre's report of events, as a person downloads one:
`/lyric/reports/` is the page. It is not Spektrix's, and how Spektrix's files look inside is not published.

- `events.xlsx` (“Run as Excel”) has the template's columns, a row for every event, and the four attribute columns
  filled where the event has the attribute.
- `events.pdf` is for people to read.
- `events-unformatted.xlsx` (“unformatted Excel”) is our imitation: the same values as plain text from the first line
  on, without headings. A single sheet is taken for such an export where its first row of four cells or more has an
  event's full id and a date or a number.
"""


def page() -> str:
    from houselights.workbooks import limits
    from houselights.workbooks.refusals import CODES, unreadable

    free = limits.RATIO_FROM // limits.MEGABYTE
    most = [
        ("the file", f"{limits.FILE_BYTES // limits.MEGABYTE} MB"),
        ("unpacked", f"{limits.UNPACKED_BYTES // limits.MEGABYTE} MB; beyond {free} MB, {limits.RATIO} times the file"),
        ("parts inside it", f"{limits.PARTS:,}"),
        ("filled cells", f"{limits.CELLS:,}"),
        ("what the cells say", f"{limits.PACKED_BYTES // limits.MEGABYTE} MB together"),
        ("memory of the process that reads", f"{limits.MEMORY_BYTES // limits.MEGABYTE} MB"),
        ("its time", f"{limits.READ_SECONDS} s to read, {limits.ANNOTATE_SECONDS} s to write a copy"),
    ]
    refused = [(f"`{code}`", str(unreadable(code)), unreadable(code).remedy) for code in CODES]
    how_big = LIMITS + table(["what", "at most"], most)
    return HEAD + how_big + REFUSED + table(["code", "what is said", "what to do"], refused) + SANDBOX
