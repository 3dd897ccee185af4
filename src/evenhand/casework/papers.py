"""The papers that a register must have: what each of them says, and for how long it is good."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from evenhand.casework.ages import months_after, written
from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Kind(StrEnum):
    """The kinds of paper."""

    IMPACT = "impact-assessment"
    EQUALITY = "equality-analysis"
    POLICY = "policy-document"
    JUSTIFICATION = "justification"


NAMES = {
    Kind.IMPACT: "impact assessment",
    Kind.EQUALITY: "equality analysis",
    Kind.POLICY: "policy document for sensitive data",
    Kind.JUSTIFICATION: "yearly justification",
}
WHO_ACTS = "The senior owner and the data protection officer have to adopt a new one together (./eh adopt-paper)."


@dataclass(frozen=True, slots=True)
class ImpactAssessment:
    """The four parts of section 64(3) of the Data Protection Act 2018, and what the data protection officer thinks."""

    description: str = ""  # of what is done with the data
    risks: str = ""  # to people's rights and freedoms
    measures: str = ""  # to address the risks
    safeguards: str = ""  # and mechanisms by which data are protected, and it can be shown
    officers_view: str = ""


@dataclass(frozen=True, slots=True)
class EqualityAnalysis:
    """How the register falls on different groups, against the three aims of section 149(1) of the Equality Act 2010."""

    findings: str = ""
    discrimination: str = ""
    opportunity: str = ""
    good_relations: str = ""
    measures: str = ""


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """The appropriate policy document of section 42, with the condition in Schedule 8 that is relied on."""

    schedule_8_condition: str = ""
    why_strictly_necessary: str = ""
    procedures: str = ""  # by which the data protection principles are kept
    retention: str = ""  # how long sensitive data are kept, and how they are erased


@dataclass(frozen=True, slots=True)
class Justification:
    """What came of the register in a year, and why it should go on."""

    harm: str = ""  # whether it became less
    outcomes: str = ""
    alternatives: str = ""  # that were considered
    necessity: str = ""  # why it is still needed


CONTENTS: "Mapping[Kind, type[DataclassInstance]]" = {
    Kind.IMPACT: ImpactAssessment,
    Kind.EQUALITY: EqualityAnalysis,
    Kind.POLICY: PolicyDocument,
    Kind.JUSTIFICATION: Justification,
}
# The policy's number of months after which a paper of the kind is no longer good.
MONTHS = {
    Kind.IMPACT: "impact_assessment_months",
    Kind.EQUALITY: "equality_analysis_months",
    Kind.POLICY: "policy_document_months",
    Kind.JUSTIFICATION: "justification_months",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of a paper: what it says, the day from which it is in force, the last day on which it is good."""

    kind: Kind
    content: "DataclassInstance"
    in_force_from: date
    review_by: date

    def is_in_date(self, day: date) -> bool:
        """Whether it is in force on that day, and good."""
        return self.in_force_from <= day <= self.review_by


def made(kind: Kind, content: Mapping[str, Any], in_force_from: date, review_by: date) -> Paper:
    """A paper of what a file or a table holds. Raises ValueError, in a sentence, for what a paper of the kind lacks or
    does not say, whatever stands in the parts.
    """
    names = [field.name for field in fields(CONTENTS[kind])]
    if unknown := sorted(set(content) - set(names)):
        raise ValueError(f"the {NAMES[kind]} has no part called {unknown[0]!r}; its parts are {', '.join(names)}.")
    if missing := [name for name in names if name not in content]:
        raise ValueError(f"the {NAMES[kind]} lacks the part {missing[0]!r}; its parts are {', '.join(names)}.")
    if not_text := [name for name in names if not isinstance(content[name], str)]:
        raise ValueError(f"{not_text[0]} must be a text in quotes.")
    return Paper(kind, CONTENTS[kind](**content), in_force_from, review_by)


def check(paper: Paper, policy: Policy, today: date) -> None:
    """Refuse, in the name of the promise that it serves, a paper that is not whole or asks to be good for too long."""
    if paper.kind is Kind.IMPACT:
        check_impact_assessment(paper, policy, today)
    elif paper.kind is Kind.EQUALITY:
        check_equality_analysis(paper, policy, today)
    elif paper.kind is Kind.POLICY:
        check_policy_document(paper, policy, today)
    else:
        check_justification(paper, policy, today)


@upholds("SG-02")
def check_impact_assessment(paper: Paper, policy: Policy, today: date) -> None:
    """All four parts, the data protection officer's view, and a date for its review."""
    if fault := _fault(paper, policy, today):
        raise Refused("SG-02", fault)


@upholds("SG-03")
def check_equality_analysis(paper: Paper, policy: Policy, today: date) -> None:
    """Whole, and good for a year at the most."""
    if fault := _fault(paper, policy, today):
        raise Refused("SG-03", fault)


@upholds("SG-04")
def check_policy_document(paper: Paper, policy: Policy, today: date) -> None:
    """Whole, with the condition in Schedule 8 that is relied on."""
    if fault := _fault(paper, policy, today):
        raise Refused("SG-04", fault)


@upholds("SG-58")
def check_justification(paper: Paper, policy: Policy, today: date) -> None:
    """All four answers, once a year."""
    if fault := _fault(paper, policy, today):
        raise Refused("SG-58", fault)


@upholds("SG-04")
def check_sensitive_data(document: Paper | None, today: date) -> None:
    """No ethnicity and no sex is taken in unless a policy document that names a condition is in date."""
    if document is None:
        because = "There is no policy document that names the condition under which sensitive data may be used."
    elif not document.is_in_date(today):
        because = f"The {NAMES[Kind.POLICY]} was good until {written(document.review_by)}."
    else:
        return
    raise Refused("SG-04", because, f"{WHO_ACTS} Then load the file again: nothing of it was kept.")


def _fault(paper: Paper, policy: Policy, today: date) -> str:
    """What is wrong with a paper, in a sentence; "" where nothing is."""
    name = NAMES[paper.kind]
    empty = [part.replace("_", " ") for part, words in asdict(paper.content).items() if not words.strip()]
    if empty:
        return f"The {name} says nothing about: {', '.join(empty)}."
    longest = months_after(paper.in_force_from, policy.number(MONTHS[paper.kind]))
    if not paper.in_force_from < paper.review_by <= longest:
        between = f"after {written(paper.in_force_from)} and by {written(longest)}"
        return f"The {name} must be reviewed {between}, and says {written(paper.review_by)}."
    last = today + timedelta(days=policy.number("paper_ahead_days"))
    if paper.in_force_from > last:
        return f"The {name} is in force only from {written(paper.in_force_from)}; {written(last)} is the latest."
    if paper.review_by < today:
        return f"The {name} was to be reviewed by {written(paper.review_by)}, and that is over."
    return ""
