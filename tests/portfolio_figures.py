"""Run in a home of its own: lets every organisation of a funder's list grant it, and contribute to a quarter's figures.

python -m portfolio_figures FUNDER QUARTER
"""

import os
import sys


def main(slug: str, quarter: str) -> None:
    """What the organisations do, each for itself."""
    from houselights.organisations.models import Organisation
    from portfolios import contribute, grant_all

    listings = list(Organisation.objects.get(slug=slug).listings.select_related("organisation").order_by("pk"))
    grant_all(listings)
    contribute(listings, quarter)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
    import django

    django.setup()
    main(sys.argv[1], sys.argv[2])
