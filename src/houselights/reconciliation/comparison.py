"""One comparison: the same thing counted in two places, which must agree."""

from typing import Any

from msgspec import Struct


class Comparison(Struct, frozen=True):
    """`what` was compared, `of` which part of the organisation's data, and what each side says."""

    what: str
    of: str
    left: int
    right: int

    @property
    def agrees(self) -> bool:
        return self.left == self.right

    def as_json(self) -> dict[str, Any]:
        """The shape that `check --json` prints."""
        return {"what": self.what, "of": self.of, "left": self.left, "right": self.right, "agrees": self.agrees}
