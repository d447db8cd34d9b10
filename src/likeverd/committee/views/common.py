"""What the committee's pages share: a thing that is not there, and words for what was refused."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases.views.common import case_view
from likeverd.committee.refused import NoSuchThing
from likeverd.core.committee.refusals import NoQuorum, NotAllHaveMarked
from likeverd.core.refusals import Refusal
from likeverd.core.text import Text

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def committee_view(view: View[Given]) -> View[Given]:
    """A page for signed-in people; what the person may not see does not exist."""

    @case_view
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchThing as missing:
            raise Http404 from missing

    return guarded


def words_of(refusal: Refusal) -> tuple[Text, ...]:
    """The refusal's own sentence, and what exactly is missing."""
    if isinstance(refusal, NoQuorum):
        return (refusal.message, *refusal.lacks)
    if isinstance(refusal, NotAllHaveMarked):
        count = refusal.missing
        missing = Text(f"Disse mangler: {count}.", f"Desse manglar: {count}.", f"Missing: {count}.")
        return (refusal.message, missing)
    return (refusal.message,)


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    refusal: Refusal | None = None,
    faulty: bool = False,
) -> HttpResponse:
    """The page; 409 where the rules refused, 422 where something written cannot be used."""
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.CONFLICT
        context["refused"] = words_of(refusal)
    elif faulty:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, context, status=status)


def number(typed: str) -> int:
    """A number as posted; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0
