"""An organisation's access to a box office, and the catalogue of box-office events seen there."""

from django.db import models

from houselights.organisations.models import Organisation


class Connection(models.Model):
    """Authorised access to one box office. Disconnecting erases `sealed_secret` and keeps the rest unless asked."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=20)
    client = models.CharField(max_length=64)
    login = models.CharField(max_length=128)
    sealed_secret = models.TextField(blank=True)
    origin = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    disconnected_at = models.DateTimeField(null=True)
    history_from = models.DateField(null=True)  # the first day whose orders are read
    changes_mark = models.DateTimeField(null=True)  # orders changed since then are still to read
    looked_again_on = models.DateField(null=True)  # the night whose second look at the last weeks was had
    adopts_new = models.BooleanField(default=False)  # events new at the box office become drafts by themselves
    requests_on = models.DateField(null=True)
    requests_made = models.PositiveIntegerField(default=0)  # on that day, against the daily budget
    stall_told_on = models.DateField(null=True)  # the last day on which a mail said that nothing new arrives
    drafts_told_on = models.DateField(null=True)  # the last day on which a mail told of new drafts
    drafts_untold = models.PositiveIntegerField(default=0)  # made since

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "client"], name="one_connection_per_box_office_client"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.client}"

    @property
    def is_connected(self) -> bool:
        return bool(self.sealed_secret)


class BoxOfficeEvent(models.Model):
    """An event as the box office has it: the catalogue that people link from. Keyed by (connection, id)."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="catalogue")
    box_office_id = models.CharField(max_length=64)
    number = models.CharField(max_length=20, blank=True)  # the bare integer that links and old forms use
    name = models.CharField(max_length=500)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    attributes = models.JSONField(default=dict)
    venue_name = models.CharField(max_length=200, blank=True)
    venue_postcode = models.CharField(max_length=10, blank=True)
    performances = models.PositiveIntegerField(default=0)
    tickets = models.PositiveIntegerField(default=0)  # held now, as landed
    pence = models.BigIntegerField(default=0)
    is_on_sale = models.BooleanField(default=False)
    last_sold_at = models.DateTimeField(null=True)  # when the newest order that holds its tickets was first sold
    last_row_at = models.DateTimeField(null=True)  # when an order of it last arrived new or changed
    is_ignored = models.BooleanField(default=False)  # not ours: no longer counted as waiting
    was_unlinked = models.BooleanField(default=False)  # somebody took its link away: not adopted unless it is named
    excluded_by = models.CharField(max_length=40, blank=True)  # the exclusion rule that takes it out of the figures
    is_kept = models.BooleanField(default=False)  # counted all the same, whatever rule it fits
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["first_on", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["connection", "box_office_id"], name="one_row_per_box_office_event")
        ]
        indexes = [models.Index(fields=["connection", "number"])]

    def __str__(self) -> str:
        return self.name


class BoxOfficePerformance(models.Model):
    """A performance as the box office has it, with the tickets held for it now: what a link is narrowed to."""

    box_office_event = models.ForeignKey(BoxOfficeEvent, on_delete=models.CASCADE, related_name="performance_rows")
    performance_id = models.CharField(max_length=64)
    performed_on = models.DateField(null=True)
    begins_at = models.TimeField(null=True)  # by the clock of the venue
    is_cancelled = models.BooleanField(default=False)
    tickets = models.PositiveIntegerField(default=0)  # held now, as landed
    pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["performed_on", "begins_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["box_office_event", "performance_id"], name="one_row_per_performance")
        ]

    def __str__(self) -> str:
        return f"{self.performance_id} of {self.box_office_event}"


class TicketType(models.Model):
    """A ticket type as the box office names it, and the price class that people sorted it into, "" for not yet.

    The name is the organisation's own words: it never leaves it.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="ticket_types")
    name = models.CharField(max_length=300)
    price_class = models.CharField(max_length=20, blank=True)
    tickets = models.PositiveIntegerField(default=0)  # held now, as landed
    pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-tickets", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["connection", "name"], name="one_row_per_ticket_type")]

    def __str__(self) -> str:
        return self.name


class Exclusion(models.Model):
    """An exclusion rule that an organisation switched on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exclusions")
    rule = models.CharField(max_length=40)  # a name of connections/exclusions.toml
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rule"]
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="one_row_per_exclusion")]

    def __str__(self) -> str:
        return self.rule


class HouseAccount(models.Model):
    """A customer record that may be nobody in particular: the counter's own, a school's, an agency's.

    Known by its keyed id; the box office's own id is sealed, and opened only to show staff which record is meant.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="house_accounts")
    customer_id = models.CharField(max_length=64)
    reference = models.TextField()
    orders = models.PositiveIntegerField(default=0)  # held now, as landed
    tickets = models.PositiveIntegerField(default=0)
    pence = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)  # why it is suggested, "" for one that a person named
    is_house_account = models.BooleanField(null=True)  # null: nobody has said

    class Meta:
        ordering = ["-orders", "id"]
        constraints = [
            models.UniqueConstraint(fields=["connection", "customer_id"], name="one_house_account_per_customer")
        ]

    def __str__(self) -> str:
        return f"house account {self.pk}"
