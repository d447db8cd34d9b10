"""Who was told what about a case's time, so that nobody is told twice; and what each person wants to be told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case
from likeverd.core.timing.escalation import Rung
from likeverd.core.timing.reminders import INTERVALS, USUAL_INTERVAL, Reminder
from likeverd.organisations.models import HospitalTrust, Person

REMINDERS = [(reminder.value, reminder.value) for reminder in Reminder]
RUNGS = [(rung.value, rung.value) for rung in Rung]


class Told(models.Model):
    """Somebody was told of a promise that draws near or is passed. Rows are added and never changed.

    ``since`` is the event with which the case came where it is; ``number`` the working days of lateness. ``person`` is
    nobody where there was nobody to tell, or nobody who wants to be told, so that it is not asked again.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    since = models.PositiveIntegerField()
    reminder = models.CharField(max_length=12, choices=REMINDERS)
    rung = models.CharField(max_length=12, choices=RUNGS)
    number = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # The database itself sees to it that two workers tell nobody twice.
            models.UniqueConstraint(
                fields=["case", "since", "reminder", "rung", "number", "person"],
                name="nobody_is_told_twice",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.reminder}, {self.rung}"


class ReminderChoice(models.Model):
    """What a person has chosen for one kind of reminder; nothing here means that it is on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminder_choices")
    reminder = models.CharField(max_length=12, choices=REMINDERS)
    on = models.BooleanField(default=True)
    every = models.PositiveSmallIntegerField(default=USUAL_INTERVAL)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "reminder"], name="one_choice_per_reminder"),
            models.CheckConstraint(
                condition=~Q(reminder=Reminder.FIRST_LOOK.value, on=False),
                name="the_first_notice_of_an_urgent_case_stays",
            ),
            models.CheckConstraint(
                condition=Q(every__in=INTERVALS), name="known_interval_of_reminders"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reminder}"
