"""What the register is, for anybody: the first page, the public notice (SG-47), the same as a record for machines."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.casework import governance as rules
from evenhand.casework import papers, register_state
from evenhand.casework.governance import Charter
from evenhand.register import governance, standing
from evenhand.register.reads import figures
from evenhand.safeguards import catalogue
from evenhand.web.public.shares import Publication


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page: what this is, its size, where to read more, and the way in."""
    published = figures.published()[:1]
    promises = catalogue.load()
    least = governance.policy_in_force().number("offers_shown_from")
    return render(
        request,
        "public/start.html",
        {
            "charter": governance.charter(),
            "latest": Publication.of(published[0], least) if published else None,
            "kept": len(promises.kept),
            "promised": len(promises.kept) + len(promises.not_yet_kept),
        },
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The public notice. Refused, saying what is missing, while anything is."""
    return render(request, "public/about.html", {"charter": _whole_charter(), **_papers()})


@require_safe
def record(_: HttpRequest) -> HttpResponse:
    """A record of the tool for machines, after the headings of the Algorithmic Transparency Recording Standard."""
    charter = _whole_charter()
    instrument = governance.instrument_in_force()
    policy = governance.policy_in_force()
    promises = catalogue.load()
    return JsonResponse(
        {
            "name": charter.name,
            "description": charter.purpose,
            "owner": {
                "organisation": charter.controller,
                "senior_owner": charter.senior_owner,
                "data_protection_officer": charter.data_protection_officer,
            },
            "legal_basis": charter.legal_basis,
            "purposes": list(policy.words("purposes")),
            "criteria": charter.criteria,
            "recipients": charter.recipients,
            "retention": charter.retention,
            "rights": charter.rights,
            "complaints": charter.complaints,
            "decision": "One person proposes, another decides, with reasons. Nothing follows from a score by itself.",
            "instrument": {
                "id": instrument.id,
                "title": instrument.title,
                "edition": instrument.edition,
                "dated": instrument.dated.isoformat(),
                "status": instrument.status,
                "sha256": instrument.digest,
                "rows": len(instrument.severities),
                "rows_not_verified": len(instrument.unverified),
            },
            "policy": {"id": policy.id, "settings": _settings(policy.settings)},
            "state": standing.standing().state,
            "papers": {kind.value: day.isoformat() for kind, day in _dates().items()},
            "safeguards": {"kept": len(promises.kept), "not_yet_kept": len(promises.not_yet_kept)},
        },
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@require_safe
def healthz(_: HttpRequest) -> HttpResponse:
    """Whether the pages answer; says nothing else."""
    return HttpResponse("ok", content_type="text/plain")


def _whole_charter() -> Charter:
    charter = governance.charter()
    rules.check_public_notice(charter)
    return charter or Charter()


def _papers() -> dict[str, Any]:
    """The state of the register in words, and each paper with its dates."""
    stands = standing.standing()
    in_force = standing.facts()[0].papers
    dated = [(papers.NAMES[kind], in_force.get(kind), due) for kind, due in stands.due.items()]
    return {"state": register_state.SAYS[stands.state], "faults": stands.faults, "papers": dated, "stands": stands}


def _dates() -> dict[papers.Kind, date]:
    """From when the papers are in force that are in force now."""
    return {kind: paper.in_force_from for kind, paper in standing.facts()[0].papers.items()}


def _settings(settings: Any) -> dict[str, Any]:
    return {name: list(one.value) if isinstance(one.value, tuple) else one.value for name, one in settings.items()}
