"""Addresses of the returns."""

from django.urls import path

from houselights.web.returns import files, frozen, lines, versions, views

urlpatterns = [
    path("", views.returns, name="returns"),
    path("<str:quarter>/", views.a_return, name="return"),
    path("<str:quarter>/form/", views.choose, name="return_form"),
    path("<str:quarter>/event/<int:number>/", lines.line, name="return_line"),
    path("<str:quarter>/event/<int:number>/take-back/", lines.take_back, name="return_take_back"),
    path("<str:quarter>/difference/", versions.difference, name="return_difference"),
    path("<str:quarter>/version/<int:version>/", versions.receipt, name="return_receipt"),
    path("<str:quarter>/version/<int:version>/event/<int:number>/", frozen.frozen_line, name="return_frozen_line"),
    path("<str:quarter>/version/<int:version>/<str:form>/", files.return_file, name="return_file"),
    path("<str:quarter>/amend/", versions.amend, name="return_amend"),
    path("<str:quarter>/withdraw/", versions.withdraw, name="return_withdraw"),
]
