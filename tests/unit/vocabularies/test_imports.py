"""Is a list read from the CSV that people have?"""

import pytest

from houselights.errors import WrongUsage
from houselights.vocabularies import Term, read_terms


def test_each_line_is_a_term_with_its_discipline():
    text = '\ufeffDISCIPLINE,term,note\r\nTheatre," Clowning  about ",x\r\n\r\nMusic,"Talk, reading"\r\n'

    assert read_terms(text) == [Term("Clowning about", "Theatre"), Term("Talk, reading", "Music")]


def test_a_list_without_disciplines_needs_one_column():
    assert read_terms("Term\nParade\n") == [Term("Parade")]


@pytest.mark.parametrize("text", ["", "\n", "Name\nParade\n", "Term\n", "Term,Discipline\n,Theatre\n"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(WrongUsage):
        read_terms(text)
