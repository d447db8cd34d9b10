"""How often each field of the form is asked about, for the one who answers for the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.forms.model import Definition
from likeverd.core.forms.reading import parse_date
from likeverd.core.forms.register import INDIVIDUAL_EXCEPTION, definition
from likeverd.core.question_rates import (
    FEWEST,
    RETURNED,
    SMALL,
    WHOLE_CASE,
    FieldRate,
    FormRates,
)
from likeverd.core.workdays import local_day
from likeverd.timing.question_rates import TrustRates, rates_of, trusts_owned
from likeverd.web.templatetags.likeverd_ui import in_words

USUAL_PERIOD = timedelta(days=365)
BAR_LENGTH = 300  # units of the picture for every case that was sent
ROW_HEIGHT = 44
MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row of the table, and its bar in the picture."""

    name: str
    cases: str
    percent: str
    length: int
    top: int

    @property
    def text_at(self) -> int:
        """Where the number stands: right after the bar."""
        return self.length + 6


@dataclass(frozen=True, slots=True)
class FormTable:
    """One version of the form: its rows, and those that are drawn."""

    version: str
    sent: int
    too_few: bool
    rows: Sequence[RateRow]

    @property
    def bars(self) -> Sequence[RateRow]:
        """The rows that can be drawn: those whose number is told, the largest first."""
        return [row for row in self.rows if row.length][:MOST_BARS]

    @property
    def height(self) -> int:
        """The height of the picture."""
        return ROW_HEIGHT * len(self.bars)


@require_safe
@case_view
def per_field(request: HttpRequest) -> HttpResponse:
    """A table and a picture for each version of the form, in a period; counts alone."""
    now = moment_now()
    today = local_day(now)
    owned = trusts_owned(actor_of(request, now), today)
    if not owned:
        raise PermissionDenied
    first, last, fault = _period(request, today)
    found = rates_of(owned, INDIVIDUAL_EXCEPTION, first, last)
    context = {
        "trusts": [(each.trust, _tables(each)) for each in found],
        "typed": {
            "fra": request.GET.get("fra") or "",
            "til": request.GET.get("til") or "",
        },
        "first": first,
        "last": last,
        "fault": fault,
        "fewest": FEWEST,
        "smallest": SMALL,
    }
    return render(request, "timing/question_rates.html", context, status=422 if fault else 200)


def _period(request: HttpRequest, today: date) -> tuple[date, date, str]:
    """The days asked for, or the last year; and what is wrong with them, if anything."""
    typed_first, typed_last = request.GET.get("fra", ""), request.GET.get("til", "")
    first, last = parse_date(typed_first), parse_date(typed_last)
    usual = (today - USUAL_PERIOD, today)
    if (typed_first and first is None) or (typed_last and last is None):
        return (*usual, _("Skriv datoen som dd.mm.åååå."))
    first, last = first or usual[0], last or usual[1]
    if last < first:
        return (*usual, _("Siste dag må være lik eller etter første dag."))
    return first, last, ""


def _tables(found: TrustRates) -> list[FormTable]:
    return [_table(form, definition(found.scheme, form.form_version)) for form in found.forms]


def _table(form: FormRates, words: Definition) -> FormTable:
    rows: list[RateRow] = []
    for rate in form.rates:
        rows.append(_row(rate, words, len(rows)))
    return FormTable(form.form_version, form.sent, form.too_few, rows)


def _row(rate: FieldRate, words: Definition, number: int) -> RateRow:
    name = _name(rate.field, words)
    if rate.cases is None or rate.share is None:
        return RateRow(name, _("1–2"), _("vises ikke"), 0, 0)
    return RateRow(
        name,
        str(rate.cases),
        f"{round(100 * rate.share)} %",
        max(round(BAR_LENGTH * rate.share), 1),
        ROW_HEIGHT * number,
    )


def _name(key: str, words: Definition) -> str:
    if key == RETURNED:
        return _("Hele søknaden returnert")
    if key == WHOLE_CASE:
        return _("Saken som helhet")
    label = next((field.label for field in words.fields if field.key == key), None)
    return in_words(label) if label else key
