"""Everything the ledger can say happened: a closed list, named stage:happening, one plain sentence each.

`category` is the kind of processing that section 62 of the Data Protection Act 2018 requires to be logged, or
NONE where the entry is kept for other reasons. Which event falls under which kind is our reading of the section.
A name is never reused for something else, because old entries keep it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """Kinds of processing to be logged: Data Protection Act 2018, section 62(1)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event name means, in a sentence for any reader, and its kind of processing."""

    says: str
    category: Category = Category.NONE


EVIDENCE = {
    "feed:loaded": Happening("Records from another body's file were taken in.", Category.COLLECTION),
    "feed:refused": Happening("A whole file was refused, and nothing in it was taken in."),
    "quarantine:listed": Happening("Somebody looked at the rows that could not be used.", Category.CONSULTATION),
    "quarantine:consulted": Happening("Somebody looked at one row that could not be used.", Category.CONSULTATION),
    "quarantine:exported": Happening("A row that could not be used was written to a file.", Category.CONSULTATION),
    "quarantine:corrected": Happening("A row that could not be used was put right.", Category.ALTERATION),
    "status:recorded": Happening("A change such as custody, release or death was recorded.", Category.COLLECTION),
    "correction:applied": Happening("An outcome changed, so the event no longer counts.", Category.ALTERATION),
    "equality:recorded": Happening("Equality details were put in their separate store.", Category.COLLECTION),
}

IDENTITY = {
    "identity:joined": Happening("A source's record was decided to be about a person.", Category.COMBINATION),
    "identity:separated": Happening("A source's record was decided to be about somebody else.", Category.ALTERATION),
    "identity:undone": Happening("A decision about whose record this is was taken back.", Category.ALTERATION),
    "identity:held_consulted": Happening(
        "Somebody looked at records waiting for a decision about whose they are.", Category.CONSULTATION
    ),
}

LOOKING = {
    "person:searched": Happening("Somebody searched for a person.", Category.CONSULTATION),
    "person:consulted": Happening("Somebody looked at a person's record.", Category.CONSULTATION),
    "register:listed": Happening("Somebody looked at the list of people on the register.", Category.CONSULTATION),
    "work:listed": Happening("Somebody looked at the list of work that is due.", Category.CONSULTATION),
    "register:measured": Happening("Somebody measured how fast the register answers.", Category.CONSULTATION),
    "access:unfinished": Happening(
        "Somebody began to look or to act, and it came to nothing or was cut short.", Category.CONSULTATION
    ),
}

SCORE = {
    "score:computed": Happening("Scores were worked out as at a date.", Category.ALTERATION),
    "score:explained": Happening("Somebody looked at how a score is made up.", Category.CONSULTATION),
}

NOMINATION = {
    "nomination:drafted": Happening("Somebody began to propose a person for the register.", Category.CONSULTATION),
    "nomination:made": Happening("Somebody proposed a person for the register.", Category.ALTERATION),
    "nomination:consulted": Happening("Somebody looked at a proposal.", Category.CONSULTATION),
    "nomination:withdrawn": Happening("A proposal was taken back before it was decided.", Category.ALTERATION),
    "review:recorded": Happening("Somebody said what they make of a proposal.", Category.ALTERATION),
    "review:accepted": Happening("A second person agreed to a proposal.", Category.ALTERATION),
    "review:declined": Happening("A second person turned a proposal down.", Category.ALTERATION),
    "review:returned": Happening("A second person sent a proposal back for more.", Category.ALTERATION),
}

ENTRY = {
    "entry:opened": Happening("A person was put on the register.", Category.ALTERATION),
    "entry:inherited": Happening(
        "A person named on an old list was recorded as waiting for a fresh decision.", Category.COLLECTION
    ),
    "entry:consulted": Happening("Somebody looked at an entry that is to be reviewed.", Category.CONSULTATION),
    "entry:reviewed": Happening("Somebody reviewed an entry, or voted on it.", Category.ALTERATION),
    "entry:restricted": Happening("An entry was set aside so that it cannot be used."),
    "entry:escalated": Happening("A review that is long overdue was shown to those who answer for the register."),
    "entry:review_due": Happening("The date came on which an entry has to be decided again."),
    "entry:removal_proposed": Happening("Nothing that is recorded counts any more, so a removal was proposed."),
    "entry:turned_eighteen": Happening("A person on the register came of age, which changes the dates of reviews."),
    "entry:closed": Happening("A person was taken off the register.", Category.ERASURE),
    "entry:not_taken_over": Happening("A person named on an old list was not taken over from it."),
    "removal:forgotten": Happening("The day on which a person was taken off the register is not kept any more."),
    "dispute:opened": Happening("A person said that something recorded about them is not right.", Category.ALTERATION),
    "dispute:consulted": Happening("Somebody looked at what a person says is not right.", Category.CONSULTATION),
    "dispute:listed": Happening("Somebody looked at the list of disputes and letters.", Category.CONSULTATION),
    "dispute:decided": Happening("It was decided whether a record that is disputed is right.", Category.ALTERATION),
    "dispute:lifted": Happening("A dispute was decided and the person was told, so that the record can be used again."),
    "letter:read": Happening("Somebody opened a letter that is to be sent to a person.", Category.CONSULTATION),
    "letter:sent": Happening("A letter was sent to a person."),
    "letter:stopped": Happening("A letter that was to be sent to a person was stopped."),
    "recipients:to_be_told": Happening("It was noted that everybody who was given something has to be told."),
    "day:run": Happening("The day's clocks were run for everybody.", Category.ALTERATION),
    "clocks:listed": Happening("Somebody looked at the figures of what is due and overdue.", Category.CONSULTATION),
}

# The support route, a door of its own. What somebody said to an offer is in none of these.
SUPPORT = {
    "support:referred": Happening("A person was referred for an offer of help.", Category.COLLECTION),
    "support:asked": Happening("Somebody who helps noted that help was asked for.", Category.COLLECTION),
    "support:searched": Happening("Somebody who helps searched for a person.", Category.CONSULTATION),
    "support:listed": Happening("Somebody who helps looked at who is owed an offer of help.", Category.CONSULTATION),
    "support:consulted": Happening(
        "Somebody who helps looked at what a person was offered and what became of it.", Category.CONSULTATION
    ),
    "support:offered": Happening("A person was offered help.", Category.COLLECTION),
    "support:answered": Happening("Somebody noted what a person said to an offer of help.", Category.COLLECTION),
    "support:planned": Happening("Somebody wrote down what help was agreed with a person.", Category.COLLECTION),
    "support:contacted": Happening(
        "Somebody noted that they had been in touch with a person to help them.", Category.COLLECTION
    ),
    "support:ended": Happening("Somebody noted how help for a person came to its end.", Category.COLLECTION),
}

# The person concerned sees who looked: their letter, their own visits, and what is held back for a time.
OWN_RECORD = {
    "letter:handed_out": Happening("A person was given a letter with which they can see who looked at their record."),
    "letter:revoked": Happening("A letter with which a person could see who looked was made void."),
    "person:key_tried": Happening("Somebody tried to open a person's own page with the key of their letter."),
    "person:saw_own_looks": Happening(
        "The person opened their own page and saw who had looked at their record.", Category.CONSULTATION
    ),
    "person:took_receipt": Happening(
        "The person took a receipt for something that was done with their record.", Category.CONSULTATION
    ),
    "looks:consulted": Happening(
        "Somebody who watches over the register looked at who had looked at a person's record.", Category.CONSULTATION
    ),
    "look:delayed": Happening("It was decided that the person is told of something only later."),
    "look:delay_lifted": Happening("It was decided that the person need not wait any longer to be told of something."),
}

# What the log itself is used for: look-ups are sampled every week, and asked about.
AUDIT = {
    "audit:sampled": Happening("Some look-ups of a week were chosen to be asked about.", Category.CONSULTATION),
    "audit:listed": Happening("Somebody looked at the list of questions about look-ups.", Category.CONSULTATION),
    "audit:question_read": Happening(
        "Somebody looked at a question about a look at a person's record.", Category.CONSULTATION
    ),
    "audit:answered": Happening("Somebody said why they had looked at a person's record."),
    "audit:settled": Happening("It was decided whether a look at a person's record was in order."),
    "audit:watched": Happening("It was noted that every look at a person's record is asked about for a time."),
    "audit:watch_ended": Happening("It was noted that looks at a person's record are asked about as all others are."),
    "audit:declared": Happening("Somebody said whose records they must not look up."),
}

# Anybody on duty opens one person's record for hours; somebody else reviews that within days, or the account is shut.
EMERGENCY = {
    "emergency:opened": Happening("Somebody opened a person's record in an emergency, for a few hours."),
    "emergency:consulted": Happening(
        "Somebody looked at a person's record that they had opened in an emergency.", Category.CONSULTATION
    ),
    "emergency:acknowledged": Happening("A supervisor noted that a record had been opened in an emergency."),
    "emergency:review_read": Happening(
        "Somebody looked at why a person's record had been opened in an emergency.", Category.CONSULTATION
    ),
    "emergency:reviewed": Happening("It was decided whether opening a record in an emergency was justified."),
}

# Erasing somebody: proposed by one, signed by another. What is left is the entry, which holds nothing of them.
ERASURE = {
    "erasure:proposed": Happening("It was proposed to erase all that is kept of a person."),
    "erasure:listed": Happening("Somebody looked at the proposals to erase people.", Category.CONSULTATION),
    "erasure:withdrawn": Happening("A proposal to erase a person was taken back or turned down."),
    "person:erased": Happening("All that was kept of a person was erased.", Category.ERASURE),
}

GOVERNANCE = {
    "charter:adopted": Happening("The register's purpose, legal basis and senior owner were set down."),
    "instrument:adopted": Happening("Two people adopted a set of weights for scoring."),
    "benchmark:adopted": Happening("Two people adopted a source of how many people of each group live here."),
    "policy:adopted": Happening("A set of the register's own rules was adopted."),
    "paper:adopted": Happening("Two people adopted a paper that the register must have, such as an impact assessment."),
    "register:closed": Happening("The register was closed for good; from then on it only answers people."),
    "register:destroyed": Happening(
        "All that the register held about anybody was destroyed, and a certificate was made of it.", Category.ERASURE
    ),
    "figures:published": Happening("Figures about the register were published, with nobody named."),
    "figures:counted": Happening(
        "It was worked out for whom the rule of evidence is met, to count them by group.", Category.CONSULTATION
    ),
    "evenness:alarmed": Happening("A stage fell so differently on a group that somebody has to say why."),
    "evenness:answered": Happening("Somebody said why a stage fell differently on a group."),
    "evenness:decided": Happening("The senior owner decided about a difference that had gone on unexplained."),
    "extract:inspected": Happening(
        "The register was inspected, by rows without names and by counts without people.", Category.CONSULTATION
    ),
    "safeguard:refused": Happening("A safeguard stopped something from being done."),
    "ledger:exported": Happening("A copy of the log was written out for somebody to check.", Category.DISCLOSURE),
    "register:backed_up": Happening(
        "All that the register holds was written to an encrypted file, to be brought back from if need be.",
        Category.CONSULTATION,
    ),
    "register:restored": Happening(
        "The register was brought back from a backup, and what was erased since was erased again.", Category.ALTERATION
    ),
    "register:reopened": Happening("After a restore, the data protection officer let people sign in again."),
    "witness:added": Happening("Somebody outside was asked to watch over the log from now on."),
    "ledger:verified": Happening("Somebody checked that the ledger is whole and unchanged."),
}

ACCOUNT = {
    "account:made": Happening("An account was made for somebody who works with the register."),
    "account:second_factor_set": Happening("Somebody set up their second way of proving who they are."),
    "account:signed_in": Happening("Somebody signed in."),
    "account:refused_sign_in": Happening("An attempt to sign in was refused."),
    "account:purpose_chosen": Happening("Somebody said what they came to do."),
    "account:supervisor_set": Happening("It was set down who supervises an account."),
    "account:suspended": Happening(
        "An account was shut, because nobody had reviewed in time what was done with it in an emergency."
    ),
    "account:reinstated": Happening(
        "An account was opened again, because what was done with it in an emergency had been reviewed."
    ),
}

EVENTS: dict[str, Happening] = {
    **EVIDENCE, **IDENTITY, **LOOKING, **SCORE, **NOMINATION, **ENTRY, **SUPPORT, **OWN_RECORD, **AUDIT, **EMERGENCY,
    **ERASURE, **GOVERNANCE, **ACCOUNT,
}  # fmt: skip


def check_event(name: str) -> None:
    """Raise ValueError unless the name is on the closed list."""
    if name not in EVENTS:
        raise ValueError(f"The ledger has no event called {name!r}: add it to evenhand.ledger.events first.")
