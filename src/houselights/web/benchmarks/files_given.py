"""The form that takes files of peers in, and what it says of what became of them."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from houselights.benchmarks.carrying.actions import TakenIn
from houselights.benchmarks.files import MOST_BYTES

AT_ONCE = 100  # files, which is as many as Django reads of one form
LARGEST = AT_ONCE * 20_000  # bytes; a file has about one thousand
TOO_LARGE = "These files are far larger than contributions are. Choose the files that your peers gave you."


class Several(forms.FileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, each as Django gives it."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(each, initial) for each in (data or [None])]


class FilesForm(forms.Form):
    """One question."""

    given = FilesField(
        label="Files that your peers gave you",
        help_text=f"Up to {AT_ONCE} at once. Each is checked: whether it is whole, and signed with its key.",
        error_messages={"required": "Choose a file.", "empty": "A file is empty. Ask for it again."},
        widget=Several(attrs={"accept": ".json"}),
    )


def contents_of(given: list[UploadedFile]) -> dict[str, bytes]:
    """By their names, as far as they are of any use; two of one name are told apart."""
    contents: dict[str, bytes] = {}
    for place, each in enumerate(given, 1):
        name = each.name or "a file"
        contents[f"{name} ({place})" if name in contents else name] = each.read(MOST_BYTES + 1)
    return contents


def said_of(done: TakenIn) -> str:
    """What became of the files that were not refused."""
    said = []
    if done.files:
        said.append(f"{_many(done.files)} taken in.")
    if done.new_keys:
        many = "1 key is" if len(done.new_keys) == 1 else f"{len(done.new_keys)} keys are"
        said.append(f"{many} new here: ask whose each is, and write it down.")
    if done.already:
        said.append(f"{_many(done.already)} {'was' if done.already == 1 else 'were'} here already.")
    if done.own:
        said.append("Your own is in by itself.")
    return " ".join(said)


def refused(problems: list[str]) -> FilesForm:
    """The form with what was wrong, and no file: a browser keeps none."""
    form = FilesForm(QueryDict(), MultiValueDict(), label_suffix="")
    form.errors.clear()
    for each in problems:
        form.add_error("given", each)
    return form


def _many(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
