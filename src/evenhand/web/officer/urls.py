"""The pages for working with people's records."""

from django.urls import path

from evenhand.web.officer import dispute, people, person, propose, questions, support, work

urlpatterns = [
    path("work", work.due_today, name="work"),
    path("questions/<int:question>", questions.answer, name="question"),
    path("own-records", questions.declare, name="declare"),
    path("register", work.register, name="register"),
    path("people", people.search, name="people"),
    path("people/<uuid:person>", person.show, name="person"),
    path("people/<uuid:person>/propose", propose.propose, name="propose"),
    path("people/<uuid:person>/nominations/<uuid:nomination>/withdraw", propose.withdraw, name="withdraw"),
    path("people/<uuid:person>/dispute", dispute.dispute, name="dispute"),
    path("people/<uuid:person>/support", support.refer, name="support"),
]
