"""Addresses of the blanks."""

from django.urls import path

from houselights.web.events.blanks import views

urlpatterns = [
    path("", views.blanks, name="blanks"),
    path("rules/", views.rules, name="blank_rules"),
]
