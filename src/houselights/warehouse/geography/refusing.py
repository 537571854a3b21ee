"""Refuse a reference file whole, with the reason: half a list would give figures that nobody could explain."""

from typing import Never

from houselights.errors import WrongUsage


def refuse(message: str, remedy: str = "Give the file as it is published.") -> Never:
    """Nothing of the file is used, and what was loaded before stays."""
    raise WrongUsage(message, remedy=f"{remedy} Nothing was changed.")
