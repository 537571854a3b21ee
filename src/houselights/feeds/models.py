"""Sync runs, what they landed, what they set aside, what they noticed, and the builds made of it."""

from django.db import models

from houselights.connections.models import Connection
from houselights.organisations.models import Organisation


class SyncRun(models.Model):
    """One attempt to bring a Connection up to date. The row is the truth; progress is written once a second at most."""

    STATES = [(word, word) for word in ("waiting", "running", "complete", "incomplete", "failed", "cancelled")]
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=12, choices=STATES, default="running")
    by_id = models.BigIntegerField(null=True)  # the user's id; null is the schedule or the command line
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    data_as_of = models.DateTimeField(null=True)  # the box office's own clock when the run began
    accounting = models.JSONField(default=dict)  # {received, stored, unchanged, quarantined, excluded}
    progress = models.JSONField(default=dict)  # {step, done, of, rate, seconds_left}
    failure = models.TextField(blank=True)  # the sentence for people
    was_refused = models.BooleanField(default=False)  # the login and key were not accepted, and no new one was since
    cancel_asked = models.BooleanField(default=False)
    asks_again = models.BooleanField(default=False)  # also for the records that earlier runs set aside

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.connection}"


class ReadWindow(models.Model):
    """Days whose orders were read: complete once, or incomplete with the reason; never short."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="windows")
    start = models.DateField()
    end = models.DateField()
    is_complete = models.BooleanField()
    reason = models.TextField(blank=True)
    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE)

    class Meta:
        ordering = ["-start"]
        constraints = [models.UniqueConstraint(fields=["connection", "start", "end"], name="one_row_per_window")]

    def __str__(self) -> str:
        return f"{self.start} to {self.end}"


class LandedFile(models.Model):
    """A Parquet file that counts. A file in the folder without a row here is left over from a killed run."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="landed_files")
    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="landed_files")
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=200, unique=True)  # relative to the home
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.path


class SetAside(models.Model):
    """A quarantined record: what kind, its id (a customer's is keyed), and why. Gone once the record is read well."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="set_aside")
    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    box_office_id = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    tickets = models.PositiveIntegerField(default=0)
    events = models.JSONField(default=list)  # ids of the box-office events that it names

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.box_office_id}"


class NewAtSource(models.Model):
    """A field that the box office began to send and nobody here reads: its name, and when it was last seen."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="new_at_source")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    seen_on = models.DateField()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["connection", "kind", "name"], name="one_row_per_new_field")]

    def __str__(self) -> str:
        return f"{self.name} of {self.kind}"


class Finding(models.Model):
    """One thing a check noticed at the end of a run."""

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)  # error, warning, notice
    subject = models.CharField(max_length=200, blank=True)
    message = models.TextField()
    remedy = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code


class Build(models.Model):
    """One numbered warehouse build of an organisation, published or about to be."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="builds")
    number = models.PositiveIntegerField()
    built_at = models.DateTimeField()
    data_as_of = models.DateTimeField(null=True)
    tickets = models.PositiveIntegerField()
    pence = models.BigIntegerField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_build_per_number")]

    def __str__(self) -> str:
        return f"build {self.number}"
