"""Opening one person's record in an emergency: for a typed reason, for hours, and reviewed soon by somebody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

# What a record is opened for in an emergency, whatever somebody signed in to do.
PURPOSE = "protect-person"
# What can be found of it. Nothing follows by itself: what comes of it is for people.
FINDINGS = {
    "justified": "Justified",
    "not-justified": "Not justified",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody is about to open a record. `unreviewed`: how often they have done so and nobody has reviewed it."""

    is_person: bool
    reason: str
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Use:
    """A record was opened by `account`, until a moment; `supervisor`, where there is one, was told."""

    account: int
    supervisor: int | None
    until: datetime
    reviewed: bool


def until(opened_at: datetime, policy: Policy) -> datetime:
    """The moment at which the record is shut again."""
    return opened_at + timedelta(hours=policy.number("emergency_hours"))


def review_by(opened_on: date, policy: Policy) -> date:
    """The last day on which the review is in time."""
    return opened_on + timedelta(days=policy.number("emergency_review_days"))


@upholds("SG-66")
def check_supervisor(account: int, supervisor: int | None) -> None:
    """Whoever is told of an emergency is somebody else."""
    if account == supervisor:
        raise Refused("SG-66", "Nobody supervises themselves.", "Name somebody else, or nobody.")


@upholds("SG-66")
def check_is_a_person(is_person: bool) -> None:
    """Software is never on duty."""
    if not is_person:
        raise Refused("SG-66", "Only somebody who signed in can open a record in an emergency.")


@upholds("SG-66")
def check_reason(reason: str, policy: Policy) -> None:
    """The reason is typed, and says something."""
    least = policy.number("emergency_reason_min_characters")
    if len(reason.strip()) < least:
        raise Refused("SG-66", f"Say what is happening, in at least {least} characters.")


@upholds("SG-66")
def check_few_unreviewed(unreviewed: int, policy: Policy) -> None:
    """An emergency is no way of working."""
    most = policy.number("emergency_unreviewed_max")
    if unreviewed >= most:
        raise Refused(
            "SG-66",
            f"You opened {unreviewed} records in an emergency that nobody has reviewed yet, and {most} is the most.",
            "Ask a colleague to open this one, and your supervisor or a data protection officer to review yours.",
        )


def check_opening(opening: Opening, policy: Policy) -> None:
    """Refuse for the first thing that stands against it. The role is none of them: it is for anybody on duty."""
    check_is_a_person(opening.is_person)
    check_reason(opening.reason, policy)
    check_few_unreviewed(opening.unreviewed, policy)


@upholds("SG-66")
def check_still_open(use: Use, now: datetime) -> None:
    """It ends by itself."""
    if now >= use.until:
        raise Refused(
            "SG-66", "The time for which you opened this record is over.", "If it is still necessary, open it again."
        )


@upholds("SG-66")
def check_somebody_else_reviews(use: Use, by: int) -> None:
    """Nobody reviews what they did themselves."""
    if use.account == by:
        raise Refused(
            "SG-66",
            "You opened this record yourself, so somebody else reviews that.",
            "Ask your supervisor, a data protection officer or the senior owner.",
        )


@upholds("SG-66")
def check_reviewer(use: Use, by: int, watches: bool) -> None:
    """The supervisor reviews it, or somebody who watches over the register (`watches`)."""
    if by != use.supervisor and not watches:
        raise Refused("SG-66", "This is for the supervisor who was told, or for a data protection officer.")


@upholds("SG-66")
def check_is_over(use: Use, now: datetime) -> None:
    """What is reviewed is all that was done."""
    if now < use.until:
        raise Refused("SG-66", "The record is still open to them.", "Review it when the time is over.")


@upholds("SG-66")
def check_reviewed_once(use: Use) -> None:
    """What was found stays what it was."""
    if use.reviewed:
        raise Refused("SG-66", "Somebody has reviewed this already.")


@upholds("SG-66")
def check_finding(finding: str) -> None:
    """There are two things that can be found."""
    if finding not in FINDINGS:
        raise Refused("SG-66", f"{finding or 'Nothing'!r} is not one of the things that can be found.")


@upholds("SG-66")
def check_review_reasons(reasons: str, policy: Policy) -> None:
    """A tick is no review."""
    least = policy.number("reasons_min_characters")
    if len(reasons.strip()) < least:
        raise Refused("SG-66", f"Say why you find so, in at least {least} characters.")


def check_may_review(use: Use, by: int, watches: bool) -> None:
    """Refuse to show or to review what somebody did, where it is not for this account."""
    check_somebody_else_reviews(use, by)
    check_reviewer(use, by, watches)


def check_review(use: Use, finding: str, reasons: str, now: datetime, policy: Policy) -> None:
    """Refuse what was found for the first thing that stands against it; call `check_may_review` first."""
    check_is_over(use, now)
    check_reviewed_once(use)
    check_finding(finding)
    check_review_reasons(reasons, policy)


def is_suspended(unreviewed: Collection[date], today: date) -> bool:
    """Whether an account is shut. `unreviewed`: the last day for the review of each use that nobody has reviewed."""
    return any(due < today for due in unreviewed)


@upholds("SG-66")
def check_not_suspended(unreviewed: Collection[date], today: date) -> None:
    """Whoever opened a record in an emergency works on only if that was reviewed in time. It lifts with the review."""
    if is_suspended(unreviewed, today):
        raise Refused(
            "SG-66",
            f"You opened a record in an emergency. That was to be reviewed by {min(unreviewed)}, and nobody has done "
            "so. Your account is shut until somebody does.",
            "Ask your supervisor, a data protection officer or the senior owner to review it. You can sign in again at "
            "once when they have.",
        )
