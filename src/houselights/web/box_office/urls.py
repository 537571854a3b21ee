"""Addresses of the box office."""

from django.urls import path

from houselights.web.box_office import connecting, linking, syncing, views

urlpatterns = [
    path("", views.box_office, name="box_office"),
    path("connect/", connecting.connect, name="connect"),
    path("disconnect/", connecting.disconnect, name="disconnect"),
    path("sync/", syncing.sync, name="sync"),
    path("progress/", syncing.progress, name="progress"),
    path("cancel/", syncing.cancel, name="cancel"),
    path("runs/<int:number>/", views.run, name="run"),
    path("events/<int:number>/", linking.box_office_event, name="box_office_event"),
]
