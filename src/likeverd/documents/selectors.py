"""Reads of files. The case has been through the policy before anyone asks here."""

from likeverd.cases.models import Case
from likeverd.documents.models import Document


def document_of(case: Case, document: int) -> Document | None:
    """One file of the case with its content, or None."""
    return Document.objects.filter(case=case, pk=document).first()
