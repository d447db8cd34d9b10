"""Hand-overs of cases to the archive, and the steps that each takes. Nothing here says who the patient is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.core.archive.settings import Receiver
from likeverd.core.archive.steps import StepKind, StepState, Trouble
from likeverd.organisations.models import HospitalTrust, Person

STATES = [(state.value, state.value) for state in StepState]


class HandOver(models.Model):
    """One package of a case: ``number`` 0 when the case ended, 1 and on where something was added afterwards.

    It tells the case as it stood after ``through`` events, ``since`` of which earlier packages hold; ``queued_at`` is
    the moment that the package is made for, whenever that is, so that the same package has the same bytes. ``state`` is
    the state of the step that is next, and confirmed when all are.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    through = models.PositiveIntegerField()
    since = models.PositiveIntegerField()
    queued_at = models.DateTimeField()
    receiver = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Receiver], blank=True
    )
    state = models.CharField(max_length=12, choices=STATES, default=StepState.DUE)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_hand_over_per_number"),
            models.CheckConstraint(
                condition=Q(state=StepState.CONFIRMED, confirmed_at__isnull=False)
                | ~Q(state=StepState.CONFIRMED) & Q(confirmed_at__isnull=True),
                name="a_confirmed_hand_over_has_a_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["trust", "state", "-id"], name="hand_overs_by_state")
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class ArchiveStep(models.Model):
    """One step of a hand-over: done once, whatever happens to those who do it. One row of an outbox.

    ``external_id`` names at the receiver what the step makes. ``next_attempt_at`` is empty where nobody tries any more;
    while somebody is at it, it lies in the future. ``sent_at``: when it was last handed over; ``answered``: whether the
    receiver said yes to that. ``trouble``: a code, never the receiver's own words, which may name people.
    ``reference``: the receiver's number of what it has. ``files``: name, size and SHA-256 of what was handed over.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in StepKind])
    key = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=StepState.DUE)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(
        max_length=24, choices=[(each.value, each.value) for each in Trouble], blank=True
    )
    reference = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hand_over", "position"], name="one_archive_step_per_position"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="archive_steps_waiting",
                condition=Q(next_attempt_at__isnull=False),
            ),
            models.Index(fields=["case", "hand_over", "position"], name="archive_steps_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of hand-over {self.hand_over_id}"


class LegalHold(models.Model):
    """Somebody holds back the deletion of a case, for a reason; ended by somebody, or by itself after ``until``.

    By number and without a foreign key: what was held back outlives the case.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    number = models.CharField(max_length=24)
    reason = models.CharField(max_length=400)
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="a_hold_is_ended_by_somebody_for_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "number"], name="hold_of_case")]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Tombstone(models.Model):
    """What is left of a deleted case: that it was, when, and by which law and run it was deleted. Only added to.

    ``case`` is the id that the events in the hash chain name. ``references``: what the archive calls what it has.
    ``removed``: how many rows of each table went. Nothing here tells who the patient was, or what for.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    case = models.BigIntegerField(unique=True)
    number = models.CharField(max_length=24, unique=True)
    sent_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    kept_until = models.DateField()
    basis = models.CharField(max_length=200)
    references = models.JSONField(default=list)
    removed = models.JSONField(default=dict)
    run = models.UUIDField()
    asked_by = models.CharField(max_length=80)
    deleted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["trust", "-deleted_at"], name="deleted_of_trust")]

    def __str__(self) -> str:
        return self.number
