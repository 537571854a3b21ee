"""The addresses of a funder's publications, for its own people."""

from django.urls import path

from houselights.web.publishing import deciding, views, writing

urlpatterns = [
    path("", views.publications, name="publications"),
    path("draft/", writing.draft, name="draft_publication"),
    path("<int:number>/", deciding.publication, name="publication"),
    path("<int:number>/change/", writing.change, name="change_publication"),
    path("<int:number>/preview/", views.preview, name="preview_publication"),
    path("<int:number>/preview/<path:file>", views.preview, name="preview_file"),
]
