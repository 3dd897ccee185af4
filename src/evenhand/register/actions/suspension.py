"""Whether an account is shut because nobody reviewed in time what was done with it in an emergency (SG-66).

Nothing is stored that shuts it: it follows from what is to be reviewed, and ends with the review. The ledger is told
once when it is first felt, and once when it is over.
"""

from datetime import date

from django.db import transaction

from evenhand.casework import emergency
from evenhand.register import clock, ledgering
from evenhand.register.actions import accounts
from evenhand.register.models import Account, EmergencyUse
from evenhand.safeguards import Refused


def check(account: Account) -> None:
    """Raise Refused, with who can lift it, where the account is shut today."""
    try:
        emergency.check_not_suspended(_to_be_reviewed(account), clock.today())
    except Refused:
        _tell(account)
        raise


def end(account: Account, *, by: Account, purpose: str) -> None:
    """After a review, in its transaction: where the account was shut and is so no more, the ledger says it."""
    if account.suspension_told_at and not emergency.is_suspended(_to_be_reviewed(account), clock.today()):
        Account.objects.filter(pk=account.pk).update(suspension_told_at=None)
        ledgering.write("account:reinstated", by=by, purpose=purpose, facts={"account": account.pk})


def _to_be_reviewed(account: Account) -> list[date]:
    return list(EmergencyUse.objects.filter(account=account, finding="").values_list("review_by", flat=True))


def _tell(account: Account) -> None:
    with transaction.atomic():
        untold = Account.objects.filter(pk=account.pk, suspension_told_at=None)
        if untold.update(suspension_told_at=clock.now()):
            by, told = accounts.software(), {"account": account.pk}
            ledgering.write("account:suspended", by=by, purpose="signing-in", facts=told)
