"""The measures by name: a pair of files each, words and SQL."""

from houselights.measures.catalogue import MEASURES

__all__ = ["MEASURES"]
