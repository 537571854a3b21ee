"""Read text with separators: which encoding and which separator is found from the text itself, and said."""

import codecs
import csv
from io import StringIO

from houselights.workbooks import limits
from houselights.workbooks.reading.raw import RawBook, RawSheet
from houselights.workbooks.refusals import unreadable

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROL = {chr(code) for code in range(32)} - set("\t\n\r\f\v")
_SAMPLE = 50  # lines


def read_csv(content: bytes) -> RawBook:
    """One sheet, named as Excel has no name for it: `Sheet1`."""
    text, encoding = _decoded(content)
    if _CONTROL.intersection(text):
        raise unreadable("not-a-workbook")
    csv.field_size_limit(limits.FILE_BYTES)
    separator, text = _separator(text)
    rows = _rows(text, separator)
    return RawBook("csv", [RawSheet("Sheet1", False, 1, 1, rows)], [], encoding, SEPARATORS[separator])


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _by(content, codec), name
    if codec := _unmarked_utf_16(content):
        return _by(content, codec), "UTF-16"
    try:
        return content.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _by_line(content)


def _by_line(content: bytes) -> tuple[str, str]:
    """Each line by itself: files put together from two programs are in two encodings."""
    texts, is_mixed = [], False
    for line in content.split(b"\n"):
        try:
            texts.append(line.decode())
            is_mixed = is_mixed or not line.isascii()
        except UnicodeDecodeError:
            texts.append(line.decode("cp1252", "replace"))
    return "\n".join(texts), "UTF-8 and Windows-1252" if is_mixed else "Windows-1252"


def _by(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise unreadable("damaged") from error


def _unmarked_utf_16(content: bytes) -> str:
    """Western text in UTF-16 has a NUL beside nearly every letter."""
    sample = content[:2000]
    if sample[1::2].count(0) > len(sample) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > len(sample) * 0.4 else ""


def _separator(text: str) -> tuple[str, str]:
    """The one that cuts most of the lines into equally many cells; Excel's own line `sep=;` is obeyed."""
    first, _, rest = text.partition("\n")
    if (told := first.strip().removeprefix("sep=")) in SEPARATORS and first.startswith("sep="):
        return told, "\n" + rest  # the line stays a row, blank: addresses are the file's
    return max(SEPARATORS, key=lambda each: _agreement(text, each)), text


def _agreement(text: str, separator: str) -> tuple[float, int]:
    widths = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
        widths.append(len(row))
        if len(widths) == _SAMPLE:
            break
    wide = [width for width in widths if width > 1]
    alike = max((wide.count(width) for width in set(wide)), default=0)
    return alike / max(len(widths), 1), max(wide, default=0)


def _rows(text: str, separator: str) -> list[list[str]]:
    # Strict, or a quotation mark never closed would swallow the rest of the file into one cell.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise unreadable(
            "damaged",
            f"A quotation mark near line {reader.line_num:,} has no other: double it inside a text, or leave it out.",
        ) from error
