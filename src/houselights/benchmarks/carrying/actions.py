"""Take in files that peers gave, say whose a key is, take files away: one transaction each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import Person, record
from houselights.benchmarks.files import read_carried
from houselights.benchmarks.models import CarriedFile, Contributor, PeerKey
from houselights.disclosure.contributions import Contribution
from houselights.errors import WrongUsage

MOST_FILES = 2_000  # held at once: a hundred peers over five years
LONGEST_NAME = 100


@dataclass
class TakenIn:
    """What became of files: `refused` says why, by the file's name; `new_keys` signed nothing that was here before."""

    files: int = 0
    already: int = 0
    own: int = 0
    new_keys: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def take_in(*, contributor: Contributor, files: Mapping[str, bytes], own_key: str, by: Person | None) -> TakenIn:
    """Each file by itself: the whole ones are kept, and every other is told of by its name. Safe to repeat."""
    Contributor.objects.select_for_update().get(pk=contributor.pk)  # two uploads at once take turns
    done = TakenIn()
    for name, content in files.items():
        try:
            _take(contributor, content, own_key, done)
        except WrongUsage as problem:
            done.refused[name] = problem.message
    if done.files:
        _record("peers’ files taken in", contributor, by, files=done.files, keys=len(done.new_keys))
    return done


@transaction.atomic
def name_key(*, key: PeerKey, whose: str, by: Person | None) -> None:
    """For the organisation's own eyes: it leaves it in no file and on no page of another."""
    if len(whose) > LONGEST_NAME:
        raise WrongUsage(f"A name has {LONGEST_NAME} characters at most.", remedy="Shorten it.")
    key.whose = " ".join(whose.split())
    key.save(update_fields=["whose"])
    _record("peer’s key named", key.contributor, by, key=key.key)


@transaction.atomic
def remove_file(*, file: CarriedFile, by: Person | None) -> None:
    """The key goes with its last file."""
    key = file.key
    file.delete()
    _record("peer’s file removed", key.contributor, by, key=key.key, period=file.period)
    if not key.files.exists():
        key.delete()


@transaction.atomic
def remove_key(*, key: PeerKey, by: Person | None) -> None:
    """With all its files."""
    _record("peer’s files removed", key.contributor, by, key=key.key, files=key.files.count())
    key.delete()


def _take(contributor: Contributor, content: bytes, own_key: str, done: TakenIn) -> None:
    figures = read_carried(content)
    if figures.of == own_key:
        done.own += 1
        return
    held = CarriedFile.objects.filter(key__contributor=contributor, key__key=figures.of, period=figures.period).first()
    if held is None:
        _keep(contributor, figures, content, done)
    elif read_carried(bytes(held.content)) == figures:
        done.already += 1
    else:
        raise WrongUsage(
            f"it says something else of {figures.period} than the file of the same key, {figures.of}, that is here:"
            " remove that one first if this one is right"
        )


def _keep(contributor: Contributor, figures: Contribution, content: bytes, done: TakenIn) -> None:
    if CarriedFile.objects.filter(key__contributor=contributor).count() >= MOST_FILES:
        raise WrongUsage(f"{MOST_FILES} files are here already: remove old ones first")
    key, is_new = PeerKey.objects.get_or_create(contributor=contributor, key=figures.of)
    CarriedFile.objects.create(key=key, period=figures.period, content=content, taken_in_at=timezone.now())
    done.files += 1
    if is_new:
        done.new_keys.append(figures.of)


def _record(action: str, contributor: Contributor, by: Person | None, **detail: str | int) -> None:
    organisation = contributor.organisation
    subject = f"organisation {organisation.pk}"
    record(action=action, subject=subject, organisation=organisation.slug, by=by, detail=dict(detail))
