"""Addresses of the box office."""

from django.urls import path

from houselights.web.box_office import (
    attributes,
    automatic,
    connecting,
    exclusions,
    house_accounts,
    linking,
    performances,
    suggestions,
    syncing,
    ticket_types,
    views,
    why,
)

urlpatterns = [
    path("", views.box_office, name="box_office"),
    path("connect/", connecting.connect, name="connect"),
    path("disconnect/", connecting.disconnect, name="disconnect"),
    path("sync/", syncing.sync, name="sync"),
    path("ask-again/", syncing.ask_again, name="ask_again"),
    path("progress/", syncing.progress, name="progress"),
    path("cancel/", syncing.cancel, name="cancel"),
    path("new-events/", automatic.new_events, name="new_events"),
    path("runs/<int:number>/", views.run, name="run"),
    path("ticket-types/", ticket_types.ticket_types, name="ticket_types"),
    path("exclusions/", exclusions.exclusions, name="exclusions"),
    path("house-accounts/", house_accounts.house_accounts, name="house_accounts"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("events/<int:number>/performances/", performances.performances, name="performances"),
    path("attributes/", attributes.attributes, name="attributes"),
    path("events/<int:number>/", linking.box_office_event, name="box_office_event"),
    path("events/<int:number>/why/", why.why_box_office_event, name="why_box_office_event"),
]
