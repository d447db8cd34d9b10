"""Reads of files. The case has been through the policy before anyone asks here.

A scanned application names the patient, and so is seen only by those whose role sees the
identity; other files are seen by all who see the case. A file in quarantine is named, and
handed to nobody.
"""

from django.db.models import QuerySet

from likeverd.cases.models import Case
from likeverd.documents.models import Document


def documents_of(
    case: Case, *, sees_identity: bool, blocked: frozenset[int] = frozenset()
) -> QuerySet[Document]:
    """The files of the case that the person may see, the oldest first, without content.

    ``blocked``: ids of files that are closed to the person.
    """
    found = Document.objects.filter(case=case)
    if blocked:
        found = found.exclude(pk__in=blocked)
    if not sees_identity:
        found = found.exclude(kind=Document.PAPER_SCAN)
    return found.defer("content").order_by("id")


def document_of(
    case: Case, document: int, *, sees_identity: bool, blocked: frozenset[int] = frozenset()
) -> Document | None:
    """One file, or None: also while the virus scanner has not called it clean."""
    found = documents_of(case, sees_identity=sees_identity, blocked=blocked)
    found = found.filter(scan__in=Document.SERVED)
    return found.defer(None).filter(pk=document).first()  # content in its row comes along
