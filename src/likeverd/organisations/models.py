"""Who exists: regional authorities, trusts, units, people, and the roles they are granted.

Grants are never overwritten: a role that ends gets an end date, so that who could do what
on a given day can always be answered. Dates are inclusive; an open end is None.
"""

from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from likeverd.core.labels import ROLE_LABELS
from likeverd.core.vocabulary import Role

ROLES = [(role.value, ROLE_LABELS[role].nb) for role in Role]
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]


class RegionalAuthority(models.Model):
    """A regional health authority (RHF)."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class HospitalTrust(models.Model):
    """A hospital trust (HF), or a private hospital with an agreement.

    ``population`` is the number of inhabitants of its catchment area, with its date;
    ``prefix`` starts the trust's case numbers.
    """

    regional_authority = models.ForeignKey(RegionalAuthority, models.PROTECT)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=4, unique=True)
    skde_code = models.PositiveSmallIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="nb")

    def __str__(self) -> str:
        return self.name


class TrustRulesVersion(models.Model):
    """One version of a trust's own settings; the document is read by ``core.trust_rules``."""

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="rules")
    version = models.CharField(max_length=40)
    valid_from = models.DateField()
    document = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "version"], name="one_rules_version"),
            models.UniqueConstraint(fields=["trust", "valid_from"], name="one_rules_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.trust}: {self.version}"


class Unit(models.Model):
    """A division or a department, in force from one day to another."""

    DIVISION, DEPARTMENT = "division", "department"
    KINDS: ClassVar = [(DIVISION, "Divisjon"), (DEPARTMENT, "Avdeling")]

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.SlugField()
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "code"], name="one_unit_code_per_trust"),
            models.CheckConstraint(
                condition=Q(kind="division", parent__isnull=True)
                | Q(kind="department", parent__isnull=False),
                name="departments_have_a_division",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CatchmentPeriod(models.Model):
    """An area belongs to a trust from one day to another; read by ``core.catchments``.

    Public register data: it says nothing of any person, and every trust reads all of it, so no wall stands around it.
    A row is never changed or removed: one that a later import sets aside gets ``replaced_at`` and the reason, so that
    what the register said on any day can be read. ``area``: a municipality (four digits) or a city district (six).
    """

    area = models.CharField(max_length=6)
    home_trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="catchment_periods")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    document = models.CharField(max_length=120)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(area__regex=r"^[0-9]{4}([0-9]{2})?$"), name="an_area_is_a_number"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="catchment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | ~Q(replaced_reason=""),
                name="a_catchment_is_replaced_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["area", "valid_from"],
                condition=Q(replaced_at__isnull=True),
                name="one_catchment_of_an_area_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.home_trust}"


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Someone who uses the system. What a person may do comes from grants alone."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=120, blank=True)
    hpr_number = models.CharField(max_length=9, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="nb")
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role granted to a person at a trust: by whom, from when, to when, and why.

    It is ended, never changed: ``valid_to`` with ``ended_at``, by whom and why. A role that is ended before its time
    ends with the day before, so that it opens nothing more; ``ended_at`` tells until when it did.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    trust = models.ForeignKey(HospitalTrust, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    role = models.CharField(max_length=40, choices=ROLES)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            # A role that is ended on its first day was in force for a part of it, and never again.
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from"))
                | Q(ended_at__isnull=False, valid_to__gte=F("valid_from") - timedelta(days=1)),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(valid_to__isnull=False) & ~Q(ended_by="") & ~Q(end_reason=""),
                name="a_role_is_ended_by_somebody_for_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["trust", "role"], name="membership_trust_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class Absence(models.Model):
    """A person is away from one day to another. Registered once, it counts in every role and at every trust.

    Why somebody is away is not kept. ``ended_at`` ends it before its time; the row stays. Who takes the person's place
    stands in ``Deputyship``.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    valid_from = models.DateField()
    valid_to = models.DateField()
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="absence_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "valid_to"], name="absence_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.valid_from} to {self.valid_to}"


class Deputyship(models.Model):
    """A registered deputy: takes another person's place in one role, for a time, for a reason.

    ``revoked_at`` ends it before its time; the row stays, so that the past can be read. ``absence``: the absence with
    which it was registered and ends, if any.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="deputyships")
    deputy_for = models.ForeignKey(Person, models.PROTECT, related_name="deputies")
    trust = models.ForeignKey(HospitalTrust, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    role = models.CharField(max_length=40, choices=ROLES)
    valid_from = models.DateField()
    valid_to = models.DateField()
    registered_by = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    revoked_at = models.DateTimeField(null=True, blank=True)
    absence = models.ForeignKey(
        Absence, models.PROTECT, null=True, blank=True, related_name="deputyships"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="deputy_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("deputy_for")), name="nobody_is_their_own_deputy"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_deputy_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.deputy_for}"
