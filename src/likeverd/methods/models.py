"""The register of methods: what the national system assesses, and what it has decided."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


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
    decision comes into force on another day than it was made.
    """

    method = models.ForeignKey(Method, models.CASCADE, related_name="events")
    date = models.DateField()
    event = models.CharField(max_length=40)
    in_force = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["date", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "date", "event"], name="one_event_of_a_kind_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.event}"
