"""What kind of file this is, by what is in it: its name decides nothing."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from houselights.workbooks.cells import Kind
from houselights.workbooks.refusals import unreadable

OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of .xls, and of what Office encrypts
_OLD_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # a bare stream, as Excel 2 to 5 wrote
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table|style|div|p)\b", re.I | re.S)
_SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlxs", ".xlsm", ".xltx"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv", ".tab"),
}
_CALLED: dict[Kind, str] = {
    "xlsx": "an Excel workbook (.xlsx)",
    "xls": "an old Excel workbook (.xls)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "csv": "text with separators (.csv)",
}


def kind_of(content: bytes) -> Kind:
    """The kind of workbook, or Unreadable with what it is instead."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise unreadable("empty")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(content)
    if content.startswith(OLE):
        return _kind_of_container(content)
    if content.startswith(_OLD_XLS):
        return "xls"
    _refuse_documents(content)
    return "csv"


def misnamed(kind: Kind, name: str) -> str:
    """A sentence where the name's suffix says another kind; "" where it agrees or says nothing."""
    suffix = PurePath(name).suffix.casefold()
    known = {each for suffixes in _SUFFIXES.values() for each in suffixes}
    if suffix not in known or suffix in _SUFFIXES[kind]:
        return ""
    return f"The file's name ends in {suffix}, but it is {_CALLED[kind]}: it was read as that."


def _kind_of_package(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = {name.casefold() for name in package.namelist()}
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mime = package.read("mimetype").decode("ascii", "replace").strip()
                return _open_document(mime)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise unreadable("damaged") from error
    return _office(names)


def _open_document(mime: str) -> Kind:
    if mime != _MIME:
        raise unreadable("not-a-workbook")
    return "ods"


def _office(names: set[str]) -> Kind:
    if "xl/workbook.bin" in names:
        raise unreadable("xlsb")
    if any(name.endswith(".iwa") for name in names):
        raise unreadable("numbers")
    if not any(name.endswith("xl/workbook.xml") for name in names):
        raise unreadable("not-a-workbook" if names else "damaged")
    return "xlsx"


def _kind_of_container(content: bytes) -> Kind:
    """Streams are named in UTF-16 in the container's folder."""
    if _names(content, "EncryptedPackage", "EncryptionInfo"):
        raise unreadable("password")
    if _names(content, "_VBA_PROJECT_CUR"):
        raise unreadable("macros")
    if not _names(content, "Workbook", "Book"):
        raise unreadable("not-a-workbook")
    return "xls"


def _names(content: bytes, *streams: str) -> bool:
    # With its closing NUL: a sheet may well mention the word.
    return any(f"{stream}\0".encode("utf-16-le") in content for stream in streams)


def _refuse_documents(content: bytes) -> None:
    head = _plain(content[:8192])
    if b"%PDF-" in head[:1024]:
        raise unreadable("pdf")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise unreadable("spreadsheet-xml")
    if _MARKUP.match(head) or (head.lstrip().startswith(b"<") and re.search(rb"<(?:html|table)\b", head, re.I)):
        raise unreadable("html")
    if head.lstrip()[:13].lower() == b"mime-version:":
        raise unreadable("html")
    if head.lstrip().startswith(
        (b"<?xml", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"\x1f\x8b")
    ):
        raise unreadable("not-a-workbook")


def _plain(head: bytes) -> bytes:
    """The start without its byte-order mark, and of UTF-16 the half that matters here."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
