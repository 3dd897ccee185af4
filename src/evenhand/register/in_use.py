"""Whether this database is the register in use, or one made from a backup that is not ready yet (SG-64)."""

from django.conf import settings

from evenhand.ledger.folder import Folder
from evenhand.register import clock
from evenhand.register.models import InUse, LedgerCheckpoint
from evenhand.safeguards import Refused, upholds


def is_in_use() -> bool:
    """Whether people may sign in."""
    return InUse.objects.exists()


def is_set_back() -> bool:
    """Whether the ledger's folder goes on beyond this database: an older one was put in its place, past the restore."""
    try:
        kept = Folder(settings.LEDGER_FOLDER).size()
    except (OSError, ValueError):
        return False  # there is no folder yet
    newest = LedgerCheckpoint.objects.order_by("-size").first()
    return kept > (newest.size if newest else 0)


@upholds("SG-64")
def check_in_use() -> None:
    """Refuse to let anybody in before the erasures since the backup were replayed."""
    if not is_in_use():
        raise Refused(
            "SG-64",
            "This register was brought back from a backup, and what was erased since has not all been erased again.",
            "Nobody can sign in until it has been. The data protection officer knows what is left to do.",
        )
    if is_set_back():
        raise Refused(
            "SG-64",
            "This database is older than its ledger: what was erased since is in it again.",
            "Bring the register back from a backup with ./eh restore, which erases it again.",
        )


def put_into_use() -> None:
    """Let people sign in. Only within the act of a restore or of the data protection officer."""
    InUse.objects.create(since=clock.now())
