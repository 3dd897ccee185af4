"""The pages for putting records right."""

from django.urls import path

from evenhand.web.records import identity, quarantine

urlpatterns = [
    path("quarantine", quarantine.waiting, name="quarantine"),
    path("quarantine/<int:row>", quarantine.one, name="quarantine-row"),
    path("quarantine/<int:row>/file", quarantine.download, name="quarantine-file"),
    path("identity", identity.waiting, name="identity"),
    path("identity/<int:held>", identity.one, name="identity-held"),
    path("people/<uuid:person>/links/<int:link>/undo", identity.undo, name="identity-undo"),
]
