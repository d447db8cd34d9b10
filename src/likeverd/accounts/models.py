"""Who a provider's identities are here, who is signed in where, and the keys and accounts beside."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

LONGEST_LIFE: Final = timedelta(hours=12)


class AccessToken(models.Model):
    """A key that lets a program act for a person for some hours. The key itself is never stored."""

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, in hexadecimal
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + LONGEST_LIFE),
                name="a_token_lives_at_most_twelve_hours",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="a_token_is_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.pk} for {self.person_id}"

    def opens(self, now: datetime) -> bool:
        """Whether the token is good at this moment."""
        return self.revoked_at is None and self.created_at <= now < self.expires_at


class PersonLink(models.Model):
    """A person of ours is the one whom an identity number belongs to: by whom linked, when and why.

    The number is kept as a keyed hash alone. A link is never overwritten: a new one ends the old.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)  # HMAC-SHA256 of the number, in hexadecimal
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_link_per_person"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=Q(ended_at__isnull=True), name="one_person_per_link"
            ),
            models.CheckConstraint(
                condition=~Q(linked_by="") & ~Q(reason=""), name="a_link_says_by_whom_and_why"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="", ended_reason="")
                | (Q(ended_at__gte=F("linked_at")) & ~Q(ended_by="") & ~Q(ended_reason="")),
                name="an_ended_link_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk} for {self.person_id}"


class SignedInSession(models.Model):
    """One sign-in of a person in one browser, from its beginning to its end.

    ``session_key`` names the row of the session itself; without that row the session is over, whatever stands here.
    ``provider_session`` is the provider's name for it. No network address is kept: nobody needs it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, db_index=True)
    way = models.CharField(max_length=12)  # core: entrance.Way
    level = models.CharField(max_length=4, blank=True)
    provider_session = models.CharField(max_length=255, blank=True)
    browser = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    authenticated_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="an_ended_session_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="open_sessions_of_a_person",
            ),
            models.Index(
                fields=["provider_session"],
                condition=Q(ended_at__isnull=True) & ~Q(provider_session=""),
                name="open_sessions_of_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.person_id}"


class OperationsAccount(models.Model):
    """The emergency account of operations: password and one-time codes. No person, no role, no case.

    ``secret`` is what the codes are made from, encrypted; ``last_code`` counts the half minutes of the last code that
    was used, so that none is used twice.
    """

    username = models.CharField(max_length=60, unique=True)
    password = models.CharField(max_length=200)
    secret = models.CharField(max_length=400)
    last_code = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"operations account {self.pk}"
