"""Messages on their way out, kept with the step that caused them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Message(models.Model):
    """One mail to one person.

    ``id`` is also the mail's Message-ID: a mail that is sent twice after a crash is one mail to the receiver.
    ``about`` is the number of the case. ``last_error`` never holds an address or any text of the message.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Nobody for what goes to an address of the settings, to those who run the service.
    to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    to_address = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=24, blank=True, db_index=True)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at", "created_at"],
                condition=Q(sent_at__isnull=True),
                name="messages_waiting",
            ),
            models.Index(fields=["to_person", "-created_at"], name="messages_of_a_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(sent_at__gte=F("created_at")),
                name="sent_after_it_was_written",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
