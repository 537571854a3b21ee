"""Addresses of uploads."""

from django.urls import path

from houselights.web.events.uploading import deciding, giving, handing_back, views

urlpatterns = [
    path("", giving.upload, name="upload"),
    path("<int:number>/", views.check, name="check_upload"),
    path("<int:number>/heading/", deciding.heading, name="map_heading"),
    path("<int:number>/choose/", deciding.choose_event, name="choose_event"),
    path("<int:number>/save/", deciding.save, name="save_upload"),
    path("<int:number>/leave/", deciding.leave, name="leave_upload"),
    path("<int:number>/undo/", deciding.undo, name="undo_upload"),
    path("<int:number>/<str:copy>.xlsx", handing_back.copy, name="upload_copy"),
]
