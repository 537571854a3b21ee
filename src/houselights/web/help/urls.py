"""Addresses of the guides."""

from django.urls import path

from houselights.web.help import views

urlpatterns = [
    path("", views.index, name="help"),
    path("figures/", views.figures, name="figures"),
    path("gallery/", views.gallery, name="gallery"),
    path("<slug:name>/", views.guide, name="guide"),
]
