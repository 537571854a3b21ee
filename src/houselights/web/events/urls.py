"""Addresses of the register."""

from django.urls import include, path

from houselights.web.events import attendance, changes, editing, linking, views, why
from houselights.web.events.uploading import handing_back

urlpatterns = [
    path("", views.events, name="events"),
    path("add/", editing.add_event, name="add_event"),
    path("adopt/", views.adopt, name="adopt"),
    path("template.xlsx", handing_back.events_template, name="events_template"),
    path("report.xlsx", handing_back.events_report, name="events_report"),
    path("upload/", include("houselights.web.events.uploading.urls")),
    path("blanks/", include("houselights.web.events.blanks.urls")),
    path("<int:number>/", views.event, name="event"),
    path("<int:number>/changes/", changes.changes, name="changes"),
    path("<int:number>/attendance/", attendance.attendance, name="attendance"),
    path("<int:number>/attendance/take-back/", attendance.take_back, name="take_attendance_back"),
    path("<int:number>/why/", why.why_event, name="why_event"),
    path("<int:number>/why/answer/", why.answer_suggestion, name="answer_suggestion"),
    path("<int:number>/edit/", editing.edit_event, name="edit_event"),
    path("<int:number>/remove/", editing.remove_event, name="remove_event"),
    path("<int:number>/link/", linking.link_event, name="link_event"),
    path("<int:number>/link/<int:link>/remove/", linking.remove_link, name="remove_link"),
]
