"""The shipped, versioned lists of terms, and the near misses to suggest."""

from houselights.vocabularies.imports import read_terms
from houselights.vocabularies.lists import LISTS, Term, Vocabulary, discipline_of, shipped
from houselights.vocabularies.matching import Match, match, yes_no

__all__ = ["LISTS", "Match", "Term", "Vocabulary", "discipline_of", "match", "read_terms", "shipped", "yes_no"]
