"""Codes of decisions, what held for them since when, who many asked, and how much has been asked lately.

A code is not stored: it is made of the row's ``seed`` and a key of ours (``codes``), so that a copy of the database
gives nobody a code that can be used.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.core.verification import Verdict
from likeverd.organisations.models import HospitalTrust

VERDICTS = [(verdict.value, verdict.value) for verdict in Verdict]


class Code(models.Model):
    """The one code of a case. ``digest``: of the code under the key that made it, to find it by."""

    trust = trust_of_the_case()
    case = models.OneToOneField(Case, models.PROTECT, related_name="verification_code")
    seed = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code {self.pk}"


class CodeState(models.Model):
    """What holds for a code from a moment on. Rows are added and never changed; the last one counts.

    ``drug``: the method's name in the register at the decision. ``valid_until``: that day too; NULL, no longer valid.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = models.ForeignKey(Code, models.PROTECT, related_name="states")
    drug = models.CharField(max_length=300)
    valid_until = models.DateField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"state {self.pk} of code {self.code_id}"


class Check(models.Model):
    """Somebody asked about a code. ``place``: a hash of the address with a key and the day; the address is not kept.

    ``code`` and ``trust`` are NULL where there is no such code. Rows are added and never changed.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, null=True, related_name="+")
    code = models.ForeignKey(Code, models.PROTECT, null=True, related_name="checks")
    verdict = models.CharField(max_length=12, choices=VERDICTS)
    place = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]),
                name="known_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"


class Use(models.Model):
    """Points used in a window of time, by an address (its hash of the day) or by all; shared by all web workers."""

    who = models.CharField(max_length=64)
    window = models.DateTimeField()
    points = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["who", "window"], name="one_use_per_window"),
        ]

    def __str__(self) -> str:
        return f"use {self.pk}"
