"""What is held about an audience, line by line, for the privacy page; the docs explain it."""

from typing import NamedTuple


class Held(NamedTuple):
    """One line of what is held."""

    about: str
    what: str
    how_long: str


_UNTIL_REMOVED = "until you remove what was read"
HELD = [
    Held(
        "A customer",
        "a keyed number; whether the postcode is known, missing, not valid or abroad; consents, yes or no",
        _UNTIL_REMOVED,
    ),
    Held(
        "A customer’s matches",
        "keyed codes of e-mail, of telephone, and of surname with initial and postcode, "
        "to notice one person with two records",
        _UNTIL_REMOVED,
    ),
    Held(
        "Where they live",
        "the keyed postcode; from it, the local authority and the square kilometre",
        _UNTIL_REMOVED,
    ),
    Held(
        "An order",
        "its number, when it was made, whose keyed number made it, and the customer’s number at the box office, "
        "encrypted, to ask for the record again and to show your staff which record may be a house account",
        _UNTIL_REMOVED,
    ),
    Held("A ticket", "event, performance, ticket type and price", _UNTIL_REMOVED),
    Held(
        "Workbooks you upload",
        "the file as you gave it, with its free text; nothing about your audience belongs in it",
        "a year; a week when it was not saved",
    ),
    Held("Your people", "name, e-mail address, role, the day last seen", "until they are removed"),
    Held(
        "The trail",
        "who did what, by number and never by name",
        "as long as the organisation is here",
    ),
]
