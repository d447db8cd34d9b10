"""What the register's pages share: somebody who keeps it, a method that is there, and the form with its preview."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault
from likeverd.core.routing import ROUTE_LABELS, STATUS_LABELS, VERDICT_LABELS
from likeverd.core.text import Text
from likeverd.methods import policy, selectors
from likeverd.methods.models import Method
from likeverd.methods.planning import Plan
from likeverd.secretariat.selectors import running_cases

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def register_view(view: View[Given]) -> View[Given]:
    """A page for those who keep the register; others are refused."""

    @case_view
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not policy.may_edit(actor_of(request, moment_now())):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def method_named(key: str) -> Method:
    """The method with everything that is registered, or a page that is not there."""
    found = selectors.method_by_key(key, demonstration=not settings.PRODUCTION)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A way whose verdict a change would turn, in words."""

    way: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would mean: where the method stands before and after, the ways, and the cases that run."""

    plan: Plan
    before: Text
    after: Text
    changes: Sequence[VerdictChange]
    cases: int


def preview_of(method: Method, plan: Plan) -> Preview:
    """A plan in words."""
    found = plan.meaning
    return Preview(
        plan=plan,
        before=STATUS_LABELS[found.before.status],
        after=STATUS_LABELS[found.after.status],
        changes=[
            VerdictChange(
                ROUTE_LABELS[each.route], VERDICT_LABELS[each.before], VERDICT_LABELS[each.after]
            )
            for each in found.changes
        ],
        cases=running_cases(method.pk),
    )


@dataclass(slots=True)
class Form:
    """One form of the register: its words, its fields, and what was typed."""

    method: Method
    title: Text
    fields: tuple[Field, ...]
    answers: Mapping[str, object]
    faults: tuple[Fault, ...] = ()
    preview: Preview | None = None
    changed_meanwhile: Text | None = None
    stands: Mapping[str, object] | None = None
    version: int = 0
    danger: bool = False
    introduction: Text | None = None


def form_page(request: HttpRequest, form: Form) -> HttpResponse:
    """The form; with faults it answers 422, and 409 where somebody else was first."""
    status = HTTPStatus.OK
    if form.changed_meanwhile:
        status = HTTPStatus.CONFLICT
    elif form.faults:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "method": form.method}
    return render(request, "secretariat/form.html", context, status=status)


def version_in(request: HttpRequest) -> int:
    """The version that was on the screen; 0 for anything that is no number."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
