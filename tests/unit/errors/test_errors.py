"""Does each error carry what happened, what to do and the exit code that the interface promises?"""

import pytest

from houselights import errors


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.WrongUsage, 2),
        (errors.NotFound, 2),
        (errors.NotReleasable, 2),
        (errors.Refused, 3),
        (errors.CredentialsRefused, 3),
        (errors.BoxOfficeUnavailable, 4),
        (errors.TooMuch, 2),
        (errors.AlreadyRunning, 5),
        (errors.HomeProblem, 2),
    ],
)
def test_an_error_says_what_happened_what_to_do_and_how_the_command_ends(kind, code):
    error = kind("It happened.", remedy="Do this.")

    assert isinstance(error, errors.HouselightsError)
    assert (str(error), error.message, error.remedy, error.exit_code) == (
        "It happened.",
        "It happened.",
        "Do this.",
        code,
    )


def test_the_tree_at_the_top_of_the_file_names_every_error():
    named = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)]

    assert [name for name in named if name not in (errors.__doc__ or "")] == []


@pytest.mark.parametrize(
    ("word", "said"),
    [("tikets", "Did you mean tickets? "), ("TICKETS", "Did you mean tickets? "), ("visits", ""), ("", "")],
)
def test_a_near_miss_is_suggested_and_nothing_else(word, said):
    assert errors.perhaps(word, ("orders", "tickets", "customers")) == said
