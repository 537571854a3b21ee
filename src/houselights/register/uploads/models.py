"""An upload: a workbook of events given by a person, what each of its rows does, and what was there before."""

from django.db import models

from houselights.organisations.models import Organisation, User
from houselights.register.models import Event
from houselights.register.uploads.rules import STATES


class Upload(models.Model):
    """One workbook given. The bytes lie in the organisation's folder for as long as `is_kept` says.

    Always: rows_read = rows_created + rows_updated + rows_unchanged + rows_refused.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="uploads")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="previewed")
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)  # when it was stored, undone or abandoned, whichever came last
    is_kept = models.BooleanField(default=True)
    notes = models.JSONField(default=list)  # sentences on what was odd about the file
    headings = models.JSONField(default=list)
    problems = models.JSONField(default=list)  # of headings; those of rows stand with them
    places_added = models.JSONField(default=list)  # numbers of the places that storing it added
    places_filled = models.JSONField(default=dict)  # number of a place that was there: the postcode it got
    rows_read = models.PositiveIntegerField(default=0)
    rows_created = models.PositiveIntegerField(default=0)
    rows_updated = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows_stored(self) -> int:
        return self.rows_created + self.rows_updated


class UploadRow(models.Model):
    """One row of the workbook and what it does to the register."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    sheet = models.TextField()
    row_number = models.PositiveIntegerField()  # the sheet's own, as Excel shows it
    name = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=10)  # created, updated, unchanged, refused
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")
    link = models.CharField(max_length=10)  # linked, not-found, blank
    connection = models.PositiveBigIntegerField(null=True)
    box_office_id = models.CharField(max_length=64, blank=True)
    box_office_name = models.CharField(max_length=500, blank=True)  # the title the box office gives for that id
    changes = models.JSONField(default=dict)  # field: [old, new]; for a new event every field that it gets
    problems = models.JSONField(default=list)
    fixes = models.JSONField(default=list)
    candidates = models.JSONField(default=list)  # numbers of the events it may be, until somebody chooses
    choice = models.CharField(max_length=20, blank=True)  # "new", the number of an event, "" for nobody chose
    flags = models.JSONField(default=dict)  # of the box-office event, as they were before it was linked

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["upload", "action"])]

    def __str__(self) -> str:
        return f"row {self.row_number} of {self.upload_id}"


class HeadingMeaning(models.Model):
    """What an organisation's own word in a heading means: told once on a preview, remembered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="heading_meanings")
    heading = models.CharField(max_length=200)  # as vocabularies.matching.key writes it
    column = models.CharField(max_length=40)  # a heading of the template

    class Meta:
        ordering = ["heading"]
        constraints = [models.UniqueConstraint(fields=["organisation", "heading"], name="one_meaning_per_heading")]

    def __str__(self) -> str:
        return f"{self.heading} is {self.column}"
