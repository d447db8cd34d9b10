"""What the rules of log review found, and what came of it. Rows are added alone; the database refuses the rest."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from likeverd.core.log_review import OUTCOME_LABELS, RULE_LABELS
from likeverd.organisations.models import HospitalTrust, Person

RULES = [(rule.value, text.nb) for rule, text in RULE_LABELS.items()]
OUTCOMES = [(outcome.value, text.nb) for outcome, text in OUTCOME_LABELS.items()]


class Finding(models.Model):
    """One thing in the log that a reviewer looks at; kept once for each ``key`` of a rule.

    Case, patient and emergency sight are ids without foreign keys, as in the log itself. ``facts`` are the numbers of
    the reason; ``begins`` and ``ends`` the days whose rows belong to it.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20, choices=RULES)
    key = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=24, blank=True)
    case = models.BigIntegerField(null=True, blank=True)
    number = models.CharField(max_length=24, blank=True)
    patient = models.BigIntegerField(null=True, blank=True)
    emergency = models.BigIntegerField(null=True, blank=True)
    begins = models.DateField()
    ends = models.DateField()
    facts = models.JSONField(default=dict)
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "rule", "key"], name="a_finding_is_kept_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="a_finding_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "-id"], name="findings_of_trust")]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class SignOff(models.Model):
    """What a reviewer came to about a finding, and when. The newest counts; earlier ones stay."""

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sign_offs")
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    words = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="a_sign_off_has_words")
        ]
        indexes: ClassVar = [models.Index(fields=["finding", "-id"], name="sign_offs_of_finding")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"
