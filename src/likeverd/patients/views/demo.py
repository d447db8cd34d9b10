"""Signing in as an invented patient. The address exists only where the service does not run in production."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from likeverd.organisations.context import everything
from likeverd.patients.demo_people import invented_patient, invented_patients
from likeverd.patients.session import begin_session, with_patient_session
from likeverd.patients.views.sign_in import own_path


@require_http_methods(["GET", "HEAD", "POST"])
@with_patient_session
def picker(request: HttpRequest) -> HttpResponse:
    """Pick an invented patient and sign in as that person."""
    if settings.PRODUCTION:
        raise Http404
    everything("the demonstration lets one choose among the patients of all trusts")
    if request.method == "POST":
        typed = request.POST.get("patient", "")
        chosen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0
        if not invented_patient(chosen):
            raise Http404
        begin_session(request, chosen, now=timezone.now())
        rotate_token(request)
        return HttpResponseRedirect(own_path(request.POST.get("next")))
    context = {"patients": invented_patients(), "next": own_path(request.GET.get("next"))}
    return render(request, "patients/picker.html", context)
