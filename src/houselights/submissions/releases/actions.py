"""Freeze a release, once; note to whom a table was given."""

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import Person, record
from houselights.disclosure.frozen import Frozen, digest_of, encoded
from houselights.disclosure.released import ReleasedTable
from houselights.submissions.releases.models import Given, Release
from houselights.submissions.releases.queries import release_of


@transaction.atomic
def freeze_release(*, release: Frozen, by: Person | None) -> Frozen:
    """Keep it for ever. Of two that come at once the first stays, and both are given that one."""
    content = encoded(release)
    kept, is_new = Release.objects.get_or_create(
        of=release.of,
        period=release.period,
        is_final=release.is_final,
        defaults={"made_at": timezone.now(), "content": content, "digest": digest_of(content)},
    )
    if is_new:
        record(
            action="release.freeze",
            subject=f"release {kept.pk}",
            organisation="" if release.contributors else release.of,  # a portfolio is nobody's own
            by=by,
            detail={"period": release.period, "is_final": release.is_final, "digest": kept.digest},
        )
    return release_of(kept)


@transaction.atomic
def note_given(*, table: ReleasedTable, by: Person | None) -> None:
    """The first time that this person has this table for this reader; later times say nothing new."""
    asked = table.question
    if asked.reader == "own":
        return
    Given.objects.get_or_create(
        of=asked.of,
        period=asked.period.name,
        build=table.build,
        reader=asked.reader,
        measure=asked.measure,
        by=" ".join(asked.by),
        to_id=by.pk if by else None,
        defaults={"at": timezone.now()},
    )
