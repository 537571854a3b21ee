"""Postcodes that rows give to places: a place that has none gets one, a place that has one keeps it. Pure."""

from collections.abc import Mapping
from typing import Any

from houselights.register.uploads.cells import place_key
from houselights.register.uploads.problems import Found
from houselights.register.uploads.snapshot import KnownEvent, Snapshot

Changes = dict[str, tuple[Any, Any]]


class Postcodes:
    """Remembers what the rows before have given, so that one place never gets two."""

    def __init__(self, now: Snapshot) -> None:
        self._kept = {key: place.postcode for key, place in now.places.items()}
        self._given: dict[str, str] = {}

    def of(self, values: Mapping[str, Any], known: KnownEvent | None) -> tuple[Changes, Found | None]:
        """The change that a row makes to its place, and what keeps it from making one."""
        postcode = values.get("location_postcode")
        if not postcode:
            return {}, None
        place = values.get("location") or (known.fields["location"] if known else "")
        if not place:
            return {}, Found("postcode-without-place")
        kept = self._kept.get(place_key(place)) or self._given.setdefault(place_key(place), postcode)
        if kept != postcode:
            return {}, Found("postcode-differs", kept, {"place": f"“{place}”", "kept": kept})
        return ({} if self._kept.get(place_key(place)) else {"location_postcode": ("", postcode)}), None
