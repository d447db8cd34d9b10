"""Which trust a page of settings is about, for a person who keeps those of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from likeverd.organisations.models import HospitalTrust


@dataclass(frozen=True, slots=True)
class TrustChoice:
    """The trust that the page is about, and all that the person may choose among, by name."""

    chosen: HospitalTrust
    kept: tuple[HospitalTrust, ...]

    @classmethod
    def of(cls, request: HttpRequest, kept: Sequence[int]) -> TrustChoice:
        """Chosen in the address or the form, else the first by name.

        Raises ``PermissionDenied`` where none is kept, not the chosen one, or a form says none of several: nothing is
        written to another trust than the page showed.
        """
        trusts = tuple(HospitalTrust.objects.filter(pk__in=kept).order_by("name"))
        wanted = request.POST.get("trust") or request.GET.get("trust")
        if not wanted and (len(trusts) == 1 or (trusts and request.method != "POST")):
            return cls(trusts[0], trusts)
        chosen = next((trust for trust in trusts if trust.code == wanted), None)
        if chosen is None:
            raise PermissionDenied
        return cls(chosen, trusts)

    def back_to(self, name: str) -> HttpResponseRedirect:
        """To the page of that name, about the same trust."""
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'trust': self.chosen.code})}")
