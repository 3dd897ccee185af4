"""Accounts: made by a verb, signed in with a second factor."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from evenhand.casework import emergency
from evenhand.register import clock, ledgering
from evenhand.register.acts import act
from evenhand.register.models import Account as Account
from evenhand.register.roles import NOBODY_SIGNS_IN_AS, PERSON_CONCERNED, ROLES, SOFTWARE, Role

SETTING_UP = "setting-up"


def software() -> Account:
    """The account under which the verbs of the command line act. It is not a person and can decide nothing."""
    return _without_sign_in("register", "The register itself", SOFTWARE)


def person_concerned() -> Account:
    """The account under which the people listed act on their own pages, all of them: who it was, the entry says."""
    return _without_sign_in("person-concerned", "The person concerned", PERSON_CONCERNED)


def _without_sign_in(username: str, display_name: str, role: Role) -> Account:
    account, _ = Account.objects.get_or_create(
        username=username,
        defaults={
            "display_name": display_name,
            "role": role.code,
            "is_person": False,
            "is_active": False,
            "password": "!",
            "made_at": clock.now(),
        },
    )
    return account


def named(username: str) -> Account | None:
    """The account of that name."""
    return Account.objects.filter(username=username).first()


def make(
    *,
    username: str,
    display_name: str,
    role: str,
    password: str,
    by: Account,
    area: str = "",
    unit: str = "",
    body: str = "",
    is_inspector: bool = False,
    supervisor: Account | None = None,
) -> Account:
    """Make an account for a person. `supervisor`: who is told when it is used in an emergency.

    Raises ValueError for an unknown role, a name already taken, or a supervisor who cannot sign in.
    """
    if role not in ROLES or role in NOBODY_SIGNS_IN_AS:
        raise ValueError(f"There is no role {role!r} that a person can have.")
    if Account.objects.filter(username=username).exists():
        raise ValueError(f"There is an account {username!r} already.")
    _check_can_supervise(supervisor)
    with transaction.atomic():
        account = Account(
            username=username,
            display_name=display_name,
            role=role,
            area=area,
            unit=unit,
            body=body,
            is_inspector=is_inspector,
            supervisor=supervisor,
            made_at=clock.now(),
        )
        account.set_password(password)
        account.save()
        ledgering.write("account:made", by=by, purpose=SETTING_UP, facts={"account": account.pk, "role": role})
    return account


def set_supervisor(*, account: Account, supervisor: Account | None, by: Account) -> None:
    """Say who supervises an account: who is told when a record is opened with it in an emergency, and reviews that.

    Raises Refused for the account itself; ValueError for one that is no person or is shut.
    """
    _check_can_supervise(supervisor)
    told = {"account": account.pk, "supervisor": supervisor.pk if supervisor else None}
    with act("account:supervisor_set", by=by, purpose=SETTING_UP, opens="nothing", facts=told):
        emergency.check_supervisor(account.pk, supervisor.pk if supervisor else None)
        account.supervisor = supervisor
        account.save(update_fields=["supervisor"])


def _check_can_supervise(supervisor: Account | None) -> None:
    if supervisor and not (supervisor.is_person and supervisor.is_active):
        raise ValueError(f"{supervisor.username!r} cannot supervise anybody: only a person who can sign in can.")


def new_second_factor(*, account: Account) -> TOTPDevice:
    """The second factor that the account is setting up: made when there is none, until its first code confirms it."""
    device, _ = TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "authenticator"})
    return device


def give_second_factor(*, account: Account, key: str, by: Account) -> None:
    """Give an account a second factor whose key (hexadecimal) is already in somebody's authenticator."""
    with transaction.atomic():
        TOTPDevice.objects.create(user=account, name="authenticator", key=key, confirmed=True)
        ledgering.write("account:second_factor_set", by=by, purpose=SETTING_UP, facts={"account": account.pk})


def confirm_second_factor(*, account: Account, code: str) -> TOTPDevice | None:
    """The second factor, now confirmed by its first code; None where the code is wrong."""
    with transaction.atomic():
        device = new_second_factor(account=account)
        if not device.verify_token(code):
            return None
        device.confirmed = True
        device.save()
        ledgering.write("account:second_factor_set", by=account, purpose=SETTING_UP)
    return device


def second_factor(*, account: Account) -> TOTPDevice | None:
    """The account's confirmed second factor."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def note_signed_in(*, account: Account) -> None:
    """Write to the ledger that somebody signed in with both factors."""
    with transaction.atomic():
        ledgering.write("account:signed_in", by=account, purpose="signing-in")


def note_refused(*, username: str) -> None:
    """Write to the ledger that an attempt to sign in was refused, where there is such an account."""
    account = Account.objects.filter(username=username).first()
    with transaction.atomic():
        ledgering.write(
            "account:refused_sign_in",
            by=software(),
            purpose="signing-in",
            facts={"account": account.pk if account else None},
        )


def choose_purpose(*, account: Account, purpose: str) -> None:
    """Write to the ledger what somebody came to do."""
    with transaction.atomic():
        ledgering.write("account:purpose_chosen", by=account, purpose=purpose)
