"""The addresses that are open to everybody."""

from django.urls import path

from houselights.web.public import views

urlpatterns = [
    path("<slug:slug>/", views.publications, name="public_index"),
    path("<slug:slug>/<slug:name>/", views.publication, name="public_page"),
    path("<slug:slug>/<slug:name>/<path:file>", views.publication, name="public_file"),
]
