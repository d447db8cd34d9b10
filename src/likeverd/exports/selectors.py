"""Reads of exports: one's own, and nobody else's."""

from datetime import datetime

from django.db.models import QuerySet

from likeverd.audit.serving import Served, serve
from likeverd.core.access import AccessKind, Ground
from likeverd.exports.models import Export
from likeverd.organisations.models import Person


def exports_of(person: Person) -> QuerySet[Export]:
    """The person's exports, the newest first, without content."""
    return (
        Export.objects.filter(owner=person)
        .select_related("trust")
        .defer("content")
        .order_by("-pk")[:100]
    )


def file_of(export: int, person: Person, now: datetime) -> bytes | None:
    """The file of an own export that lives, or None. Each time it is fetched is noted."""
    found = Export.objects.filter(
        pk=export, owner=person, expires_at__gt=now, content__isnull=False
    ).first()
    if found is None:
        return None
    serve(
        Served(
            trust=found.trust_id,
            kind=AccessKind.EXPORT,
            ground=Ground.OFFICIAL_NEED,
            shown=frozenset({"export_file"}),
        )
    )
    return bytes(found.content)
