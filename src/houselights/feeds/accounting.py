"""What a run did with every record: received = stored + unchanged + excluded + quarantined, for each kind."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from houselights.rows import KINDS


@dataclass
class Accounting:
    """Counts by kind; `excluded` by (kind, reason)."""

    received: Counter[str] = field(default_factory=Counter)
    stored: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)
    excluded: Counter[tuple[str, str]] = field(default_factory=Counter)

    def check(self) -> None:
        """Crash where a record was lost: that is a bug, never data."""
        for kind in KINDS:
            left_out = sum(count for (of, _), count in self.excluded.items() if of == kind)
            accounted = self.stored[kind] + self.unchanged[kind] + self.quarantined[kind] + left_out
            if self.received[kind] != accounted:
                raise AssertionError(f"{kind}: {self.received[kind]} received, {accounted} accounted for")

    def as_json(self) -> dict[str, Any]:
        """The five parts as plain objects by kind, every kind named."""
        plain: dict[str, Any] = {
            part: {kind: getattr(self, part)[kind] for kind in KINDS}
            for part in ("received", "stored", "unchanged", "quarantined")
        }
        plain["excluded"] = {kind: {} for kind in KINDS}
        for (kind, reason), count in sorted(self.excluded.items()):
            plain["excluded"][kind][reason] = count
        return plain
