"""Signed-in officers, and people for their pages to be about."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.test import Client

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REASONS = "Three separate incidents in a year, each of them proven, and each graver than the last."
WELFARE = "An entry would bring a named youth worker; without it nobody is bound to look again within sixty days."


class Officer(Client):
    """A browser in which an account has signed in with both factors and chosen a purpose."""

    def __init__(self, account, purpose: str = "prevent-violence") -> None:
        super().__init__(SERVER_NAME="localhost")
        from django_otp import DEVICE_ID_SESSION_KEY
        from django_otp.plugins.otp_totp.models import TOTPDevice

        self.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        device = TOTPDevice.objects.get(user=account)
        self.remember(**{DEVICE_ID_SESSION_KEY: device.persistent_id, "purpose": purpose})

    def remember(self, **kept: str) -> None:
        """Put something in the session."""
        session = self.session
        session.update(kept)
        session.save()

    def opens(self, person: UUID, reason: str = "Asked by the duty inspector"):
        """Open a person's record for a reason, and see it."""
        return self.post(f"/people/{person}", {"reason": reason}, follow=True)


def officer(register, username: str, purpose: str = "prevent-violence") -> Officer:
    """One of the test accounts at work."""
    return Officer(register.account(username), purpose)


def text(response) -> str:
    """What a page says, spaces evened out."""
    return " ".join(response.content.decode().split())


def person_of(register, reference: str) -> UUID:
    """Whose record this is, as the search finds them."""
    from evenhand.register.reads import search

    found = search.find(words=reference, reason="A test", purpose="oversight", by=register.account("analyst"))
    return found.people[0].id


def violent(register, folder: Path, **about: object) -> UUID:
    """P1, convicted of three separate robberies: the evidence rule is met."""
    register.load(folder, "people", about)
    register.load(
        folder, "events", {"occurred_on": "2026-03-02"}, {"occurred_on": "2026-05-04"}, {"occurred_on": "2026-06-01"}
    )
    return person_of(register, "P1")


def harmed(register, folder: Path) -> UUID:
    """P1, to whom one robbery was done."""
    register.load(folder, "people", {})
    register.load(folder, "events", {"role": "victim", "outcome_type": "", "court_result": ""})
    return person_of(register, "P1")


def proposed(register, person: UUID, child_welfare: str = "") -> UUID:
    """The number of a proposal that the analyst made."""
    from evenhand.register.actions import nomination
    from evenhand.register.reads import nomination as reads

    by = register.account("analyst")
    said = {"reasons": REASONS, "child_welfare": child_welfare, "purpose": "prevent-violence", "by": by}
    draft = reads.draft(person=person, cited=None, **said)
    return nomination.propose(person=person, cited=draft.cited, **said)


def entries(register) -> list[str]:
    """The events in the ledger, oldest first."""
    from evenhand.register.models import LedgerEntry

    return list(LedgerEntry.objects.using("auditor").order_by("pk").values_list("event", flat=True))


def helps(register) -> dict[str, object]:
    """Whoever helps, and what for."""
    return {"purpose": "offer-support", "by": register.account("coordinator")}


def offered(register, person: UUID, on: str = "2026-11-01", answer: str = "accepted") -> UUID:
    """The number of an offer that was made on a day and answered on the next one."""
    from datetime import date, timedelta

    from evenhand.register.actions import support

    day = date.fromisoformat(on)
    number = support.make_offer(person=person, kind="mentor", how="call", offered_on=day, **helps(register))
    if answer:
        said = {"answer": answer, "answered_on": day + timedelta(days=1)}
        support.record_answer(offer=number, person=person, **said, **helps(register))
    return number
