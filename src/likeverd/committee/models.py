"""What the committee keeps. Declarations, marks, notes, conclusions, attendance and minutes are only added to.

Marks lie behind a wall of their own in the database: until an item's spread is open, a row comes out to the one who
wrote it and to nobody else.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from likeverd.cases.models import Case
from likeverd.core.committee.vocabulary import (
    FORM_LABELS,
    ITEM_LABELS,
    LIVE_ITEMS,
    MEETING_LABELS,
    PROFESSION_LABELS,
    SEAT_LABELS,
    ItemKind,
    ItemState,
    MeetingState,
    Presence,
)
from likeverd.core.vocabulary import Conclusion as ConclusionGround
from likeverd.organisations.models import HospitalTrust, Person

SEATS = [(seat.value, label.nb) for seat, label in SEAT_LABELS.items()]
PROFESSIONS = [(profession.value, label.nb) for profession, label in PROFESSION_LABELS.items()]
FORMS = [(form.value, label.nb) for form, label in FORM_LABELS.items()]
MEETING_STATES = [(state.value, label.nb) for state, label in MEETING_LABELS.items()]
ITEM_STATES = [(state.value, label.nb) for state, label in ITEM_LABELS.items()]
LIVE = [state.value for state in LIVE_ITEMS]


def _trust() -> models.ForeignKey:
    return models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")


def _person() -> models.ForeignKey:
    return models.ForeignKey(Person, models.PROTECT, related_name="+")


class Member(models.Model):
    """A person's seat in a trust's committee for a period. A seat is ended, never changed."""

    trust = _trust()
    person = _person()
    seat = models.CharField(max_length=24, choices=SEATS)
    profession = models.CharField(max_length=24, choices=PROFESSIONS)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    registered_by = _person()
    registered_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["trust", "person"],
                condition=Q(ended_at__isnull=True, last_day__isnull=True),
                name="one_lasting_seat_per_person",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="a_seat_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="a_seat_is_ended_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Meeting(models.Model):
    """A meeting, or a written procedure, with the moments of its life."""

    trust = _trust()
    form = models.CharField(max_length=12, choices=FORMS)
    place = models.CharField(max_length=200, blank=True)
    begins_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=MEETING_STATES, default=MeetingState.PLANNED)
    planned_by = _person()
    planned_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="minutes_are_approved_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["trust", "-begins_at"], name="meeting_of_trust")]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class Numbering(models.Model):
    """The last item number given at a trust in a year; locked while one is given, so that there are no gaps."""

    trust = _trust()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "year"], name="one_numbering_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.last}/{self.year}"


class Item(models.Model):
    """An item of a meeting's agenda. It gets its number when the papers are sent.

    ``frozen_version`` and ``frozen_digest``: the case as it stood in the papers; ``changed``: whether it had changed
    since, when the item was concluded or left. ``marked``: who has marked, not how.
    """

    trust = _trust()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, default=ItemKind.CASE)
    state = models.CharField(max_length=12, choices=ITEM_STATES, default=ItemState.LISTED)
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    added_by = _person()
    added_at = models.DateTimeField()
    added_reason = models.CharField(max_length=400, blank=True)
    frozen_version = models.PositiveIntegerField(null=True, blank=True)
    frozen_digest = models.CharField(max_length=64, blank=True)
    changed = models.BooleanField(default=False)
    marked = ArrayField(models.BigIntegerField(), default=list)
    spread_opened_at = models.DateTimeField(null=True, blank=True)
    spread_opened_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    left_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=LIVE, kind=ItemKind.CASE),
                name="a_case_is_on_one_agenda",
            ),
            models.UniqueConstraint(fields=["trust", "year", "number"], name="one_item_per_number"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True)
                | Q(number__isnull=False, year__isnull=False),
                name="a_number_has_a_year",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "position"], name="item_of_meeting")]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def label(self) -> str:
        """Number and year as the minutes write them; empty before the papers are sent."""
        return f"{self.number}/{self.year}" if self.number else ""


class Attendance(models.Model):
    """That a member is there, or has sent apologies; the newest row of a person holds."""

    trust = _trust()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = _person()
    presence = models.CharField(max_length=12, choices=[(p.value, p.value) for p in Presence])
    at = models.DateTimeField()
    by = _person()

    def __str__(self) -> str:
        return f"{self.presence} {self.pk}"


class Declaration(models.Model):
    """What a member said of a conflict of interest before seeing the case. The words stand in the case's log."""

    trust = _trust()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    person = _person()
    conflict = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"], name="declaration_of_case")]

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class Mark(models.Model):
    """A member's own rating of a case, given alone; the newest row of a person holds, the earlier ones stay."""

    trust = _trust()
    item = models.ForeignKey(Item, models.PROTECT, related_name="marks")
    person = _person()
    answers = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "id"], name="mark_of_item")]

    def __str__(self) -> str:
        return f"mark {self.pk}"


class Note(models.Model):
    """Something said in the talk, for the minutes."""

    trust = _trust()
    item = models.ForeignKey(Item, models.PROTECT, related_name="notes")
    words = models.TextField()
    at = models.DateTimeField()
    by = _person()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="a_note_has_words")
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Conclusion(models.Model):
    """What the committee came to, or its leader alone. The recommendation itself is a step of the case.

    ``final``: the joint rating, by criterion. ``dissents``: rows of ``person`` and ``why``. ``recommendation`` and
    ``reasons`` are as in the step; ``item`` is empty where the leader acted alone.
    """

    trust = _trust()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    item = models.OneToOneField(
        Item, models.PROTECT, related_name="conclusion", null=True, blank=True
    )
    ground = models.CharField(
        max_length=16,
        choices=[
            (ground.value, ground.value)
            for ground in (ConclusionGround.OF_A_MEETING, ConclusionGround.OF_THE_LEADER)
        ],
    )
    final = models.JSONField(default=dict)
    recommendation = models.CharField(max_length=40)
    reasons = models.JSONField(default=list)
    dissents = models.JSONField(default=list)
    at = models.DateTimeField()
    by = _person()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, ground=ConclusionGround.OF_A_MEETING)
                | Q(item__isnull=True, ground=ConclusionGround.OF_THE_LEADER),
                name="a_meeting_concludes_an_item",
            )
        ]

    def __str__(self) -> str:
        return f"conclusion {self.pk}"


class Minutes(models.Model):
    """One version of a meeting's minutes: the first is made from what happened, each later one is a correction."""

    trust = _trust()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    words = models.JSONField()
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = _person()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "version"], name="one_text_per_version_of_minutes"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="a_correction_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"minutes {self.pk}"
