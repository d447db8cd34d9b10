"""Keys that let a program act for a person for some hours. The key itself is never stored."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

LONGEST_LIFE: Final = timedelta(hours=12)


class AccessToken(models.Model):
    """An access token: whose it is, and from when to when it opens the API."""

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
