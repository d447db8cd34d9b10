"""Access log, chain links and chain heads. Rows are added and never changed; the database refuses, whoever asks.

Fields of the access log bear the names of the national trust framework (practitioner: ``hpr_nr``, ``legal_entity``,
``department``; care relation: ``purpose_of_use``, ``purpose_of_use_details``, ``decision_ref``), so that an export
translates nothing. Cases, patients and files are named by number alone and without foreign keys: the log outlives them.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from likeverd.audit.log_export.models import LogExport
from likeverd.audit.review.models import Finding, SignOff
from likeverd.core.access import AccessKind, Ground
from likeverd.organisations.models import HospitalTrust, Person

__all__ = [
    "ACCESS",
    "CASE_EVENTS",
    "LOGS",
    "AccessEntry",
    "ChainHead",
    "ChainLink",
    "Finding",
    "LogExport",
    "SignOff",
]

CASE_EVENTS, ACCESS = "case_events", "access"
LOGS = [(CASE_EVENTS, "case events"), (ACCESS, "access log")]


class AccessEntry(models.Model):
    """One served record: who saw or did what, at which trust, on what ground, and when.

    ``shown``: which parts (``identity``, ``application``, ``documents`` …). ``page``: the name of the page or API
    operation, never its address. ``practitioner`` is empty where the patient looks.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in AccessKind]
    )
    practitioner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hpr_nr = models.CharField(max_length=9, blank=True)
    role = models.CharField(max_length=40, blank=True)
    legal_entity = models.BigIntegerField(null=True, blank=True)
    department = models.BigIntegerField(null=True, blank=True)
    purpose_of_use = models.CharField(max_length=12)
    purpose_of_use_details = models.CharField(
        max_length=24, choices=[(ground.value, ground.value) for ground in Ground]
    )
    decision_ref = models.CharField(max_length=24, blank=True)
    case = models.BigIntegerField(null=True, blank=True)
    patient = models.BigIntegerField(null=True, blank=True)
    document = models.BigIntegerField(null=True, blank=True)
    emergency = models.BigIntegerField(null=True, blank=True)
    shown = ArrayField(models.CharField(max_length=24), default=list)
    page = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["patient", "-id"], name="access_of_patient"),
            models.Index(fields=["case", "-id"], name="access_of_case"),
            models.Index(fields=["practitioner", "-id"], name="access_by_person"),
            models.Index(fields=["trust", "-id"], name="access_of_trust"),
            # Log review reads a period. Rows come in the order of time, and so the index stays tiny.
            BrinIndex(fields=["at"], name="access_in_period"),
        ]

    def __str__(self) -> str:
        return f"access {self.pk}"


class ChainHead(models.Model):
    """The last link of one trust's chain of one log. Moved by the database alone."""

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    log = models.CharField(max_length=12, choices=LOGS)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "log"], name="one_head_per_chain")
        ]

    def __str__(self) -> str:
        return f"{self.log} of {self.trust_id}: {self.sequence}"


class ChainLink(models.Model):
    """One link: ``entry`` holds the exact text that was hashed, with the hash of the link before it.

    ``record`` is the row that it vouches for. SHA-256 in hexadecimal.
    """

    pk = models.CompositePrimaryKey("log", "trust_id", "sequence")
    log = models.CharField(max_length=12, choices=LOGS)
    # Written by the database beside the row it vouches for, whose own key is checked.
    trust = models.ForeignKey(
        HospitalTrust, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    sequence = models.BigIntegerField()
    record = models.BigIntegerField()
    entry = models.TextField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.log} of {self.trust_id}, link {self.sequence}"
