"""The pages for an emergency."""

from django.urls import path

from evenhand.web.emergency import begin, record

urlpatterns = [
    path("emergency", begin.begin, name="emergency"),
    path("emergency/people/<uuid:person>", begin.open_record, name="emergency-open"),
    path("emergency/<int:use>", record.show, name="emergency-record"),
]
