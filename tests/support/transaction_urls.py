"""Pages that write a row and then end in different ways, for the tests of the request's transaction."""

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

ENDINGS = {
    "well": None,
    "refused-answer": 403,
    "conflict-answer": 409,
    "error-answer": 500,
    "away-answer": 503,
    "raises": ValueError,
    "raises-404": Http404,
    "raises-403": PermissionDenied,
}


def write_and_end(request: HttpRequest, ending: str) -> HttpResponse:
    Session.objects.create(session_key=ending, session_data="", expire_date=timezone.now())
    outcome = ENDINGS[ending]
    if isinstance(outcome, type):
        raise outcome("the view raised")
    return HttpResponse("ended", status=outcome or 200)


urlpatterns = [path("<str:ending>", write_and_end)]
