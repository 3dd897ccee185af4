from django.urls import path

from evenhand.web.public import figures, groups, instrument, log, notice, rules

urlpatterns = [
    path("", notice.start, name="start"),
    path("about", notice.about, name="about"),
    path("about.json", notice.record, name="about-record"),
    path("safeguards", rules.safeguards, name="safeguards"),
    path("policy", rules.policy, name="policy"),
    path("instrument", instrument.instrument, name="instrument"),
    path("figures", figures.figures, name="figures"),
    path("figures/groups", groups.groups, name="groups"),
    path("log", log.log, name="log"),
    path("log/checkpoint", log.checkpoint, name="log-checkpoint"),
    path("healthz", notice.healthz, name="healthz"),
]
