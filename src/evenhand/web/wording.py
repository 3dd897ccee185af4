"""Codes in plain words. A code without words here is shown as it is."""

from typing import Any

from evenhand.casework import dispute, emergency, evenness, log_use
from evenhand.casework.ages import written
from evenhand.casework.answering import FINDINGS
from evenhand.casework.evenness import Verdict
from evenhand.register.roles import ROLES

PURPOSES = {
    "prevent-violence": "Prevent serious violence",
    "protect-person": "Protect a person from harm",
    "offer-support": "Offer support",
    "review-entry": "Decide or review an entry",
    "resolve-identity": "Decide whose record is whose",
    "correct-record": "Correct a record",
    "answer-person": "Answer a person about their own record",
    "oversight": "Oversee the register",
}
# What the register itself is at when it does something by itself. Nobody can choose these.
OWN_PURPOSES = {
    "loading": "Take in records",
    "scoring": "Work out scores",
    "setting-up": "Set the register up",
    "signing-in": "Sign in",
    "the-days-clocks": "See to it that every date is kept",
}


def purpose(code: str) -> str:
    """A purpose in plain words."""
    return (PURPOSES | OWN_PURPOSES | log_use.SAYS).get(code, code)


def finding(code: str) -> str:
    """What was found of a look-up, in plain words."""
    return FINDINGS.get(code, code)


def emergency_finding(code: str) -> str:
    """What was found of opening a record in an emergency, in plain words."""
    return emergency.FINDINGS.get(code, code)


def role(code: str) -> str:
    """The name of a role."""
    return ROLES[code].name if code in ROLES else code


def area(code: str) -> str:
    """An area as a page shows it; an account that belongs to no area works for all of them."""
    return code or "All areas"


ENTRY_STATUSES = {"active": "In use", "restricted": "Restricted", "ended": "At its end", "removed": "Removed"}


def entry_status(code: str) -> str:
    """What an entry is today, in plain words."""
    return ENTRY_STATUSES.get(code, code)


def evenness_alarm(alarm: Any) -> str:
    """What an alarm says: step, group, ratio with its interval, people, and in how many counts running."""
    step = evenness.stage_of(alarm.stage)
    ratio = "far more often than" if alarm.ratio is None else f"{alarm.ratio:.1f} times as often as"
    given = alarm.low is not None and alarm.high is not None
    interval = f" (95 % interval {alarm.low:.1f} to {alarm.high:.1f})" if given else ""
    people = f"about {alarm.people}" if alarm.people else "fewer than 5"
    again = f", found in {alarm.periods} counts running since {written(alarm.first_as_at)}" if alarm.periods > 1 else ""
    return (
        f"{written(alarm.as_at)}{again}. {step.says}, of {step.among}: the group {alarm.category} "
        f"({evenness.BASES[alarm.basis]}), {ratio} everybody else{interval}, among {people} people of the group."
    )


def evenness_verdict(code: str) -> str:
    """What the senior owner decided about a difference."""
    return evenness.VERDICTS[Verdict(code)]


def dispute_finding(code: str) -> str:
    """What was found of what a person says is not right."""
    return dispute.FINDINGS.get(code, code)


def outcome(code: str) -> str:
    """What a reviewer decided of an entry."""
    return {"retain": "Kept", "restrict": "Set aside", "correct": "To be corrected", "remove": "Removed"}.get(
        code, code
    )


# The counts that the day's clocks keep. An ending is counted with the promise that it keeps.
COUNTS = {
    "overdue": "reviews newly overdue",
    "escalated": "late reviews shown to oversight",
    "zero": "removals proposed",
    "adult": "people came of age",
    "disputes lifted": "disputes lifted",
    "removals forgotten": "days of removals forgotten",
}


def count(name: str) -> str:
    """What the day's clocks counted, in plain words."""
    if name.startswith("ended "):
        return f"entries ended ({name.removeprefix('ended ')})"
    return COUNTS.get(name, name)


SETTINGS = {
    "reasons_min_characters": "Shortest reasons that count as reasons",
    "qualifying_events_min": "Violent incidents needed for an entry",
    "proven_events_min": "How many of them must be proven",
    "evidence_window_months": "How recent they must be",
    "age_min_for_entry": "Youngest age for an entry",
    "age_adult": "Age from which somebody is an adult",
    "review_days_adult": "Time to the next review, adult",
    "review_days_child": "Time to the next review, child",
    "retention_months_adult": "Longest time on the register, adult",
    "retention_months_child": "Longest time on the register, child",
    "zero_review_days": "Time to look at an entry of which nothing counts any more; then it ends",
    "escalation_days": "How late a review is when it is shown to those who answer for the register",
    "overdue_days_max": "How late a review is when the entry ends because nobody made it",
    "correction_days": "Time to have a record corrected at its source, with the entry set aside",
    "inherited_days_max": "Longest time that an entry of an older list is kept before it is decided afresh",
    "dispute_lift_days": "Time from telling a person how their dispute was decided to using their record again",
    "rows_per_page_max": "Rows on one page of a list",
    "people_shown_max": "Different people shown to one account in lists and searches",
    "people_shown_minutes": "The time within which they are counted",
    "look_delay_days_max": "Longest time for which a look is held back from the person",
    "letter_days": "How long a letter opens a person's own page",
    "letter_wrong_keys_max": "Wrong keys after which a letter is void",
    "audit_answer_days": "Time to answer a question about a look-up",
    "audit_share_percent": "Share of other look-ups that is asked about by chance",
    "audit_sample_min": "Look-ups asked about in a week, at the least",
    "audit_questions_per_account_max": "Questions to one account in a week, at the most",
    "audit_office_opens": "Office hours begin",
    "audit_office_closes": "Office hours end",
    "audit_office_days": "Office days",
    "audit_work_margin_days": "How long before and after work was due a look-up is explained by it",
    "watch_days_max": "Longest time for which a record is noted as drawing curiosity",
    "emergency_hours": "How long a record stays open that was opened in an emergency",
    "emergency_reason_min_characters": "Shortest reason for opening a record in an emergency",
    "emergency_found_max": "People shown by a search in an emergency",
    "emergency_unreviewed_max": "Records opened in an emergency by one account and not reviewed, at the most",
    "emergency_review_days": "Time to review that a record was opened in an emergency",
    "support_offer_days": "Time to make an offer of help",
    "support_found_max": "People shown by a search of those who help",
    "offers_shown_from": "Smallest number of offers that is published as it is",
    "impact_assessment_months": "Longest time for which an impact assessment is good",
    "equality_analysis_months": "Longest time for which an equality analysis is good",
    "policy_document_months": "Longest time for which the policy document for sensitive data is good",
    "paper_ahead_days": "How long before it is in force a paper can be adopted",
    "keep_papers_months": "How long the papers are kept after the register was destroyed",
    "justification_months": "Longest time until the register has to be justified again",
    "justification_lapse_days": "Time after which a register that was not justified can only be closed",
    "group_changes_min": "How many people must have come or left before figures about groups are renewed",
    "evenness_alarms_max": "In how many counts running a difference may go unexplained until the register stops",
    "evenness_answer_months": "How long an explanation of a difference is good",
    "closing_access_months": "How long a closed register answers people",
    "log_uses": "What the log of who looked may be used for",
    "qualifying_offences": "Offences that count as violence for an entry",
    "top_tier_offences": "Offences of which one proven incident is enough",
    "purposes": "What a record may be opened for",
}


def setting(name: str) -> str:
    """A setting of the policy in plain words."""
    return SETTINGS.get(name, name.replace("_", " "))
