"""What the doctor has released to the patient, and what the patient has written. Rows are added and never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, Patient, trust_of_the_case
from likeverd.core.patient_view import PART_LABELS, Part
from likeverd.organisations.models import Person

PARTS = [(part.value, label.nb) for part, label in PART_LABELS.items()]


class Release(models.Model):
    """From this moment on the patient is shown a part of the case, or no longer shown it.

    Of each part the last row counts. ``conversation_on``: the day on which a no is or was told. ``opens_at``: when an
    answer opens that was released on the eve of a holiday; ``contact_who`` and ``contact_on``: who speaks with the
    patient, and when, where it opens all the same.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="releases")
    part = models.CharField(max_length=12, choices=PARTS)
    shown = models.BooleanField()
    conversation_on = models.DateField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    contact_who = models.CharField(max_length=120, blank=True, default="", db_default="")
    contact_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]), name="known_part"
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"


class Statement(models.Model):
    """The patient's own words to a case."""

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="a_statement_has_words"),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"
