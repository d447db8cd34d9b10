"""An export: a file that somebody took out, as long as it lives, and what it was for ever after."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from likeverd.organisations.models import HospitalTrust, Person


class Export(models.Model):
    """One file. ``content`` is gone after ``expires_at``; the rest of the row stays.

    ``checksum``: SHA-256 in hexadecimal. ``columns``: what of each case is in it.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=400)
    columns = ArrayField(models.CharField(max_length=24))
    rows = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(purpose=""), name="an_export_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="an_export_expires"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, emptied_at__isnull=True)
                | Q(content__isnull=True, emptied_at__isnull=False),
                name="an_emptied_export_has_no_content",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "-id"], name="exports_of_owner")]

    def __str__(self) -> str:
        return f"export {self.pk}"
