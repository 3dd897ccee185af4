"""Every address, one list a reader. The gate shuts each of them unless it is named as open there."""

from django.urls import include, path

urlpatterns = [
    path("", include("evenhand.web.public.urls")),
    path("", include("evenhand.web.accounts.urls")),
    path("", include("evenhand.web.officer.urls")),
    path("", include("evenhand.web.reviewer.urls")),
    path("", include("evenhand.web.records.urls")),
    path("", include("evenhand.web.oversight.urls")),
    path("", include("evenhand.web.emergency.urls")),
    path("", include("evenhand.web.support.urls")),
    path("", include("evenhand.web.person.urls")),
]

handler400 = "evenhand.web.errors.bad_request"
handler403 = "evenhand.web.errors.not_allowed"
handler404 = "evenhand.web.errors.not_found"
handler500 = "evenhand.web.errors.fault"
