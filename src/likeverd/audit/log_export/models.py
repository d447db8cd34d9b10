"""That a log was taken out: by whom, why, what, and until when it may be kept. Rows are added alone."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from likeverd.core.log_exporting import Format
from likeverd.organisations.models import HospitalTrust, Person


class LogExport(models.Model):
    """One folder of files. The files themselves are not here: a log is too long, and is kept by who asked for it.

    ``contents``: name, number of rows and SHA-256 of each file, as ``name|rows|checksum``.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=400)
    format = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Format])
    contents = ArrayField(models.CharField(max_length=160))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(purpose=""), name="a_log_export_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_log_export_expires"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "-id"], name="log_exports_of_trust")]

    def __str__(self) -> str:
        return f"log export {self.pk}"
