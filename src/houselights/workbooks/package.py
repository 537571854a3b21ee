"""The parts of an .xlsx or .ods, checked before any reader sees them: sizes, ratios, document types, macros."""

import re
import zipfile
import zlib
from io import BytesIO

from houselights.workbooks import limits
from houselights.workbooks.refusals import unreadable

_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_MACROS = re.compile(r"(?:^|/)(?:vbaproject[^/]*\.bin|basic/.*|xl/macrosheets/.*|macrosheets/.*)$", re.I)
# A part may have any name, so all are read that may hold markup; pictures are opened by nobody here.
_PICTURES = ("xl/media/", "pictures/", "thumbnails/")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Package:
    """The zipped parts by name. Opening one refuses whatever could harm the reader."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise unreadable("damaged") from error
        self.names = self._zip.namelist()
        self._check_sizes(len(content))
        self._check_contents()
        self.parts = {name: self._read(name) for name in self.names if not name.casefold().startswith(_PICTURES)}
        for part in self.parts.values():
            _check_no_document_type(part)

    def part(self, name: str) -> bytes:
        """A part by its name in any capitals, as Office reads them; empty when there is none."""
        wanted = name.casefold()
        return next((part for each, part in self.parts.items() if each.casefold() == wanted), b"")

    def _check_sizes(self, packed: int) -> None:
        """By what the directory says; that it says the truth is found when each part is read."""
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > limits.PARTS or unpacked > limits.UNPACKED_BYTES:
            raise unreadable("zip-bomb")
        if unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * packed:
            raise unreadable("zip-bomb")
        if len(set(self.names)) != len(self.names):
            raise unreadable("damaged")  # two parts of one name: readers would disagree which one counts

    def _check_contents(self) -> None:
        if any(entry.flag_bits & 1 for entry in self._zip.infolist()):
            raise unreadable("password")
        if any(_MACROS.search(name) for name in self.names):
            raise unreadable("macros")

    def _read(self, name: str) -> bytes:
        try:
            return self._zip.read(name)  # its checksum is compared too
        except _BROKEN as error:
            raise unreadable("damaged") from error


def _check_no_document_type(part: bytes) -> None:
    plain = part.replace(b"\0", b"") if part.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")) else part
    if _TYPE.search(plain):
        raise unreadable("dtd")
