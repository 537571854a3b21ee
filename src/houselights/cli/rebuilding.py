"""After a change of the register on the command line: the figures follow it at once, or it is said when they will."""

from typing import TYPE_CHECKING

from houselights.cli.answers import note

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation


def let_figures_follow(organisation: "Organisation") -> bool:
    """Build the figures again; False where there are none yet, or a run is going that will do it at its end."""
    from houselights.feeds.actions import rebuild
    from houselights.feeds.queries import latest_build

    if latest_build(organisation) is None:
        return False  # nothing was read yet: the first sync builds
    if rebuild(organisation) is None:
        note("A run is going: the figures follow at its end.")
        return False
    return True
