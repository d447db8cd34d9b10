"""What changed in the register during a week, and how many running cases it touched."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases.views.common import moment_now
from likeverd.core.forms.reading import parse_date
from likeverd.core.method_register import Effect
from likeverd.core.workdays import OSLO, local_day
from likeverd.secretariat.selectors import changes_between
from likeverd.secretariat.views.common import register_view

MOST_ROWS = 500


def midnight(day: date) -> datetime:
    """The beginning of a day in Norway."""
    return datetime.combine(day, time(0), OSLO)


@register_view
def week(request: HttpRequest) -> HttpResponse:
    """The week that ends on a day; today where none is asked for."""
    today = local_day(moment_now())
    last = parse_date(request.GET.get("til", "")) or today
    first = last - timedelta(days=6)
    rows = list(
        changes_between(midnight(first), midnight(last + timedelta(days=1)))[: MOST_ROWS + 1]
    )
    context = {
        "rows": rows[:MOST_ROWS],
        "more": len(rows) > MOST_ROWS,
        "weighty": [row for row in rows[:MOST_ROWS] if row.effect != Effect.NOTHING],
        "first": first,
        "last": last,
        "week_before": last - timedelta(days=7),
        "week_after": last + timedelta(days=7) if last < today else None,
    }
    return render(request, "secretariat/changes.html", context)
