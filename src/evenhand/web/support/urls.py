"""The pages of the support route."""

from django.urls import path

from evenhand.web.support import find, home, notes, offers, person

urlpatterns = [
    path("support", home.owed, name="support-home"),
    path("support/going-on", home.going_on, name="support-going-on"),
    path("support/find", find.find, name="support-find"),
    path("support/people/<uuid:person>", person.show, name="support-person"),
    path("support/people/<uuid:person>/referral", notes.referral, name="support-referral"),
    path("support/people/<uuid:person>/plan", notes.plan, name="support-plan"),
    path("support/people/<uuid:person>/contact", notes.contact, name="support-contact"),
    path("support/people/<uuid:person>/offer", offers.make, name="support-offer"),
    path("support/people/<uuid:person>/offers/<uuid:offer>/answer", offers.answer, name="support-answer"),
    path("support/people/<uuid:person>/offers/<uuid:offer>/outcome", offers.outcome, name="support-outcome"),
    path("support/people/<uuid:person>/offers/<uuid:offer>/letter", person.letter, name="support-letter"),
    path("support/people/<uuid:person>/declined", offers.declined, name="support-declined"),
]
