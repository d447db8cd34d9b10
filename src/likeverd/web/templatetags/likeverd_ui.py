"""Tags and filters for pages: fields, errors, badges, lists, timelines, formats.

Words come as ``core.text.Text`` or as plain text; each is shown in the reader's language.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from likeverd.core.forms.model import Answers, Field, Kind
from likeverd.core.forms.reading import Fault, is_empty
from likeverd.core.text import Text
from likeverd.web import formats
from likeverd.web.field_view import FieldView, element_id, field_view, shown_in_text

register = template.Library()

MOST_COLUMNS = 4  # that fit beside each other on the case page
TONES = ("neutral", "accent", "info", "success", "warning", "danger")


def reader_language() -> str:
    """The language of the page that is being made: nb, nn or en."""
    return get_language() or "nb"


def in_words(value: object) -> str:
    """A ``Text`` in the reader's language; anything else as text, None as nothing."""
    if isinstance(value, Text):
        return value.in_language(reader_language())
    return "" if value is None else str(value)


@register.filter
def text(value: object) -> str:
    """A ``Text`` in the reader's language."""
    return in_words(value)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A day as 23.11.2026; nothing for nothing."""
    return formats.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as «23.11.2026 kl. 14.05» in Oslo time; nothing for nothing."""
    return formats.moment(value, reader_language()) if value else ""


@register.filter
def kroner(value: int | None) -> str:
    """Whole kroner as «1 200 000 kr»; nothing for nothing."""
    return "" if value is None else formats.kroner(value)


@register.filter
def count(value: int | None) -> str:
    """A whole number with thousands set apart; nothing for nothing."""
    return "" if value is None else formats.count(value)


@register.inclusion_tag("ui/field.html")
def field(field: Field, answers: Answers, faults: Iterable[Fault] = ()) -> dict[str, FieldView]:
    """One question with its input, its answer so far and its fault."""
    return {"field": _drawn(field, answers, faults)}


@register.inclusion_tag("ui/fields.html")
def fields(
    fields: Iterable[Field], answers: Answers, faults: Iterable[Fault] = ()
) -> dict[str, list[FieldView]]:
    """Several questions under each other."""
    faults = tuple(faults)
    return {"fields": [_drawn(field, answers, faults) for field in fields]}


def _drawn(field: Field, answers: Answers, faults: Iterable[Fault]) -> FieldView:
    messages = {fault.field: in_words(fault.message) for fault in faults}
    return field_view(field, answers or {}, messages, reader_language())


@register.inclusion_tag("ui/form_start.html", takes_context=True)
def form_start(context: template.Context, default_button: str = "") -> dict[str, object]:
    """What every form begins with: the token, and who opened the form.

    ``default_button`` is the name of the button that Enter in a text field presses. Give
    it in forms with rows: without it, Enter would press the first button, which removes one.
    """
    request: HttpRequest = context["request"]
    return {
        "csrf_token": context.get("csrf_token"),
        "opened_by": request.user.pk if request.user.is_authenticated else "",
        "default_button": default_button,
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(
    faults: Iterable[Fault], fields: Iterable[Field] = (), message: object = None
) -> dict[str, object]:
    """Everything that must be mended, each with a link to its field; first on the page.

    ``message`` is a sentence about the whole, such as a refusal's words. Nothing is drawn
    where there are neither faults nor a message.
    """
    by_key = {field.key: field for field in fields}
    links = [
        {
            "href": "#" + element_id(fault.field) if fault.field else "",
            "label": _fault_label(fault, by_key),
            "message": in_words(fault.message),
        }
        for fault in faults
    ]
    return {"links": links, "message": in_words(message)}


def _fault_label(fault: Fault, by_key: Mapping[str, Field]) -> str:
    """«Question», or «Question, row 2, column» for a fault within rows."""
    key, *place = fault.field.split(".")
    field = by_key.get(key)
    if field is None:
        return ""
    label = in_words(field.label)
    if not place:
        return label
    row, column_key = place
    column = next((column for column in field.columns if column.key == column_key), None)
    return gettext("%(field)s, rad %(row)d, %(column)s") % {
        "field": label,
        "row": int(row) + 1,
        "column": in_words(column.label) if column else column_key,
    }


@register.inclusion_tag("ui/answers.html")
def answers(fields: Iterable[Field], answers: Answers) -> dict[str, object]:
    """What was answered, to be read: labels and answers, rows as tables.

    Questions that are not asked are left out; unanswered ones are shown as such.
    """
    shown = [
        {
            "label": in_words(field.label),
            "text": shown_in_text(field, answers.get(field.key), reader_language()),
            "several": _several(field, answers.get(field.key)),
            "table": _table(field, answers.get(field.key)),
            "confirmed": answers.get(field.key) is True,
            "answered": not is_empty(answers.get(field.key)),
        }
        for field in fields
        if field.is_asked(answers)
    ]
    return {"answers": shown}


def _several(field: Field, answer: object) -> list[str]:
    """The words of each code, where several were chosen."""
    if field.kind is not Kind.CHOICES or not isinstance(answer, list) or len(answer) < 2:
        return []
    return shown_in_text(field, answer, reader_language()).split("\n")


def _table(field: Field, answer: object) -> dict[str, object] | None:
    """Rows with few columns as a table; with many, each row as a list of what was answered."""
    if field.kind is not Kind.ROWS or not isinstance(answer, list):
        return None
    rows = [
        [
            (in_words(column.label), shown_in_text(column, row.get(column.key), reader_language()))
            for column in field.columns
        ]
        for row in answer
        if isinstance(row, Mapping)
    ]
    return {
        "labels": [in_words(column.label) for column in field.columns],
        "rows": rows,
        "as_lists": len(field.columns) > MOST_COLUMNS,
    }


@register.simple_tag
def tag(label: object, tone: str = "neutral") -> SafeString:
    """A status in a few words. Tone: neutral, accent, info, success, warning, danger."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r}; one of {', '.join(TONES)}")
    # Without a template of its own: a list has two on every row.
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', tone, in_words(label))


@register.inclusion_tag("ui/notice.html")
def notice(message: object, tone: str = "info", heading: object = None) -> dict[str, str]:
    """A message in a box; tone as for ``tag``."""
    return {"message": in_words(message), "tone": tone, "heading": in_words(heading)}


@register.inclusion_tag("ui/definition_list.html")
def definition_list(pairs: Iterable[tuple[object, object]]) -> dict[str, object]:
    """Labels and values under each other; a pair without a value is left out."""
    return {
        "pairs": [
            (in_words(label), in_words(value)) for label, value in pairs if value not in (None, "")
        ]
    }


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[object]) -> dict[str, object]:
    """What has happened, as an ordered list.

    An entry has ``at`` (aware moment), ``title``, and where wanted ``by`` (who), ``text``
    (what was written), ``tone`` (as for ``tag``) and ``is_now`` (the step in progress).
    """
    return {"entries": entries}


@register.inclusion_tag("ui/pagination.html")
def pagination(newer: str = "", older: str = "") -> dict[str, str]:
    """Links to newer and older entries; each an address such as ``?before=123``."""
    return {"newer": newer, "older": older}


@register.inclusion_tag("ui/meter.html")
def meter(done: int, total: int, label: object) -> dict[str, object]:
    """How far along: a bar, and «12 av 16» in words."""
    return {"done": done, "total": total, "label": in_words(label)}


@register.inclusion_tag("ui/autosave_status.html")
def autosave_status() -> dict[str, object]:
    """The line that tells whether what was typed is saved; id ``autosave-status``."""
    return {}
