"""Addresses of insights. A file is the page's own address with an ending; `/o/ORG/insights.json` does as well."""

from django.urls import re_path

from houselights.web.insights import matches, views
from houselights.web.insights.pages import pages
from houselights.web.insights.where.files import BESIDE

urlpatterns = [
    re_path(r"^insights/people/matches/$", matches.matches, name="matches"),
    re_path(r"^insights/$", views.insights, name="insights"),
    re_path(rf"^insights/(?P<name>{'|'.join(pages())})/$", views.page, name="insights_page"),
    re_path(
        rf"^insights/(?P<name>{'|'.join(pages())})\.(?P<form>json|csv|xlsx)$", views.one_file, name="insights_page_file"
    ),
    re_path(
        rf"^insights/where/(?P<name>{'|'.join(BESIDE)})\.(?P<form>json|csv|xlsx)$",
        views.beside_file,
        name="insights_beside_file",
    ),
    re_path(r"^insights/?\.(?P<form>json|csv|xlsx)$", views.page_file, name="insights_file"),
    re_path(r"^insights/(?P<measure>[a-z_]+)\.(?P<form>json|csv|xlsx)$", views.measure_file, name="measure_file"),
]
