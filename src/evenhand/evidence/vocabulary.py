"""The words of the evidence, one spelling each. Their meaning for a reader is in GLOSSARY.md."""

from enum import StrEnum


class Feed(StrEnum):
    """The kinds of file that can be loaded, in the order in which they must be."""

    PEOPLE = "people"
    EVENTS = "events"
    CORRECTIONS = "corrections"
    INTELLIGENCE = "intelligence"
    REFERRALS = "referrals"
    STATUS = "status"
    LISTINGS = "listings"


class Role(StrEnum):
    """What a person was in one event: exactly one (SG-12)."""

    SUSPECT = "suspect"
    CONVICTED = "convicted"
    VICTIM = "victim"
    WITNESS = "witness"


class Direction(StrEnum):
    """Harm caused and harm suffered are two totals that are never summed (SG-13)."""

    CAUSED = "caused"
    SUFFERED = "suffered"


class Standing(StrEnum):
    """How far an event is established for this person: the only thing about its outcome that a score may see."""

    CONVICTED = "convicted"
    CAUTIONED = "cautioned"
    CHARGED = "charged"
    TEST_MET = "test_met"  # named suspect, and the evidential test recorded as met
    OPEN = "open"  # named suspect, nothing decided yet
    NO_FURTHER_ACTION = "no_further_action"
    ACQUITTED = "acquitted"
    CANCELLED = "cancelled"
    SUFFERED = "suffered"  # the person was the victim of a recorded crime
    WITNESSED = "witnessed"


class Statement(StrEnum):
    """A fact and a personal assessment are different things and say so (SG-27)."""

    FACT = "fact"
    OPINION = "opinion"


class Body(StrEnum):
    """Bodies that may refer somebody for help."""

    COUNCIL = "council"
    SCHOOL = "school"
    HEALTH = "health"
    YOUTH_SERVICE = "youth_service"


class StatusChange(StrEnum):
    """What a status feed can say of a person."""

    IN_CUSTODY = "in_custody"
    RELEASED = "released"
    DIED = "died"


class Correction(StrEnum):
    """What can happen to an event after it was recorded; each takes its points to zero at once (SG-29)."""

    ACQUITTED = "acquitted"
    NO_FURTHER_ACTION = "no_further_action"
    CANCELLED = "cancelled"
