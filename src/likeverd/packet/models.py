"""The items of each ended case, every move of them, and each trust's versioned settings."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.core.packet import Item, Standing
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import HospitalTrust, Person

ITEMS = [(item.value, item.value) for item in Item]
STANDINGS = [(standing.value, standing.value) for standing in Standing]
ROLES = [(role.value, role.value) for role in Role]
CLOSED = (Standing.CONFIRMED.value, Standing.SET_ASIDE.value)


class PacketSettingsVersion(models.Model):
    """One version of a trust's codes, addresses, texts and days. Rows are added and never changed.

    ``document`` is what ``core.packet.parse`` reads.
    """

    trust = models.ForeignKey(HospitalTrust, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    why = models.CharField(max_length=300)
    published_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trust", "version"], name="one_packet_settings_version")
        ]

    def __str__(self) -> str:
        return f"{self.trust_id}, version {self.version}"


class PacketItem(models.Model):
    """One thing that an ended case must produce, and how far it has come.

    ``decision`` is the sequence of the event that ended the case: a case that is decided anew has a new packet.
    ``settings`` are those in force when it ended; nothing where the trust had none of its own.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="packet_items")
    decision = models.PositiveIntegerField()
    item = models.CharField(max_length=24, choices=ITEMS)
    owner = models.CharField(max_length=40, choices=ROLES)
    due_on = models.DateField()
    standing = models.CharField(max_length=12, choices=STANDINGS)
    since = models.DateTimeField()
    settings = models.ForeignKey(
        PacketSettingsVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "decision", "item"], name="one_item_of_a_kind_per_decision"
            ),
            models.CheckConstraint(
                condition=Q(item__in=[item.value for item in Item]), name="known_packet_item"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[each.value for each in Standing]),
                name="known_packet_standing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["trust", "owner", "due_on"],
                name="packet_items_open",
                condition=~Q(standing__in=CLOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.item}"


class PacketMark(models.Model):
    """A move of an item. Rows are added and never changed.

    ``by`` is nobody for what the system did itself. ``text`` is what was sent or kept, word for word; ``details`` what
    was registered with it: a project number, an application for compensation.
    """

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    item = models.ForeignKey(PacketItem, models.PROTECT, related_name="marks")
    standing = models.CharField(max_length=12, choices=STANDINGS)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.standing}"
