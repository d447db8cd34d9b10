"""How the file of a letter leaves: saved under a name, never run by the browser."""

from django.http import HttpResponse

from likeverd.documents.actions import content_disposition


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """The file as a download. ``name`` without ending holds nothing of the patient."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition(f"{name}.pdf")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
