"""SG-66: in an emergency anybody on duty sees one record for hours; somebody else knows at once and reviews it soon."""

import json
from datetime import date, timedelta
from uuid import UUID

import casefile
import psycopg
import pytest
import sidedoor

from evenhand.casework import policy
from evenhand.register import clock
from evenhand.register.actions import accounts, emergency, erasure, suspension
from evenhand.register.database import APPLICATION, OWNER
from evenhand.register.models import Account, EmergencyUse, LedgerEntry
from evenhand.register.reads import emergency as reads
from evenhand.register.reads import emergency_uses, search
from evenhand.register.roles import NOBODY_SIGNS_IN_AS, ROLES
from registered import Register

FLOOR = policy.load()
HOURS = timedelta(hours=FLOOR.number("emergency_hours"))
DAYS = FLOOR.number("emergency_review_days")
MOST = FLOOR.number("emergency_unreviewed_max")
FOUND = FLOOR.number("emergency_found_max")
WHY = casefile.EMERGENCY
INSTANT = timedelta(microseconds=1)
SQL_ROLES = pytest.mark.parametrize("role", [APPLICATION, OWNER])


def opened(register: Register, by: str = "analyst", reference: str = "P1", reason: str = WHY) -> EmergencyUse:
    """A record that somebody opens in an emergency."""
    person = sidedoor.person_of(register, reference)
    return emergency.open_record(person=person, reason=reason, by=register.account(by))


def look(register: Register, use: EmergencyUse, by: str = "analyst") -> reads.Essentials:
    return reads.record(use=use.pk, by=register.account(by))


def review(register: Register, use: EmergencyUse, by: str = "inspector", **otherwise: str) -> None:
    """A review when the time is over, at once."""
    said = {"finding": "justified", "reasons": casefile.REASONS, "purpose": "oversight", **otherwise}
    with clock.set_to(max(clock.now(), use.until)):
        emergency.review(use=use.pk, by=register.account(by), **said)


def log(event: str) -> list[dict[str, object]]:
    """What the log says of these happenings, oldest first."""
    entries = LedgerEntry.objects.using("auditor").filter(event=event).order_by("pk")
    return [json.loads(body) for body in entries.values_list("body", flat=True)]


def on_day(day: date):
    """Noon of a day."""
    return clock.set_to(casefile.NOON + (day - casefile.TODAY))


# Opening -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(set(ROLES) - NOBODY_SIGNS_IN_AS))
def test_allows_every_role(peopled: Register, role: str) -> None:
    said = {"username": "night", "display_name": "Night duty", "password": "-", "area": "ELS"}
    by = accounts.make(role=role, by=peopled.account("register"), **said)
    use = emergency.open_record(person=sidedoor.person_of(peopled, "P1"), reason=WHY, by=by)
    assert reads.record(use=use.pk, by=by).person.name.endswith("Braxabyp1")


def test_refuses_software(peopled: Register) -> None:
    with casefile.refused(peopled, "SG-66", "signed in"):
        opened(peopled, by="register")
    with casefile.refused(peopled, "SG-66", "signed in"):
        search.in_an_emergency(words="Braxabyp1", reason=WHY, by=peopled.account("register"))


@pytest.mark.parametrize("reason", ["", "Help.", " " * 60])
def test_refuses_an_opening_without_a_reason(peopled: Register, reason: str) -> None:
    with casefile.refused(peopled, "SG-66", "Say what is happening"):
        opened(peopled, reason=reason)


def test_refuses_one_more_than_may_be_unreviewed_until_one_is_reviewed(peopled: Register) -> None:
    uses = [opened(peopled) for _ in range(MOST)]
    with casefile.refused(peopled, "SG-66", f"{MOST} is the most"):
        opened(peopled)
    review(peopled, uses[0])
    opened(peopled)


def test_there_is_nothing_to_open_of_nobody(peopled: Register) -> None:
    with pytest.raises(LookupError, match="no such person"):
        emergency.open_record(person=UUID(int=7), reason=WHY, by=peopled.account("analyst"))
    assert log("emergency:opened")[2:] == []


def test_a_search_shows_few_people_and_notes_them(peopled: Register, tmp_path) -> None:
    peopled.load(tmp_path, "people", *(casefile.record(f"T{n}", family_name=f"Tolvi{'abcdefg'[n]}") for n in range(7)))
    by = peopled.account("records")
    found = search.in_an_emergency(words="Tolvi", reason=WHY, by=by)
    assert (len(found.people), found.total) == (FOUND, 7)
    [said] = [one for one in log("person:searched") if one["actor"] == f"account:{by.pk}"]
    assert len(said["facts"]["mentions"]) == FOUND
    assert (said["purpose"], said["facts"]["in_an_emergency"]) == ("protect-person", True)


# Looking -------------------------------------------------------------------------------------------------------------


def test_the_opening_and_every_look_are_an_entry_each(peopled: Register) -> None:
    person = sidedoor.person_of(peopled, "P1")
    before = set(LedgerEntry.objects.using("auditor").values_list("pk", flat=True))
    use = opened(peopled, by="owner")
    for _ in range(2):
        look(peopled, use, by="owner")
    added = LedgerEntry.objects.using("auditor").exclude(pk__in=before).order_by("pk")
    assert [one.event for one in added] == ["emergency:opened", "emergency:consulted", "emergency:consulted"]
    assert {(one.actor, one.subject) for one in added} == {(f"account:{peopled.account('owner').pk}", person)}
    assert [json.loads(one.body)["facts"]["emergency"] for one in added] == [use.pk] * 3


def test_it_shows_the_essentials_and_no_intelligence(peopled: Register) -> None:
    shown = look(peopled, opened(peopled))
    assert (len(shown.events), len(shown.entries), shown.reason) == (4, 1, WHY)
    assert [one.username for one in shown.contacts] == ["analyst", "reviewer"]
    assert not {"intelligence", "concerns", "equality"} & set(shown.__slots__)


def test_it_is_open_until_the_last_instant_and_then_shut(peopled: Register) -> None:
    use = opened(peopled)
    with clock.set_to(use.opened_at + HOURS - INSTANT):
        look(peopled, use)
    with clock.set_to(use.opened_at + HOURS), casefile.refused(peopled, "SG-66", "is over"):
        look(peopled, use)


def test_one_record_is_open_to_one_account_alone(peopled: Register) -> None:
    use = opened(peopled)
    with pytest.raises(LookupError, match="no such record"):
        look(peopled, use, by="records")


def _look_by_sql(register: Register, use: EmergencyUse, reference: str = "P1", **otherwise: object) -> int:
    told = {"event": "emergency:consulted", "actor": f"account:{use.account_id}", **otherwise}
    with sidedoor.line(register) as line:
        sidedoor.open_access(line, "person", sidedoor.person_of(register, reference), **told)
        return sidedoor.count(line, "register_event")


def test_the_door_itself_opens_in_time_and_for_nobody_else(peopled: Register) -> None:
    use = opened(peopled)
    assert _look_by_sql(peopled, use) > 0
    for otherwise in ({"reference": "P3"}, {"actor": f"account:{peopled.account('owner').pk}"}):
        with sidedoor.stopped_by("sg_66_emergency_look_in_its_time"):
            _look_by_sql(peopled, use, **otherwise)
    with clock.set_to(use.until), sidedoor.stopped_by("sg_66_emergency_look_in_its_time"):
        _look_by_sql(peopled, use)


@pytest.mark.parametrize("column", ["until", "review_by", "opened_at", "account_id", "supervisor_id"])
def test_the_application_cannot_stretch_what_was_opened(peopled: Register, column: str) -> None:
    opened(peopled)
    with sidedoor.forbidden("table register_emergencyuse"), sidedoor.line(peopled, opens="everything") as line:
        line.execute(f"UPDATE register_emergencyuse SET {column} = {column}")


def test_the_application_cannot_take_away_what_was_opened(peopled: Register) -> None:
    for table in ("register_emergencyuse", "register_emergencyrecord"):
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(peopled, opens="everything") as line:
            line.execute(f"DELETE FROM {table}")


def _insert(register: Register, role: str, reason: bytes = b"x" * 80, **changed: object) -> None:
    """A use and its record, past every action."""
    whose, now = sidedoor.person_of(register, "P1"), casefile.NOON
    fine = {
        "id": 1000, "account_id": register.account("analyst").pk, "supervisor_id": None, "opened_at": now,
        "until": now + HOURS, "review_by": casefile.TODAY + timedelta(days=DAYS), "finding": "",
    }  # fmt: skip
    with sidedoor.line(register, role, opens="person", subject=whose) as line:
        sidedoor.insert(line, "register_emergencyuse", **(fine | changed))
        about = {"use_id": 1000, "person_id": whose, "reason": reason, "found_because": b""}
        sidedoor.insert(line, "register_emergencyrecord", **about)


@SQL_ROLES
def test_the_database_takes_what_is_right(peopled: Register, role: str) -> None:
    _insert(peopled, role)


@SQL_ROLES
@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("sg_66_emergency_ends_within_hours", {"until": casefile.NOON + HOURS + INSTANT}),
        ("sg_66_emergency_ends_within_hours", {"until": casefile.NOON}),
        ("sg_66_emergency_is_reviewed_within_days", {"review_by": casefile.TODAY + timedelta(days=DAYS + 1)}),
        ("sg_66_emergency_has_reason", {"reason": b"x" * (28 + FLOOR.number("emergency_reason_min_characters") - 1)}),
    ],
)
def test_the_database_takes_nothing_longer_later_or_without_a_reason(
    peopled: Register, role: str, constraint: str, changed: dict[str, object]
) -> None:
    with sidedoor.stopped_by(constraint):
        _insert(peopled, role, **changed)


@SQL_ROLES
def test_the_database_takes_no_use_told_to_or_reviewed_by_its_own_account(peopled: Register, role: str) -> None:
    own = peopled.account("analyst").pk
    with sidedoor.stopped_by("sg_66_emergency_is_told_to_somebody_else"):
        _insert(peopled, role, supervisor_id=own)
    found = {"finding": "justified", "reviewed_by_id": own, "reviewed_at": casefile.NOON}
    with sidedoor.stopped_by("sg_66_emergency_is_reviewed_by_somebody_else"):
        _insert(peopled, role, **found)


# Being told ----------------------------------------------------------------------------------------------------------


def told(register: Register, username: str) -> list[int]:
    """What an account is told of."""
    return [one.pk for one in emergency_uses.to_acknowledge(register.account(username))]


def test_the_supervisor_is_told_at_once_until_they_say_that_they_know(peopled: Register) -> None:
    use = opened(peopled)
    assert told(peopled, "inspector") == [use.pk]
    assert use.pk not in [*told(peopled, "dpo"), *told(peopled, "analyst"), *told(peopled, "reviewer")]
    emergency.acknowledge(use=use.pk, by=peopled.account("inspector"))
    assert told(peopled, "inspector") == []
    assert [one.pk for one in emergency_uses.to_review(peopled.account("inspector"))] == [use.pk]
    assert [one["facts"] for one in log("emergency:acknowledged")] == [{"emergency": use.pk}]


@pytest.mark.parametrize("username", ["records", "analyst"])
def test_without_a_supervisor_who_can_sign_in_those_who_watch_are_told(peopled: Register, username: str) -> None:
    Account.objects.filter(username="inspector").update(is_active=False)
    use = opened(peopled, by=username)
    assert use.supervisor is None
    assert all(use.pk in told(peopled, name) for name in ("dpo", "owner"))


def test_one_who_watches_is_not_told_of_themselves(peopled: Register) -> None:
    use = opened(peopled, by="dpo")
    assert use.pk in told(peopled, "owner")
    assert use.pk not in told(peopled, "dpo")


def test_nobody_supervises_themselves(peopled: Register) -> None:
    by, analyst = peopled.account("register"), peopled.account("analyst")
    with casefile.refused(peopled, "SG-66", "themselves"):
        accounts.set_supervisor(account=analyst, supervisor=analyst, by=by)
    for role in (APPLICATION, OWNER):
        with sidedoor.stopped_by("sg_66_nobody_supervises_themselves"), sidedoor.line(peopled, role) as line:
            line.execute("UPDATE register_account SET supervisor_id = id")


def test_only_somebody_who_can_sign_in_supervises(peopled: Register) -> None:
    by = peopled.account("register")
    with pytest.raises(ValueError, match="cannot supervise"):
        accounts.set_supervisor(account=peopled.account("records"), supervisor=by, by=by)
    accounts.set_supervisor(account=peopled.account("records"), supervisor=peopled.account("dpo"), by=by)
    assert log("account:supervisor_set")[-1]["facts"]["supervisor"] == peopled.account("dpo").pk


# The review ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["inspector", "dpo", "owner"])
@pytest.mark.parametrize("finding", ["justified", "not-justified"])
def test_allows_the_supervisor_and_those_who_watch_to_review(peopled: Register, by: str, finding: str) -> None:
    use = opened(peopled)
    review(peopled, use, by, finding=finding)
    with clock.set_to(use.until):
        shown = reads.to_review(use=use.pk, purpose="oversight", by=peopled.account("dpo"))
    assert (shown.use.finding, shown.use.reviewed_by, shown.reason) == (finding, peopled.account(by), WHY)
    assert shown.found_because == casefile.REASONS
    assert log("emergency:reviewed")[-1]["facts"] == {"emergency": use.pk, "finding": finding}
    assert emergency_uses.figures().not_justified == (finding == "not-justified")


@pytest.mark.parametrize("by", ["analyst", "dpo", "owner", "inspector"])
def test_refuses_whoever_opened_it(peopled: Register, by: str) -> None:
    use = opened(peopled, by=by)
    with casefile.refused(peopled, "SG-66", "yourself"):
        review(peopled, use, by)
    with casefile.refused(peopled, "SG-66", "yourself"):
        emergency.acknowledge(use=use.pk, by=peopled.account(by))


@pytest.mark.parametrize("by", ["analyst2", "reviewer", "records"])
def test_refuses_anybody_else(peopled: Register, by: str) -> None:
    use = opened(peopled)
    for attempt in (
        lambda: review(peopled, use, by),
        lambda: emergency.acknowledge(use=use.pk, by=peopled.account(by)),
        lambda: reads.to_review(use=use.pk, purpose="oversight", by=peopled.account(by)),
    ):
        with casefile.refused(peopled, "SG-66", "for the supervisor who was told"):
            attempt()


def test_refuses_a_review_before_the_time_is_over(peopled: Register) -> None:
    use = opened(peopled)
    said = {"finding": "justified", "reasons": casefile.REASONS, "purpose": "oversight"}
    with clock.set_to(use.until - INSTANT), casefile.refused(peopled, "SG-66", "still open"):
        emergency.review(use=use.pk, by=peopled.account("inspector"), **said)


@pytest.mark.parametrize(("said", "why"), [({"finding": "so-so"}, "can be found"), ({"reasons": "Yes."}, "Say why")])
def test_refuses_a_review_that_says_nothing(peopled: Register, said: dict[str, str], why: str) -> None:
    use = opened(peopled)
    with casefile.refused(peopled, "SG-66", why):
        review(peopled, use, **said)


def test_refuses_a_second_review(peopled: Register) -> None:
    use = opened(peopled)
    review(peopled, use)
    with casefile.refused(peopled, "SG-66", "already"):
        review(peopled, use, "dpo", finding="not-justified")
    for role in (APPLICATION, OWNER):
        with sidedoor.stopped_by("sg_66_emergency_is_reviewed_once"), sidedoor.line(peopled, role) as line:
            line.execute("UPDATE register_emergencyuse SET finding = 'not-justified' WHERE id = %s", [use.pk])


def test_a_reviewer_sees_how_often_they_looked_and_no_name(peopled: Register) -> None:
    use, other = opened(peopled), opened(peopled)
    for one in (use, use, other):
        look(peopled, one)
    shown = reads.to_review(use=use.pk, purpose="oversight", by=peopled.account("inspector"))
    assert (len(shown.looks), shown.person) == (2, sidedoor.person_of(peopled, "P1"))
    assert "Braxaby" not in repr(shown)


def test_what_was_opened_is_reviewed_even_when_the_person_is_erased(peopled: Register) -> None:
    use, whose = opened(peopled, reference="P3"), sidedoor.person_of(peopled, "P3")
    _erase(peopled, whose)
    by = peopled.account("inspector")
    assert reads.to_review(use=use.pk, purpose="oversight", by=by).person is None
    review(peopled, use)
    assert reads.to_review(use=use.pk, purpose="oversight", by=by).use.finding == "justified"


def _erase(register: Register, whose: UUID) -> None:
    with sidedoor.line(register, OWNER) as line:
        [(number,)] = line.execute("SELECT id FROM register_erasure WHERE person = %s", [whose])
    erasure.sign(erasure=number, person=whose, purpose="oversight", by=register.account("owner"))


# The account ---------------------------------------------------------------------------------------------------------


def shut(register: Register, day: date, username: str = "analyst") -> None:
    """Inside casefile.refused: an account asks to work on a day."""
    with on_day(day):
        suspension.check(register.account(username))


def test_an_account_is_open_until_the_day_of_the_review_and_shut_from_the_day_after(peopled: Register) -> None:
    use = opened(peopled)
    due = casefile.TODAY + timedelta(days=DAYS)
    assert use.review_by == due
    for day in (due - timedelta(days=1), due):
        shut(peopled, day)
    with pytest.raises(casefile.Refused, match="nobody has done so"):
        shut(peopled, due + timedelta(days=1))
    shut(peopled, due + timedelta(days=1), "analyst2")


def test_it_lifts_at_once_with_the_review_and_only_with_the_last(peopled: Register) -> None:
    uses = [opened(peopled), opened(peopled)]
    late = casefile.TODAY + timedelta(days=DAYS + 1)
    for use in uses:
        with pytest.raises(casefile.Refused):
            shut(peopled, late)
        with on_day(late):
            review(peopled, use)
    shut(peopled, late)


def test_the_log_says_once_that_it_is_shut_and_once_that_it_is_open_again(peopled: Register) -> None:
    use, late = opened(peopled), casefile.TODAY + timedelta(days=DAYS + 1)
    for day in (late, late, late + timedelta(days=3)):
        with pytest.raises(casefile.Refused):
            shut(peopled, day)
    about = {"account": peopled.account("analyst").pk}
    assert [one["facts"] for one in log("account:suspended")] == [about]
    assert log("account:reinstated") == []
    with on_day(late):
        review(peopled, use)
    assert [one["facts"] for one in log("account:reinstated")] == [about]


def test_the_log_says_nothing_of_what_was_never_felt(peopled: Register) -> None:
    use = opened(peopled)
    with on_day(casefile.TODAY + timedelta(days=DAYS + 1)):
        review(peopled, use)
    assert log("account:suspended") + log("account:reinstated") == []


def test_a_place_may_make_it_shorter(peopled: Register) -> None:
    from evenhand.register.actions import governance

    settings = {"emergency_hours": 1, "emergency_review_days": 2}
    by = {"by": peopled.account("owner"), "approved_by": peopled.account("dpo")}
    governance.adopt_local_policy(settings=settings, **by)
    use = opened(peopled)
    assert (use.until - use.opened_at, use.review_by) == (timedelta(hours=1), casefile.TODAY + timedelta(days=2))


def test_two_at_once_are_counted_as_two(peopled: Register) -> None:
    """The account's row is locked while they are counted."""
    whose = sidedoor.person_of(peopled, "P1")
    with psycopg.connect(**peopled.engine.dsn(APPLICATION, peopled.database)) as other:
        other.execute("SELECT 1 FROM register_account WHERE username = 'analyst' FOR UPDATE")
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            emergency.open_record(person=whose, reason=WHY, by=peopled.account("analyst"))
