"""One check of the doctor: of what, whether it passed, the fact behind it, and what to do."""

from typing import Any

from msgspec import Struct


class Checked(Struct, frozen=True):
    """`organisation` is "" for the installation itself; `remedy` may also advise where the check passed."""

    check: str
    passed: bool
    detail: str
    remedy: str = ""
    organisation: str = ""
    connection: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape that `doctor --json` prints for each check."""
        return {name: getattr(self, name) for name in self.__struct_fields__}
