"""Hand-overs of cases to the archive, and the steps that each takes. Nothing here says who the patient is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.core.archive.settings import Receiver
from likeverd.core.archive.steps import StepKind, StepState, Trouble

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
