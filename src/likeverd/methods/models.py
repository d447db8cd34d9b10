"""The register of methods: what the national system assesses, and what it has decided.

Only ``actions`` writes here, and writes what was done into ``RegisterChange`` in the same transaction.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q


class Method(models.Model):
    """An intervention for an indication (rules.md section 0: method = intervention x indication).

    ``key`` is the register's own stable key; ``method_id`` the national one (``ID2014_022``)
    where there is one. ``demonstration`` marks invented methods that exist only in demo mode.
    """

    KINDS: ClassVar = [
        ("medicine", "Legemiddel"),
        ("device", "Utstyr"),
        ("procedure", "Prosedyre"),
    ]

    key = models.SlugField(max_length=80, unique=True)
    method_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    name = models.CharField(max_length=300)
    substance = models.CharField(max_length=200, blank=True)
    atc = models.CharField(max_length=10, blank=True)
    indication = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, choices=KINDS)
    source = models.CharField(max_length=400)
    demonstration = models.BooleanField(default=False)
    words = SearchVectorField(null=True, editable=False)

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["words"], name="method_words")]

    def __str__(self) -> str:
        return self.name


class MethodEvent(models.Model):
    """One dated public event in a method's life, with its source.

    ``event`` is one of the event kinds of ``core.registers``; ``in_force`` is set where a
    decision comes into force on another day than it was made; ``scope`` says whom an opening for
    exceptions is for. ``recorded_by`` is nobody for what was imported, and ``recorded_at`` is unknown
    for what is older than the history.
    """

    method = models.ForeignKey(Method, models.CASCADE, related_name="events")
    date = models.DateField()
    event = models.CharField(max_length=40)
    in_force = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    scope = models.CharField(max_length=1000, blank=True, db_default="")
    source = models.CharField(max_length=400)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["date", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "date", "event"], name="one_event_of_a_kind_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.event}"


class RegisterEntry(models.Model):
    """One version of one entry beside the events: a condition, a group exception, a trial, an authorisation, a listing.

    ``content`` is the clean answers to ``core.method_register.fields`` of its kind. A row is never written over:
    a later version takes its place, and it is ``current`` no more. ``struck`` is a version that takes the entry out
    as recorded by mistake. ``first`` is empty where the source does not tell the day; ``ended`` says that it is over on
    a day that the source does not tell.
    """

    method = models.ForeignKey(Method, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=30)
    key = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    struck = models.BooleanField(default=False)
    content = models.JSONField()
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)
    source = models.CharField(max_length=400)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["method", "kind", "key", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "kind", "key", "version"], name="one_row_per_version"
            ),
            models.UniqueConstraint(
                fields=["method", "kind", "key"],
                condition=Q(current=True),
                name="one_version_is_current",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(last__isnull=True) | Q(last__gte=F("first")),
                name="an_entry_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(ended=False), name="an_end_is_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, version {self.version}"


class RegisterChange(models.Model):
    """What was done to the register: who, when, what stood before and after, by which source, and why. Only added to.

    ``subject`` is ``event`` or a kind of entry, ``key`` its key (of an event its day and kind). ``document`` is the
    file of an import, which is nobody's hand. ``effect``, ``reason`` and the two statuses say what it meant that day
    for cases that ran, and ``cases`` how many those were.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    method = models.ForeignKey(Method, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    what = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    source = models.CharField(max_length=400)
    why = models.CharField(max_length=400, blank=True)
    effect = models.CharField(max_length=20)
    reason = models.CharField(max_length=60, blank=True)
    right_scheme = models.CharField(max_length=40, blank=True)
    status_before = models.CharField(max_length=40)
    status_after = models.CharField(max_length=40)
    cases = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [models.Index(fields=["-at"], name="register_changes_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what} {self.subject} {self.key}"
