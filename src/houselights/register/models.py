"""The register: events, their locations, their links to box-office events, the installation's edits of vocabularies."""

from django.db import models

from houselights.connections.models import Connection
from houselights.organisations.models import Organisation


class Location(models.Model):
    """A place where the organisation puts things on. "Online" has no postcode."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_location_per_name")]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """An entry in the register: a production, exhibition or activity, with every field of the template.

    A draft came from the box office by itself and nobody has confirmed it; it counts like any other.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="events")
    name = models.CharField(max_length=300)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    event_type = models.CharField(max_length=100, blank=True)
    is_funded = models.BooleanField(null=True)
    sub_discipline = models.CharField(max_length=100, blank=True)
    distribution_type = models.CharField(max_length=100, blank=True)
    number_of_performances = models.PositiveIntegerField(null=True)
    is_ticketed = models.BooleanField(null=True)
    attendance = models.PositiveIntegerField(null=True)
    attendance_is_estimated = models.BooleanField(null=True)
    attendance_method = models.CharField(max_length=40, blank=True)  # a name in attendance/methods.toml
    description = models.TextField(blank=True)
    is_draft = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_on", "name", "id"]
        indexes = [models.Index(fields=["organisation", "starts_on"])]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """The statement that this box-office event is that registered Event.

    `box_office_id` need not be in the catalogue yet: then the link waits, state `not-found`.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="links")
    box_office_id = models.CharField(max_length=64)
    performance_ids = models.JSONField(null=True)  # narrowed to these; null is all of them
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "connection", "box_office_id"], name="one_link_per_pair")
        ]
        # Every page that says what waits asks of each box-office event whether anything links it.
        indexes = [models.Index(fields=["connection", "box_office_id"], name="links_by_box_office_id")]

    def __str__(self) -> str:
        return f"{self.box_office_id} is {self.event}"


class AttendanceFigure(models.Model):
    """How many, of an event's part: its days in a quarter, one performance, or (but for the audience) the whole of it.

    The audience of a whole event stands on the Event itself, where the template's columns are.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance_figures")
    kind = models.CharField(max_length=20)  # a key of attendance.methods.KINDS
    quarter = models.CharField(max_length=7, blank=True)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, null=True, related_name="+")
    performance_id = models.CharField(max_length=64, blank=True)
    figure = models.PositiveIntegerField()
    method = models.CharField(max_length=40)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "quarter", "id"]
        constraints = [
            # Two, because what is null is never equal to itself.
            models.UniqueConstraint(
                fields=["event", "kind", "quarter"],
                condition=models.Q(performance_id=""),
                name="one_figure_per_quarter",
            ),
            models.UniqueConstraint(
                fields=["event", "kind", "connection", "performance_id"],
                condition=~models.Q(performance_id=""),
                name="one_figure_per_performance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of event {self.event_id}"


class RefusedLink(models.Model):
    """A person's no to a suggestion: this box-office event is not that event, and is not suggested for it again."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="refused_links")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="refused_links")
    box_office_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "connection", "box_office_id"], name="one_refusal_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.box_office_id} is not {self.event}"


class VocabularyEdit(models.Model):
    """The installation's own change to a shipped list: a term added, or one retired from a day on."""

    vocabulary = models.CharField(max_length=40)  # a key of vocabularies.LISTS
    label = models.CharField(max_length=100)
    parent = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["vocabulary", "label"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "label"], name="one_edit_per_term")]

    def __str__(self) -> str:
        return f"{self.vocabulary}: {self.label}"


class SwitchedOffRule(models.Model):
    """A rule of suggestion for blanks that an organisation does not want."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="switched_off_rules")
    rule = models.CharField(max_length=60)  # its name in blanks/rules.toml

    class Meta:
        ordering = ["rule"]
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="one_switch_per_rule")]

    def __str__(self) -> str:
        return f"{self.rule} of {self.organisation}"
