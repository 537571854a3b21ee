"""Run in a home of its own: so many other organisations contribute a quarter, and the Lyric; then the night's work.

python -m peers_there COUNT FIRST QUARTER...
"""

import os
import sys


def main(count: int, first: int, *quarters: str) -> None:
    """Others from the so-manieth on; the Lyric's figures where it contributes and has none yet."""
    from django.utils import timezone

    from houselights.benchmarks.models import Contributor
    from houselights.submissions.comparing import compare_groups
    from peers import contribute, contributors

    contributors(count, *quarters, start=first)
    lyric = Contributor.objects.get(organisation__slug="lyric")
    for place, quarter in enumerate(quarters):
        if not lyric.contributions.filter(period=quarter).exists():
            contribute(lyric, quarter, 2000 - 150 * place)
    compare_groups(timezone.localdate())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
    import django

    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
