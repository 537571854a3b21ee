"""What is said of a file that cannot be read, by kind of trouble: what it is, and how to save it instead."""

from houselights.errors import Unreadable

_SAVE = "Open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)”, and upload that."
_REPORT = "In the box office choose “Run as Excel”, not PDF and not unformatted Excel, and upload the .xlsx it gives."

_WORDS: dict[str, tuple[str, str]] = {
    "pdf": (
        "This is a PDF: its cells cannot be read.",
        "Upload the workbook that it was made of: .xlsx, .xls, .ods or .csv. For a report of the box office choose "
        "“Run as Excel” there.",
    ),
    "html": ("This is a web page with a workbook's name.", _SAVE),
    "password": (
        "This workbook has a password.",
        "In Excel choose File, Info, Protect Workbook, Encrypt with Password, clear the password, save, and upload it.",
    ),
    "macros": (
        "This workbook carries macros, which are never run and never accepted here.",
        "Save it as “Excel Workbook (.xlsx)”, which leaves the macros out, and upload that.",
    ),
    "unformatted": ("This is a report run as unformatted Excel: it has no headings that say what is what.", _REPORT),
    "zip-bomb": (
        "This file unpacks to far more than a workbook of its size ever holds.",
        "Copy the cells into a new workbook, save it as .xlsx, and upload that.",
    ),
    "dtd": (
        "This file declares a document type, which no workbook needs and which can do harm.",
        "Copy the cells into a new workbook, save it as .xlsx, and upload that.",
    ),
    "too-large": ("This workbook is too large to read.", "Split it, or delete the rows that are not needed."),
    "damaged": (
        "This file is damaged: it ends too soon, or part of it has changed on the way.",
        "Upload it again; if that fails, open it in Excel, let it repair the file, and save it as .xlsx.",
    ),
    "empty": ("This file is empty.", "Choose the file again: perhaps it was not saved, or not yet downloaded."),
    "xlsb": ("This is a binary Excel workbook (.xlsb).", _SAVE),
    "numbers": ("This is an Apple Numbers file.", "In Numbers choose File, Export To, Excel, and upload that."),
    "spreadsheet-xml": ("This is an XML Spreadsheet of Excel 2003.", _SAVE),
    "not-a-workbook": ("This is not a workbook.", "Upload a workbook: .xlsx, .xls, .ods or .csv."),
}

CODES = tuple(_WORDS)


def unreadable(code: str, message: str = "") -> Unreadable:
    """The refusal of that code; `message` where more can be said than the code alone says."""
    usual, remedy = _WORDS[code]
    return Unreadable(code, message or usual, remedy=remedy)
