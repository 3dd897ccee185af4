"""Why somebody has a record open."""

from django.db import models

from evenhand.register.models.sealed import PersonalText, Sealed


class Visit(Sealed):
    """Why somebody opened a person's record, for as long as their session and purpose last.

    `session` is the keyed digest of the session's key.
    """

    sealed_for = "person", "person"
    account = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    session = models.BinaryField()
    person = models.UUIDField()
    purpose = models.CharField(max_length=60)
    reason = PersonalText()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_visit", fields=["session", "person", "purpose"])]
