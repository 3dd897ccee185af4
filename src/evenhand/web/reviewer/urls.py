"""The pages for deciding what others proposed."""

from django.urls import path

from evenhand.web.reviewer import nomination

urlpatterns = [
    path("nominations/<uuid:nomination>", nomination.find, name="nomination"),
    path("people/<uuid:person>/nominations/<uuid:nomination>", nomination.decide, name="decide"),
]
