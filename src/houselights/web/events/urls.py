"""Addresses of the register."""

from django.urls import path

from houselights.web.events import changes, editing, linking, views

urlpatterns = [
    path("", views.events, name="events"),
    path("add/", editing.add_event, name="add_event"),
    path("adopt/", views.adopt, name="adopt"),
    path("<int:number>/", views.event, name="event"),
    path("<int:number>/changes/", changes.changes, name="changes"),
    path("<int:number>/edit/", editing.edit_event, name="edit_event"),
    path("<int:number>/link/", linking.link_event, name="link_event"),
    path("<int:number>/link/<int:link>/remove/", linking.remove_link, name="remove_link"),
]
