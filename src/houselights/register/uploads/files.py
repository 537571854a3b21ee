"""The bytes of uploaded workbooks, in the organisation's own folder, for as long as an upload needs them."""

import os
import time
from datetime import timedelta
from pathlib import Path

from houselights.errors import WrongUsage
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.register.uploads.models import Upload


def path_of(upload: Upload) -> Path:
    return Home.from_environment().organisation(upload.organisation.slug) / "uploads" / str(upload.pk)


def keep(upload: Upload, content: bytes) -> None:
    """Whole or not at all, and on the disk before the database says that it is there."""
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def content_of(upload: Upload) -> bytes:
    """The workbook as it was given; WrongUsage once it is no longer kept."""
    if upload.is_kept:
        try:
            return path_of(upload).read_bytes()
        except FileNotFoundError:
            pass
    raise WrongUsage(f"The workbook “{upload.file_name}” is no longer kept.", remedy="Upload it again.")


def forget_strays(organisation: Organisation) -> None:
    """Remove files that no upload keeps: their process was killed before the database could tell of them."""
    folder = Home.from_environment().organisation(organisation.slug) / "uploads"
    kept = {str(number) for number in organisation.uploads.filter(is_kept=True).values_list("pk", flat=True)}
    before = time.time() - timedelta(days=1).total_seconds()  # one that is being written now is not stray
    for path in folder.glob("*") if folder.exists() else ():
        if path.name not in kept and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def forget(upload: Upload) -> None:
    """Remove the bytes; what the rows said and did stays."""
    path_of(upload).unlink(missing_ok=True)
