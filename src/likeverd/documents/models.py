"""Files that belong to a case. Their content lies in their row, or in the storage that operations have chosen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from likeverd.cases.models import Case, trust_of_the_case
from likeverd.organisations.models import Person


class Document(models.Model):
    """A file as it was received, with its checksum (SHA-256, hexadecimal).

    ``content`` or ``stored_as``: the bytes, or the name of chance under which ``documents.storing`` finds them.
    """

    PAPER_SCAN, ATTACHMENT = "paper_scan", "attachment"
    KINDS: ClassVar = [(PAPER_SCAN, "Skannet søknad"), (ATTACHMENT, "Vedlegg")]
    # What the virus scanner says; where operations run none, files are served without its word.
    NO_SCANNER, WAITING, CLEAN, INFECTED = "no_scanner", "waiting", "clean", "infected"
    SCANS: ClassVar = [(each, each) for each in (NO_SCANNER, WAITING, CLEAN, INFECTED)]
    SERVED: ClassVar = (NO_SCANNER, CLEAN)

    trust = trust_of_the_case()
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    stored_as = models.CharField(max_length=40, blank=True, default="", db_default="")
    scan = models.CharField(max_length=20, choices=SCANS, default=NO_SCANNER, db_default=NO_SCANNER)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_document_has_content"),
            models.CheckConstraint(
                condition=Q(content__isnull=False, stored_as="")
                | (Q(content__isnull=True) & ~Q(stored_as="")),
                name="content_lies_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=["no_scanner", "waiting", "clean", "infected"]),
                name="known_scan",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="files_in_quarantine", condition=Q(scan="waiting"))
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_served(self) -> bool:
        """Whether the file may be handed out: it is clean, or nobody examines files here."""
        return self.scan in self.SERVED
