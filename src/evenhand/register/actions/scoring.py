"""Scoring everybody, as one act."""

from datetime import date, datetime

from evenhand.register import scores
from evenhand.register.acts import act
from evenhand.register.models import Account
from evenhand.register.scores import Computed


def score_everybody(*, by: Account, as_at: date, known_at: datetime | None = None) -> Computed:
    """Score everybody as at a day, knowing what was known at a moment (now, unless given), and keep the totals."""
    with act("score:computed", by=by, purpose="scoring", opens="everything", facts={"as_at": as_at.isoformat()}):
        return scores.compute(by=by, as_at=as_at, known_at=known_at)
