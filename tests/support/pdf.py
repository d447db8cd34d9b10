"""Reading PDF files back: their words, and their fonts."""

from __future__ import annotations

import io

import pikepdf
from pypdf import PdfReader


def text_of(content: bytes) -> str:
    """The words of a PDF file, all pages."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def fonts_of(pdf: pikepdf.Pdf) -> list[tuple[str, bool]]:
    """Each font of the file, and whether it is embedded."""
    found = []
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            descendants = font.get("/DescendantFonts", [font])
            for each in descendants:
                descriptor = each.get("/FontDescriptor", {})
                embedded = any(
                    key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
                )
                found.append((str(font.BaseFont), embedded))
    return found
