"""Is a name found wherever a reader would see one, and is a plain word left alone?"""

import pytest

from houselights.submissions.publishing.names import Hit, Name, hits_in

THEATRE = Name("organisation", "The Planted Playhouse")


def found(text: str, *names: Name, allowed: tuple[str, ...] = ()) -> list[Hit]:
    return hits_in({"Title": text}, names or (THEATRE,), allowed=allowed)


@pytest.mark.parametrize(
    "text",
    [
        "Audiences of The Planted Playhouse",
        "audiences of the planted playhouse, in spring",
        "Planted Playhouse: audiences",
        "The Planted Playhouse’s audiences",
        "PLANTED-PLAYHOUSE",
        "The Planted\u00adPlayhouse",
        "Pl\u200banted Play\u200bhouse",
        "Plànted Pláyhouse",
        "Ｐｌａｎｔｅｄ Ｐｌａｙｈｏｕｓｅ",
        "P l a n t e d P l a y h o u s e",
        "planted_playhouse",
    ],
)
def test_an_organisation_is_found_however_it_is_written(text):
    assert found(text)


def test_a_hit_says_where_it_stands_and_what_it_is():
    assert found("Of the planted playhouse") == [
        Hit("Title", "the planted playhouse", "the name of an organisation"),
        Hit("Title", "planted playhouse", "the name of an organisation"),
    ]


def test_of_everything_else_it_is_not_told_what_it_is():
    names = (Name("person", "Josephine Planted"), Name("event", "Spring Gala"), Name("place", "Old Mill Studio"))

    hits = found("Josephine Planted opens the Spring Gala at Old Mill Studio", *names)

    assert len(hits) == 3
    assert {hit.what for hit in hits} == {"a name that is kept on this server"}


def test_an_address_of_somebody_with_a_login_is_found():
    assert found("Ask ada@lyric.example about it", Name("person", "ada@lyric.example"))


def test_a_plain_word_that_is_also_an_event_may_be_said_and_its_name_may_not():
    winter = Name("event", "Winter")

    assert not found("Audiences in winter", winter)
    assert found("Audiences of Winter", winter)


def test_a_short_name_counts_as_it_is_written():
    iou = Name("organisation", "IOU")

    assert found("IOU and others", iou)
    assert not found("An iou is a promise", iou)


def test_a_term_of_a_list_may_be_said_though_an_event_is_called_so():
    assert not found("Audiences of Music", Name("event", "Music"), allowed=("Music",))
    assert not found("Audiences of Music", Name("event", "The Music"), allowed=("Music",))


def test_a_name_inside_a_longer_word_is_none():
    assert not found("The lyrical quarter", Name("organisation", "Lyric"))


def test_nothing_is_found_of_no_name():
    assert not found("Audiences", Name("person", ""), Name("event", "–"), Name("event", "A"))
