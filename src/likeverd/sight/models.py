"""Emergency sight and blocks. Rows are kept for ever: they are ended or lifted, never changed in any other way."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from likeverd.cases.models import Case
from likeverd.core.sight import EMERGENCY_REASONS, LONGEST
from likeverd.documents.models import Document
from likeverd.organisations.models import HospitalTrust, Person

REASONS = [(reason.value, text.nb) for reason, text in EMERGENCY_REASONS.items()]


class EmergencySight(models.Model):
    """A person sees one case for some hours, for a reason, without a role that opens it."""

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="emergencies")
    reason = models.CharField(max_length=24, choices=REASONS)
    words = models.CharField(max_length=1000)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")) & Q(ends_at__lte=F("begins_at") + LONGEST),
                name="emergency_sight_lasts_at_most_eight_hours",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="emergency_sight_has_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "ends_at"], name="sight_of_person")]

    def __str__(self) -> str:
        return f"emergency sight {self.pk}"


class Block(models.Model):
    """Closes a patient's cases, one case or one file; to all, or to a named ``person``.

    ``identity_number``: every case of that patient at the trust, also later ones.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    identity_number = models.CharField(max_length=11, blank=True)
    number = models.CharField(
        max_length=24, blank=True
    )  # of the case, whose row may be closed to the reader
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="blocks")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="blocks"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=400)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    ~Q(identity_number="") & Q(case__isnull=True, document__isnull=True)
                    | Q(identity_number="", case__isnull=False, document__isnull=True)
                    | Q(identity_number="", case__isnull=True, document__isnull=False)
                ),
                name="a_block_closes_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_block_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_reason=""),
                name="a_block_is_lifted_by_somebody_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["trust"], name="blocks_in_force", condition=Q(lifted_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"
