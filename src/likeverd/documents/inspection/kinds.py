"""The kinds of file that are taken, told by their first bytes alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from likeverd.documents.inspection.verdicts import Refused, Verdict


@dataclass(frozen=True, slots=True)
class Kind:
    """``ending`` is the only one that a file of this kind is given, whatever it was called."""

    media_type: str
    ending: str


PDF: Final = Kind("application/pdf", ".pdf")
PNG: Final = Kind("image/png", ".png")
JPEG: Final = Kind("image/jpeg", ".jpg")
TIFF: Final = Kind("image/tiff", ".tif")
DOCX: Final = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"
)

SIGNATURES: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"PK\x03\x04", DOCX),  # any archive begins so; inspection.docx says whether it is a document
)
# Microsoft's older container: of the old formats, and around every document that Word has encrypted.
OLE_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_INSIDE: Final = "EncryptedPackage".encode("utf-16-le")


def kind_of(content: bytes) -> Kind:
    """What the file says it is. Raises ``Refused`` for a kind that is not taken."""
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(OLE_CONTAINER):
        locked = ENCRYPTED_INSIDE in content
        raise Refused(Verdict.ENCRYPTED if locked else Verdict.OLD_OFFICE)
    raise Refused(Verdict.WRONG_KIND)
