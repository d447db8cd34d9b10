"""What others may read of the outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from likeverd.organisations.models import Person
from likeverd.outbox.models import Message


def failed() -> QuerySet[Message]:
    """Messages that were tried and are not sent, the oldest first. For operators: shows no text."""
    return (
        Message.objects.filter(sent_at__isnull=True, attempts__gt=0)
        .defer("subject", "body")
        .order_by("created_at", "id")
    )


def mailbox(person: Person) -> QuerySet[Message]:
    """Everything sent to a person, the newest first. For the demo's mailbox page."""
    return Message.objects.filter(to_person=person).order_by("-created_at", "id")


def about(case_number: str) -> QuerySet[Message]:
    """Everything sent about a case, the oldest first."""
    return (
        Message.objects.filter(about=case_number)
        .select_related("to_person")
        .order_by("created_at", "id")
    )
