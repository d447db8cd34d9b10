"""Likeverd's addresses, and pages that fail in ways that carry a patient's data in their errors."""

import logging

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from likeverd.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


class Wrapped(Exception):
    """An error that carries another."""


def raise_value(words: str) -> None:
    raise ValueError(f"cannot treat {words}")


def raise_chain(words: str) -> None:
    try:
        raise KeyError(words)
    except KeyError as error:
        raise Wrapped(f"while reading {words}") from error


def raise_unique(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session VALUES (%s, %s, now()), (%s, %s, now())",
            [words[:40], words, words[:40], words],
        )


def raise_type(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", [words])


def raise_syntax(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT '{words}' FROM no_such_table")  # noqa: S608 - wrong on purpose


def another_package_reports(words: str) -> None:
    logging.getLogger("django.request").error("Could not handle %s", words)
    logging.getLogger("some.package").warning("Odd value %(value)s", {"value": words})


FAILURES = {
    each.__name__: each
    for each in (
        raise_value,
        raise_chain,
        raise_unique,
        raise_type,
        raise_syntax,
        another_package_reports,
    )
}


@csrf_exempt
def fail(request: HttpRequest, failure: str) -> HttpResponse:
    FAILURES[failure](request.POST["words"])
    return HttpResponse("ended")


urlpatterns = [path("fail/<str:failure>", fail), path("", include("likeverd.urls"))]
