"""The pages for deciding what others proposed, and for reviewing entries."""

from django.urls import path

from evenhand.web.reviewer import entry, nomination

urlpatterns = [
    path("nominations/<uuid:nomination>", nomination.find, name="nomination"),
    path("people/<uuid:person>/nominations/<uuid:nomination>", nomination.decide, name="decide"),
    path("people/<uuid:person>/entries/<uuid:entry>/review", entry.review, name="entry-review"),
]
