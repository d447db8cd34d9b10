"""Like cases, de-identified and national; and, behind the wall, where each row came from.

``Precedent``, ``Signal``, ``Dossier`` and ``DossierVersion`` belong to no trust and say nothing of anybody: no person,
trust, department, exact date, or words that nobody has approved. ``Origin``, ``RunningArgument`` and ``Approval``
belong to a trust and stand behind row-level security. A row's id is random, so that nothing follows from its order.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from likeverd.core.precedents.words import ANSWERED
from likeverd.methods.models import Method
from likeverd.organisations.models import HospitalTrust, Person, RegionalAuthority


class Precedent(models.Model):
    """One ended case, de-identified. ``features`` columns are those of ``core.precedents.features.Features``.

    ``working_days`` is the time that the hospital's clock ran. ``how_it_went`` is empty (null) as long as nobody has
    followed the patient up. ``first_of_patient`` is false for a patient's later case for the method, so that patients
    can be counted. ``wording`` is the cleaned reasoning, null until a person of the case has approved it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    method = models.ForeignKey(Method, models.PROTECT, related_name="+", db_index=False)
    substance = models.CharField(max_length=200, blank=True)
    indication_group = models.CharField(max_length=3, blank=True)
    treatment_line = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=40, blank=True)
    benefit = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=30)
    reasons = ArrayField(models.CharField(max_length=80), default=list)
    arguments = ArrayField(models.CharField(max_length=80), default=list)
    region = models.ForeignKey(RegionalAuthority, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    working_days = models.PositiveIntegerField()
    how_it_went = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - not known is not empty
    first_of_patient = models.BooleanField()
    wording = models.TextField(null=True, blank=True)  # noqa: DJ001 - not approved is not empty
    words = models.GeneratedField(
        expression=SearchVector("wording", config="norwegian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ANSWERED]),
                name="a_precedent_was_answered",
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="a_wording_has_words"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["method", "indication_group", "region", "year"],
                include=["first_of_patient", "state"],
                name="precedent_of_method",
            ),
            models.Index(fields=["substance", "indication_group"], name="precedent_of_substance"),
            models.Index(fields=["indication_group", "treatment_line"], name="precedent_of_group"),
            GinIndex(fields=["words"], name="precedent_words"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.year}"


def trust_of_the_case() -> models.ForeignKey:
    """The case's trust on a row that belongs to it; filled in by the database itself."""
    return models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+", editable=False)


class Origin(models.Model):
    """Which case a row came from. Behind the wall, and shown on no page."""

    trust = trust_of_the_case()
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", primary_key=True)
    precedent = models.OneToOneField(Precedent, models.PROTECT, related_name="origin")

    def __str__(self) -> str:
        return f"origin in case {self.pk}"


class RunningArgument(models.Model):
    """What a case that runs argues, for as long as it runs; so that the others like it can be counted."""

    trust = trust_of_the_case()
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", primary_key=True)
    method = models.ForeignKey(Method, models.PROTECT, related_name="+", db_index=False)
    indication_group = models.CharField(max_length=3)
    arguments = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["method", "indication_group"], name="running_of_method")
        ]

    def __str__(self) -> str:
        return f"argument of case {self.pk}"


class Signal(models.Model):
    """A number of patients that was reached for a method and an indication group; told once."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="+", db_index=False)
    indication_group = models.CharField(max_length=3)
    threshold = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "indication_group", "threshold"], name="one_signal_per_threshold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.threshold} patients"


class Dossier(models.Model):
    """The draft of a dossier for a group exception: one for each method and indication group, in versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    method = models.ForeignKey(Method, models.PROTECT, related_name="+", db_index=False)
    indication_group = models.CharField(max_length=3)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "indication_group"], name="one_dossier_per_group"
            )
        ]

    def __str__(self) -> str:
        return f"dossier {self.pk}"


class DossierVersion(models.Model):
    """One version of a draft: what was known then (``core.precedents.dossier``). Only added to."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "version"], name="one_draft_per_dossier_version"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Approval(models.Model):
    """A person of the case has read the cleaned reasoning and lets others find it; empty words take that back.

    ``sequence`` is the event whose reasoning it is. Only added to: the newest row is what holds.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"approval in case {self.case_id}"
