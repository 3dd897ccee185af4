"""The keys that seal personal content."""

from django.db import models
from django.db.models import Q


class ContentKey(models.Model):
    """The key of one source record or one person, wrapped by a key that is not in the database."""

    record = models.OneToOneField("register.SourceRecord", models.PROTECT, null=True, related_name="+")
    person = models.UUIDField(null=True, unique=True)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_owner", condition=Q(record=None) ^ Q(person=None)),
        ]
