"""The pages of those who watch over the register."""

from django.urls import path

from evenhand.web.oversight import (
    audit,
    clocks,
    disputes,
    emergency,
    erasure,
    evenness,
    home,
    looks,
    months,
    outgoing,
    papers,
)

urlpatterns = [
    path("oversight", home.home, name="oversight"),
    path("oversight/papers", papers.shown, name="papers"),
    path("oversight/months", months.months, name="months"),
    path("oversight/questions", audit.questions, name="audit-questions"),
    path("oversight/questions/<int:question>", audit.question, name="audit-question"),
    path("oversight/watched", audit.watched, name="audit-watched"),
    path("oversight/people/<uuid:person>/watch", audit.watch, name="audit-watch"),
    path("oversight/people/<uuid:person>/watch/<int:noted>/end", audit.end_watch, name="audit-watch-end"),
    path("oversight/people/<uuid:person>", looks.looked, name="overseen"),
    path("oversight/people/<uuid:person>/letter", looks.letter, name="letter"),
    path("oversight/people/<uuid:person>/letter/revoke", looks.revoke, name="letter-revoke"),
    path("oversight/people/<uuid:person>/looks/<int:entry>/delay", looks.delay, name="look-delay"),
    path("oversight/people/<uuid:person>/looks/<int:entry>/lift", looks.lift, name="look-lift"),
    path("oversight/emergencies", emergency.listed, name="emergency-uses"),
    path("oversight/emergencies/<int:use>", emergency.review, name="emergency-review"),
    path("oversight/emergencies/<int:use>/acknowledge", emergency.acknowledge, name="emergency-acknowledge"),
    path("oversight/erasures", erasure.listed, name="erasures"),
    path("oversight/erasures/<uuid:erasure>", erasure.one, name="erasure"),
    path("oversight/erasures/<uuid:erasure>/withdraw", erasure.withdraw, name="erasure-withdraw"),
    path("oversight/people/<uuid:person>/erase", erasure.propose, name="erase"),
    path("oversight/clocks", clocks.figures, name="clocks"),
    path("oversight/evenness", evenness.evenness, name="evenness"),
    path("oversight/evenness/<int:alarm>", evenness.answer, name="evenness-answer"),
    path("oversight/disputes", disputes.listed, name="disputes"),
    path("oversight/people/<uuid:person>/disputes/<uuid:dispute>", disputes.one, name="dispute-decide"),
    path("oversight/letters", outgoing.listed, name="outgoing"),
    path("oversight/people/<uuid:person>/letters/<uuid:letter>", outgoing.one, name="outgoing-letter"),
    path("oversight/people/<uuid:person>/letters/<uuid:letter>/sent", outgoing.sent, name="outgoing-sent"),
]
