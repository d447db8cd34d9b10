"""What the API answers when it does not do as asked: application/problem+json (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from likeverd.cases.lists import BrokenCursor
from likeverd.cases.refused import CaseNotFound, KeyUsedForSomethingElse, NotCarriedOut
from likeverd.core.forms import faults
from likeverd.core.refusals import (
    AdviceNotConsidered,
    AnotherWay,
    AnswersIncomplete,
    CommitteeConcludes,
    ConflictOfInterest,
    EarlierCase,
    FormIncomplete,
    HomeTrustNotInvolved,
    NoAdviceWaits,
    NobodyReviews,
    NotADraft,
    NotFromHere,
    NothingChanged,
    NotInThisState,
    NotInvited,
    NotYourApplication,
    NotYourRole,
    OwnApplication,
    Refusal,
    SameHands,
    Stale,
    UnderReview,
)
from likeverd.core.text import Text

STATUS: dict[type[Refusal], HTTPStatus] = {
    Stale: HTTPStatus.CONFLICT,
    NotInThisState: HTTPStatus.CONFLICT,
    NotADraft: HTTPStatus.CONFLICT,
    NothingChanged: HTTPStatus.CONFLICT,
    NoAdviceWaits: HTTPStatus.CONFLICT,
    NobodyReviews: HTTPStatus.CONFLICT,
    UnderReview: HTTPStatus.CONFLICT,
    AdviceNotConsidered: HTTPStatus.CONFLICT,
    HomeTrustNotInvolved: HTTPStatus.CONFLICT,
    CommitteeConcludes: HTTPStatus.CONFLICT,
    EarlierCase: HTTPStatus.CONFLICT,
    NotYourRole: HTTPStatus.FORBIDDEN,
    NotYourApplication: HTTPStatus.FORBIDDEN,
    OwnApplication: HTTPStatus.FORBIDDEN,
    SameHands: HTTPStatus.FORBIDDEN,
    ConflictOfInterest: HTTPStatus.FORBIDDEN,
    NotInvited: HTTPStatus.FORBIDDEN,
    NotFromHere: HTTPStatus.FORBIDDEN,
    FormIncomplete: HTTPStatus.UNPROCESSABLE_ENTITY,
    AnswersIncomplete: HTTPStatus.UNPROCESSABLE_ENTITY,
    AnotherWay: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def problem(status: int, code: str, detail: str, **more: object) -> HttpResponse:
    """One problem, with a stable code and words in the reader's language."""
    content = {
        "type": f"urn:likeverd:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
        **more,
    }
    return JsonResponse(content, status=status, content_type="application/problem+json")


def refused(request: HttpRequest, exception: NotCarriedOut) -> HttpResponse:
    """The rules refused: the code of the refusal, and the faults at their fields."""
    refusal = exception.refusals[0]
    language = get_language()
    more: dict[str, object] = {}
    if isinstance(refusal, AnswersIncomplete | FormIncomplete):
        faults = refusal.faults if isinstance(refusal, AnswersIncomplete) else refusal.missing
        more["faults"] = [
            {"field": fault.field, "message": fault.message.in_language(language)}
            for fault in faults
        ]
    if isinstance(refusal, Stale):
        more |= {"current_version": refusal.current_version, "state": refusal.state.value}
    if isinstance(refusal, NotInThisState | NotADraft):
        more["state"] = refusal.state.value
    if isinstance(refusal, EarlierCase):
        more["numbers"] = list(refusal.numbers)
    if isinstance(refusal, AnotherWay):
        more["because"] = [words.in_language(language) for words in refusal.because]
        more["recommended"] = (
            refusal.recommended.in_language(language) if refusal.recommended else None
        )
    detail = refusal.message.in_language(language)
    return problem(STATUS[type(refusal)], refusal.code, detail, **more)


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        HTTPStatus.NOT_FOUND, "not_found", gettext("Finnes ikke, eller du har ikke tilgang.")
    )


def _used_key(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        HTTPStatus.CONFLICT,
        "key_used_for_something_else",
        gettext("Idempotency-Key er brukt før til noe annet."),
    )


NOT_A_KEY = Text(
    "Ukjent nøkkel. Se openapi.json for dem som finnes.",
    "Ukjend nøkkel. Sjå openapi.json for dei som finst.",
    "Unknown key. See openapi.json for those that exist.",
)
LACKING = Text("Mangler.", "Manglar.", "Missing.")
NOT_READABLE = Text(
    "Har feil type eller verdi. Se openapi.json.",
    "Har feil type eller verdi. Sjå openapi.json.",
    "Has the wrong type or value. See openapi.json.",
)
TOO_LONG = Text("Er for lang.", "Er for lang.", "Is too long.")
WORDS = {
    "extra_forbidden": NOT_A_KEY,
    "missing": LACKING,
    "string_too_long": TOO_LONG,
    "date_from_datetime_parsing": faults.NOT_A_DATE,
    "date_parsing": faults.NOT_A_DATE,
    "int_parsing": faults.NOT_A_NUMBER,
    "int_type": faults.NOT_A_NUMBER,
    "string_type": faults.NOT_TEXT,
}


def _words(kind: str, language: str | None) -> str:
    return WORDS.get(kind, NOT_READABLE).in_language(language)


def _invalid(request: HttpRequest, exception: Exception) -> HttpResponse:
    rows = exception.errors if isinstance(exception, ValidationError) else []
    language = get_language()
    faults = [
        {
            "field": ".".join(
                str(part)
                for part in row.get("loc", ())
                if part not in ("body", "query", "path", "header", "payload")
            ),
            "message": _words(str(row.get("type", "")), language),
        }
        for row in rows
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "malformed_request",
        gettext("Forespørselen kan ikke leses. Se feltene som er nevnt."),
        faults=faults,
    )


def _unauthorised(request: HttpRequest, exception: Exception) -> HttpResponse:
    answer = problem(
        HTTPStatus.UNAUTHORIZED,
        "token_needed",
        gettext("Send et gyldig token: Authorization: Bearer …"),
    )
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _http(request: HttpRequest, exception: Exception) -> HttpResponse:
    status = exception.status_code if isinstance(exception, HttpError) else 400
    return problem(status, "malformed_request", str(exception))


class FreshSignInNeeded(Exception):
    """A decision over a token whose owner has not signed in to the pages within the last hour."""


def _fresh_sign_in_needed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        HTTPStatus.FORBIDDEN,
        "fresh_sign_in_needed",
        gettext("En avgjørelse krever at du har logget inn på sidene den siste timen."),
    )


def _broken_cursor(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, "broken_cursor", gettext("«after» kan ikke leses."))


def _cannot_be_held(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A character or a number that no column can hold, such as the character zero."""
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "malformed_request",
        gettext("Forespørselen kan ikke leses. Se feltene som er nevnt."),
        faults=[],
    )


def _busy(request: HttpRequest, exception: Exception) -> HttpResponse:
    answer = problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "busy",
        gettext("Databasen er opptatt. Prøv igjen om litt."),
    )
    answer["Retry-After"] = "5"
    return answer


def register(api: NinjaAPI) -> None:
    """Let the API answer every exception of ours as a problem."""
    handlers: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
        (NotCarriedOut, refused),
        (CaseNotFound, _not_found),
        (KeyUsedForSomethingElse, _used_key),
        (ValidationError, _invalid),
        (AuthenticationError, _unauthorised),
        (FreshSignInNeeded, _fresh_sign_in_needed),
        (BrokenCursor, _broken_cursor),
        (HttpError, _http),
        (OperationalError, _busy),
        (DataError, _cannot_be_held),
    )
    for exception, answer in handlers:
        api.add_exception_handler(exception, answer)
