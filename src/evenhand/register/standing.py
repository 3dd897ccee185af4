"""How the register stands today: which papers are in date, whether it is closed. One query, for every act asks it."""

import json
from datetime import date
from typing import Any

from django.db import connection

from evenhand.casework import needs, papers, policy, register_state
from evenhand.casework.evenness import Unanswered
from evenhand.casework.papers import Kind, Paper
from evenhand.casework.policy import Policy
from evenhand.casework.register_state import RegisterFacts, Standing
from evenhand.ledger.entry import Fact
from evenhand.register import clock, governance
from evenhand.register.models import Account
from evenhand.register.roles import Permission, may

_FACTS = """
    SELECT (SELECT settings FROM register_localpolicy ORDER BY id DESC LIMIT 1),
           (SELECT (min(adopted_at) AT TIME ZONE 'Europe/London')::date FROM register_charterversion),
           (SELECT jsonb_agg(p) FROM (
                SELECT DISTINCT ON (kind) kind, content, in_force_from, review_by FROM register_paper
                WHERE in_force_from <= %s ORDER BY kind, id DESC) p),
           (SELECT jsonb_agg(a) FROM evenness_unanswered() a),
           c.closed_on, c.access_until, (c.destroyed_at AT TIME ZONE 'Europe/London')::date
    FROM (SELECT 1) AS one LEFT JOIN register_closure c ON true
"""


def facts() -> tuple[RegisterFacts, Policy]:
    """What the state follows from, and the policy as this place has it."""
    today = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [today])
        local, charter_since, kept, alarms, closed_on, access_until, destroyed_on = cursor.fetchone()
    here = policy.tightened(policy.load(), governance.as_settings(_parsed(local) or {}))
    in_force = {paper.kind: paper for paper in map(_paper, _parsed(kept) or [])}
    unanswered = tuple(map(_unanswered, _parsed(alarms) or []))
    return RegisterFacts(today, in_force, charter_since, closed_on, access_until, destroyed_on, unanswered), here


def standing() -> Standing:
    """How the register stands today."""
    return register_state.standing(*facts())


def in_force(kind: Kind) -> Paper | None:
    """The newest paper of a kind that is in force today, good or not."""
    return facts()[0].papers.get(kind)


def check_allows(event: str, by: Account, told: dict[str, Fact]) -> None:
    """Refuse an act that the register's state does not allow. What is always allowed asks nothing of the database."""
    answers_people = may(by.role, Permission.LETTER_GIVE)
    asked = needs.of(event, feed=told.get("feed"), answers_people=answers_people)
    if asked is not needs.Needs.NOTHING:
        register_state.check(asked, standing())


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _unanswered(row: dict[str, Any]) -> Unanswered:
    day = date.fromisoformat(row["as_at"])
    return Unanswered(row["stage"], row["category"], row["basis"], day, row["periods"])


def _paper(row: dict[str, Any]) -> Paper:
    dates = date.fromisoformat(row["in_force_from"]), date.fromisoformat(row["review_by"])
    return papers.made(Kind(row["kind"]), row["content"], *dates)
