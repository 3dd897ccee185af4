"""The roles somebody can have, in prose that governance can review, and what each may do.

A permission is resource:action. An account stores the short code of its role, which is never renamed or reused.
"""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What can be done on the pages and by the verbs."""

    FEED_LOAD = "feed:load"
    QUARANTINE_SETTLE = "quarantine:settle"
    IDENTITY_DECIDE = "identity:decide"
    PERSON_SEARCH = "person:search"
    PERSON_CONSULT = "person:consult"
    NOMINATION_MAKE = "nomination:make"
    REVIEW_DECIDE = "review:decide"
    REGISTER_LIST = "register:list"
    SUPPORT_REFER = "support:refer"
    SUPPORT_WORK = "support:work"
    LEDGER_VERIFY = "ledger:verify"
    CHARTER_ADOPT = "charter:adopt"
    REGISTER_CLOSE = "register:close"
    REGISTER_REOPEN = "register:reopen"
    ERASURE_PROPOSE = "erasure:propose"
    ERASURE_SIGN = "erasure:sign"
    LETTER_GIVE = "letter:give"
    LOOKS_SEE = "looks:see"
    LOOK_DELAY = "look:delay"
    AUDIT_SETTLE = "audit:settle"
    AUDIT_WATCH = "audit:watch"
    EMERGENCY_REVIEW = "emergency:review"
    ENTRY_REVIEW = "entry:review"
    DISPUTE_OPEN = "dispute:open"
    DISPUTE_DECIDE = "dispute:decide"
    LETTER_SEND = "letter:send"
    CLOCKS_SEE = "clocks:see"
    EVENNESS_SEE = "evenness:see"
    EVENNESS_ANSWER = "evenness:answer"
    EVENNESS_DECIDE = "evenness:decide"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its code, its name on the pages, what it is for, and what it may do."""

    code: str
    name: str
    description: str
    may: frozenset[Permission]


ANALYST = Role(
    "analyst",
    "Analyst",
    "Brings the evidence together and proposes entries. Never decides one.",
    frozenset(
        {
            Permission.IDENTITY_DECIDE,
            Permission.PERSON_SEARCH,
            Permission.PERSON_CONSULT,
            Permission.NOMINATION_MAKE,
            Permission.DISPUTE_OPEN,
            Permission.REGISTER_LIST,
            Permission.SUPPORT_REFER,
        }
    ),
)
REVIEWER = Role(
    "reviewer",
    "Reviewer",
    "Decides what others proposed and reviews the entries that are due, with reasons of their own. Two inspectors "
    "decide where it is a child.",
    frozenset(
        {
            Permission.PERSON_SEARCH,
            Permission.PERSON_CONSULT,
            Permission.REVIEW_DECIDE,
            Permission.ENTRY_REVIEW,
            Permission.DISPUTE_OPEN,
            Permission.REGISTER_LIST,
            Permission.SUPPORT_REFER,
        }
    ),
)
RECORDS = Role(
    "records",
    "Records officer",
    "Loads the feeds, settles what went to quarantine, and decides whose record is whose. Only this role sees lines as "
    "a source sent them: one that cannot be split into its fields may still hold an ethnicity (SG-41).",
    frozenset({Permission.FEED_LOAD, Permission.QUARANTINE_SETTLE, Permission.IDENTITY_DECIDE}),
)
OWNER = Role(
    "owner",
    "Senior owner",
    "Answers for the register: adopts its charter, its papers, its instrument and its local settings, "
    "with a second signature, and in the end closes it. "
    "Settles questions about the look-ups of a data protection officer, reviews what one of them opened in an "
    "emergency, signs that somebody is erased, and decides in writing about a difference between groups that goes on.",
    frozenset(
        {
            Permission.CHARTER_ADOPT,
            Permission.REGISTER_CLOSE,
            Permission.LEDGER_VERIFY,
            Permission.AUDIT_SETTLE,
            Permission.EMERGENCY_REVIEW,
            Permission.ERASURE_SIGN,
            Permission.CLOCKS_SEE,
            Permission.EVENNESS_SEE,
            Permission.EVENNESS_DECIDE,
        }
    ),
)
DATA_PROTECTION = Role(
    "dpo",
    "Data protection officer",
    "Watches over the register, verifies its log, answers people about who looked at their record, reviews what was "
    "opened in an emergency, answers alarms that the register falls unevenly on groups, and gives the second signature "
    "where one is needed.",
    frozenset(
        {
            Permission.CHARTER_ADOPT,
            Permission.REGISTER_CLOSE,
            Permission.LEDGER_VERIFY,
            Permission.PERSON_SEARCH,
            Permission.LETTER_GIVE,
            Permission.LOOKS_SEE,
            Permission.LOOK_DELAY,
            Permission.AUDIT_SETTLE,
            Permission.AUDIT_WATCH,
            Permission.EMERGENCY_REVIEW,
            Permission.REGISTER_REOPEN,
            Permission.ERASURE_PROPOSE,
            Permission.ERASURE_SIGN,
            Permission.DISPUTE_OPEN,
            Permission.DISPUTE_DECIDE,
            Permission.LETTER_SEND,
            Permission.CLOCKS_SEE,
            Permission.EVENNESS_SEE,
            Permission.EVENNESS_ANSWER,
        }
    ),
)
COORDINATOR = Role(
    "coordinator",
    "Support coordinator",
    "Makes offers of help to people who were harmed, are at risk or are on the register, and notes what becomes of "
    "them. Sees nothing of what anybody is suspected of, and nobody on the register's side sees this work.",
    frozenset({Permission.SUPPORT_WORK}),
)
SOFTWARE = Role("software", "The register itself", "Runs the verbs of the command line. Decides nothing.", frozenset())
PERSON_CONCERNED = Role(
    "person-concerned",
    "The person concerned",
    "Sees who looked at their own record, with a letter instead of an account. Stands in the ledger as one account for "
    "everybody: whose own page it was, the entry says.",
    frozenset(),
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (ANALYST, REVIEWER, RECORDS, OWNER, DATA_PROTECTION, COORDINATOR, SOFTWARE, PERSON_CONCERNED)
}
# Nobody can be given these and sign in.
NOBODY_SIGNS_IN_AS = frozenset({SOFTWARE.code, PERSON_CONCERNED.code})


def may(role_code: str, permission: Permission) -> bool:
    """Whether an account with this role may do this."""
    return permission in ROLES[role_code].may
