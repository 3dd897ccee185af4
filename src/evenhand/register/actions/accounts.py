"""Accounts: made by a verb, signed in with a second factor."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from evenhand.register import clock, ledgering
from evenhand.register.models import Account as Account
from evenhand.register.roles import ROLES, SOFTWARE

SETTING_UP = "setting-up"


def software() -> Account:
    """The account under which the verbs of the command line act. It is not a person and can decide nothing."""
    account, _ = Account.objects.get_or_create(
        username="register",
        defaults={
            "display_name": "The register itself",
            "role": SOFTWARE.code,
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
) -> Account:
    """Make an account for a person. Raises ValueError for an unknown role or a name already taken."""
    if role not in ROLES or role == SOFTWARE.code:
        raise ValueError(f"There is no role {role!r} that a person can have.")
    if Account.objects.filter(username=username).exists():
        raise ValueError(f"There is an account {username!r} already.")
    with transaction.atomic():
        account = Account(
            username=username,
            display_name=display_name,
            role=role,
            area=area,
            unit=unit,
            body=body,
            is_inspector=is_inspector,
            made_at=clock.now(),
        )
        account.set_password(password)
        account.save()
        ledgering.write("account:made", by=by, purpose=SETTING_UP, facts={"account": account.pk, "role": role})
    return account


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
