"""The switches of operations: what was turned on or off, when, by whom and why. Rows are added, never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SwitchChange(models.Model):
    """One turn of a switch. The newest row of a switch says how it stands; without a row it is off."""

    READ_ONLY, UPLOADS_OFF, MAIL_OFF = "read_only", "uploads_off", "mail_off"
    SWITCHES: ClassVar = [
        (READ_ONLY, "nothing can be changed"),
        (UPLOADS_OFF, "no files are taken"),
        (MAIL_OFF, "mail waits"),
    ]

    switch = models.CharField(max_length=20, choices=SWITCHES)
    on = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=160)
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(switch__in=["read_only", "uploads_off", "mail_off"]),
                name="known_switch",
            ),
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(reason=""), name="a_switch_says_who_and_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["switch", "-id"], name="switch_newest")]

    def __str__(self) -> str:
        return f"{self.switch} {'on' if self.on else 'off'}"
