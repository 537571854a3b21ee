"""Who gets figures: the organisation's own people; the others a reason."""

import pytest

from houselights.disclosure.rules import check_releasable
from houselights.errors import NotReleasable
from houselights.measures.question import Question


def test_the_own_people_get_every_figure():
    check_releasable(Question("tickets", of="lyric", reader="own"))


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        ("peers", "single organisations unseen"),
        ("funder", "Figures for a funder need"),
        ("public", "Figures for the public need"),
        ("everybody", "no reader “everybody”"),
    ],
)
def test_every_other_reader_is_refused_with_the_reason(reader, reason):
    with pytest.raises(NotReleasable, match=reason) as refused:
        check_releasable(Question("tickets", of="lyric", reader=reader))

    assert "reader own" in refused.value.remedy
