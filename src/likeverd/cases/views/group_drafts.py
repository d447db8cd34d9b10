"""The draft of a dossier for a group exception, for medical directors. It says nothing of anybody."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases import policy
from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.forms.individual_exception.larger_effect import GROUNDS
from likeverd.core.precedents.dossier import HIDDEN, MISSING
from likeverd.core.precedents.likeness import label_of
from likeverd.core.precedents.small_groups import number_in_words
from likeverd.core.precedents.words import outcome_words
from likeverd.core.reasons import reason
from likeverd.core.text import Text, unchanged
from likeverd.organisations.models import RegionalAuthority
from likeverd.precedents.models import Dossier


@case_view
def show(request: HttpRequest, dossier: UUID) -> HttpResponse:
    """The newest version of a draft, or the one that is asked for."""
    found = Dossier.objects.select_related("method").filter(pk=dossier).first()
    if found is None or not policy.may_read_group_drafts(actor_of(request, moment_now())):
        raise Http404
    versions = list(found.versions.all())
    wanted = request.GET.get("versjon", "")
    version = next((each for each in versions if str(each.version) == wanted), None)
    version = version or next(iter(versions), None)
    if version is None:
        raise Http404
    content = version.content
    regions = dict(RegionalAuthority.objects.values_list("code", "name"))
    context = {
        "dossier": found,
        "version": version,
        "versions": versions,
        "running": _number(content["running"]),
        "tables": [
            (
                "outcomes",
                _rows(content["outcomes"], {k: outcome_words(k) for k in content["outcomes"]}),
            ),
            ("reasons", _rows(content["reasons"], {k: _reason(k) for k in content["reasons"]})),
            (
                "arguments",
                _rows(
                    content["arguments"], {k: label_of(GROUNDS, k) for k in content["arguments"]}
                ),
            ),
            (
                "regions",
                _rows(
                    content["regions"],
                    {k: unchanged(regions.get(k, k)) for k in content["regions"]},
                ),
            ),
        ],
        "missing": MISSING,
    }
    return render(request, "cases/group_draft.html", context)


def _rows(counted: Mapping[str, int], names: Mapping[str, Text]) -> list[tuple[Text, Text]]:
    return [(names[key], _number(number)) for key, number in counted.items()]


def _number(number: int) -> Text:
    if number == HIDDEN:
        return Text(
            "vises ikke (lite tall)", "blir ikkje vist (lite tal)", "not shown (small number)"
        )
    return number_in_words(number)


def _reason(code: str) -> Text:
    known = reason(code)
    return known.label if known else unchanged(code)
