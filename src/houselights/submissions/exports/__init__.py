"""The files of a return: written from its frozen document alone, so that the same document gives the same bytes."""
