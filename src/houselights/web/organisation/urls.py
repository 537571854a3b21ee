"""Addresses of the organisation itself."""

from django.urls import path

from houselights.web.organisation import funders, people, trail, views

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<int:number>/link/", people.new_link, name="new_link"),
    path("people/<int:number>/role/", people.role, name="role"),
    path("people/<int:number>/remove/", people.remove, name="remove_person"),
    path("funders/", funders.our_funders, name="our_funders"),
    path("places/", views.places, name="places"),
    path("privacy/", views.privacy, name="privacy"),
    path("trail/", trail.trail, name="trail"),
    path("trail.csv", trail.trail_file, name="trail_file"),
]
