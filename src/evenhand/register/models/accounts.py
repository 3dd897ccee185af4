from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody who can sign in, or a piece of software that acts for the register (`is_person` false).

    `suspension_told_at`: since when the ledger says that the account is shut. Whether it is follows from what is to be
    reviewed (SG-66), and from nothing here.
    """

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    body = models.CharField(max_length=120, blank=True)
    is_inspector = models.BooleanField(default=False)
    is_person = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    supervisor = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    suspension_told_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar["BaseUserManager[Self]"] = BaseUserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_66_nobody_supervises_themselves", condition=~models.Q(supervisor=models.F("id"))
            )
        ]

    def __str__(self) -> str:
        return self.display_name
