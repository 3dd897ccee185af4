"""A receipt for one act on somebody's record: proof, checked offline, that it stands in the log (SG-65)."""

from uuid import UUID

from evenhand.ledger.note import Note, VerifierKey
from evenhand.ledger.proofs import prove_inclusion
from evenhand.ledger.receipt import Opening, Receipt
from evenhand.ledger.tiles import TileHashes
from evenhand.register import signing
from evenhand.register.actions import accounts
from evenhand.register.acts import act
from evenhand.register.models import LedgerCheckpoint, LedgerEntry, LedgerMention
from evenhand.register.reads import ledger, looks
from evenhand.register.tiles import StoredTiles

PURPOSE = "answer-person"


def receipt(*, person: UUID, position: int) -> Receipt:
    """The receipt for the entry at this position, for the person whom it concerns. It gives nobody else away.

    Raises LookupError where there is no such entry about them, or none that they may be told of yet.
    """
    with act("person:took_receipt", by=accounts.person_concerned(), purpose=PURPOSE, person=person):
        entry = LedgerEntry.objects.filter(leaf__position=position).first()
        if entry is None or entry.pk not in looks.to_be_told(person):
            raise LookupError("There is no line with this number in your list.")
        return _made(entry, person, position)


def verifier_key() -> str:
    """The key that receipts are signed with, as it is published."""
    return str(signing.verifier_key())


def _made(entry: LedgerEntry, person: UUID, position: int) -> Receipt:
    checkpoint, witnesses = _checkpoint(position), tuple(ledger.StoredLog().keys()[1])
    mention = LedgerMention.objects.filter(entry=entry, person=person).first()
    return Receipt(
        position=position,
        body=entry.body,
        proof=tuple(prove_inclusion(TileHashes(StoredTiles(), checkpoint.size), position, checkpoint.size)),
        checkpoint=_signed(checkpoint, witnesses),
        log=signing.verifier_key(),
        witnesses=witnesses,
        opening=Opening(mention.salt, str(person)) if mention else None,
    )


def _checkpoint(position: int) -> LedgerCheckpoint:
    """The newest checkpoint that a witness has seen, where it reaches so far; else the newest of all."""
    reaching = LedgerCheckpoint.objects.filter(size__gt=position).order_by("-size")
    found = reaching.filter(cosignatures__isnull=False).first() or reaching.first()
    if found is None:
        raise LookupError("This line has no place in the log yet. Try again in a moment.")
    return found


def _signed(checkpoint: LedgerCheckpoint, witnesses: tuple[VerifierKey, ...]) -> Note:
    """The checkpoint with the register's signature, and those of the witnesses whose keys come with the receipt."""
    whole = ledger.with_cosignatures(checkpoint)
    known = {(key.name, key.id) for key in (signing.verifier_key(), *witnesses)}
    return Note(whole.text, tuple(one for one in whole.signatures if (one.name, one.key_id) in known))
