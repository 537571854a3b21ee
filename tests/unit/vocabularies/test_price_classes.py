"""Ticket types as venues name them, and the class that each suggests."""

import pytest

from houselights.vocabularies.price_classes import OTHER, price_classes, suggested


@pytest.mark.parametrize(
    ("ticket_type", "price_class"),
    [
        ("Full Price", "full"),
        ("FULL PRICE", "full"),
        ("Z Guest Ticket", "comp"),
        ("Press Comp", "comp"),
        ("Essential Companion", "companion"),
        ("Schools 10+", "school"),
        ("Teacher Free", "school"),
        ("Group 10+", "group"),
        ("Family Ticket (4)", "group"),
        ("Under 16", "child"),
        ("Babe in Arms", "child"),
        ("Under 26", "concession"),
        ("Student/Senior", "concession"),
        ("Full Price (Member)", "concession"),
        ("Standard – Band A", "full"),
    ],
)
def test_a_name_suggests_its_class(ticket_type, price_class):
    assert suggested(ticket_type).price_class == price_class


@pytest.mark.parametrize("ticket_type", ["", "zz DO NOT USE Promo", "Pay It Forward", "Fullerton Evening", "£5"])
def test_a_name_that_says_nothing_suggests_nothing(ticket_type):
    assert suggested(ticket_type) is None


def test_the_reason_is_a_word_that_stands_in_the_name():
    assert suggested("Essential Companion").reason == "“essential companion” in its name"


def test_no_word_suggests_two_classes():
    words = [word for each in price_classes() for word in each.words]

    assert len(words) == len(set(words))


def test_the_classes_are_those_of_the_measures():
    assert {each.name for each in price_classes()} == {
        "full", "concession", "comp", "child", "group", "school", "companion", OTHER,
    }  # fmt: skip
