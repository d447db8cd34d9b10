"""Tags and filters for pages about cases."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from likeverd.cases.models import Case
from likeverd.cases.time_of_a_case import way_in_a_list
from likeverd.core.events import Recorded
from likeverd.core.forms.model import Definition, Field
from likeverd.core.forms.reading import Fault
from likeverd.core.labels import ACTION_LABELS, ROLE_LABELS, STATE_LABELS
from likeverd.core.method_events import EVENT_LABELS, EventKind
from likeverd.core.method_register import Effect, EntryKind, What
from likeverd.core.method_register.fields import KIND_LABELS, METHOD_ITSELF, WHAT_LABELS
from likeverd.core.method_register.meaning import EFFECT_LABELS
from likeverd.core.routing import STATUS_LABELS, Status
from likeverd.core.vocabulary import GRANTED_STATES, OPEN_STATES, STEPS, WITH_APPLICANT, Role, State
from likeverd.methods.models import RegisterChange
from likeverd.organisations.selectors import trust_rules
from likeverd.web import formats
from likeverd.web.field_view import element_id
from likeverd.web.templatetags.likeverd_ui import in_words, tag

register = template.Library()


@register.filter
def tone(state: str) -> str:
    """The tone in which a state is shown; the words say the same."""
    found = State(state)
    if found in GRANTED_STATES:
        return "success"
    if found in (State.REFUSED, State.STOPPED):
        return "danger"
    if found in STEPS:
        return "info"
    return "warning" if found in WITH_APPLICANT else "neutral"


@register.filter
def is_open(state: str) -> bool:
    """Whether something may still happen in this state; what has ended hurries nobody."""
    return State(state) in OPEN_STATES


@register.filter
def state_name(state: str) -> str:
    """What staff call the state."""
    return in_words(STATE_LABELS[State(state)].staff)


@register.simple_tag
def state_tag(case: Case) -> SafeString:
    """The state of a case as a badge."""
    return tag(state_name(case.state), tone(case.state))


@register.filter
def happened(recorded: Recorded) -> str:
    """What an event was, in a few words."""
    if recorded.action is None:
        return ""
    return in_words(ACTION_LABELS[recorded.action].applicant)


@register.filter
def method_event(kind: str) -> str:
    """What an event in a method's life is called."""
    return in_words(EVENT_LABELS[EventKind(kind)])


@register.filter
def change_title(change: RegisterChange) -> str:
    """What was changed about the method, in a few words."""
    if change.status_before != change.status_after:
        before, after = (
            in_words(STATUS_LABELS[Status(status)])
            for status in (change.status_before, change.status_after)
        )
        return f"{before} → {after}"
    return f"{subject_name(change)}: {in_words(WHAT_LABELS[What(change.what)])}"


@register.filter
def subject_name(change: RegisterChange) -> str:
    """What a row of the register is about: what happened, or the kind of the entry."""
    if change.subject == "event":
        kind = str((change.after or change.before or {}).get("event", ""))
        return in_words(EVENT_LABELS[EventKind(kind)])
    if change.subject == "method":
        return in_words(METHOD_ITSELF)
    return in_words(KIND_LABELS[EntryKind(change.subject)])


@register.filter
def what_was_done(change: RegisterChange) -> str:
    """What was done to a row of the register."""
    return in_words(WHAT_LABELS[What(change.what)])


@register.filter
def change_effect(change: RegisterChange) -> str:
    """What a change means for cases that run."""
    return in_words(EFFECT_LABELS[Effect(change.effect)])


@register.filter
def masked(number: str) -> str:
    """An identity number without its last five digits."""
    return f"{number[:6]} *****"


@register.filter
def spaced(number: str) -> str:
    """An identity number as people read it: six digits and five."""
    return f"{number[:6]} {number[6:]}"


@register.filter
def field_label(key: str, form: Definition) -> str:
    """The words of a field of the form."""
    field = form.field(key)
    return in_words(field.label) if field else ""


@register.filter
def duration(time: timedelta) -> str:
    """A length of time in days and hours, or in minutes when it is short."""
    minutes = int(time.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return ngettext("%(count)d døgn", "%(count)d døgn", days) % {"count": days} + (
            " " + ngettext("%(count)d time", "%(count)d timer", hours) % {"count": hours}
            if hours and days < 3
            else ""
        )
    if hours:
        return ngettext("%(count)d time", "%(count)d timer", hours) % {"count": hours}
    return ngettext("%(count)d minutt", "%(count)d minutter", minutes) % {"count": minutes}


@register.filter
def day_with_distance(day: date, today: date) -> str:
    """«24.11.2026 (i morgen)»: a day, and how far off it is."""
    days = (day - today).days
    if days == 0:
        distance = _("i dag")
    elif days == 1:
        distance = _("i morgen")
    elif days > 0:
        distance = ngettext("om %(days)d dag", "om %(days)d dager", days) % {"days": days}
    else:
        late = ngettext("%(days)d dag siden", "%(days)d dager siden", -days)
        distance = late % {"days": -days}
    return f"{formats.day(day)} ({distance})"


@register.simple_tag
def missing_links(faults: Iterable[Fault], fields: Iterable[Field]) -> SafeString:
    """What is missing as a list of links, each field once."""
    labels = {field.key: in_words(field.label) for field in fields}
    keys = list(dict.fromkeys(fault.field.split(".")[0] for fault in faults))
    rows = format_html_join(
        "",
        '<li><a class="ds-link" href="#{}">{}</a></li>',
        ((element_id(key), labels.get(key, key)) for key in keys),
    )
    return format_html('<ul class="ds-list">{}</ul>', rows)


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return in_words(ROLE_LABELS[Role(role)])


@register.simple_tag
def stands_still(case: Case) -> SafeString:
    """That the clock stands still, and for whom; nothing where it runs."""
    if case.state not in (State.AWAITING_ANSWERS, State.RETURNED):
        return SafeString("")
    waits = _("Klokka står stille: venter på %(who)s") % {"who": case.applicant.name}
    return format_html("<p>{}</p>", waits)


@register.simple_tag
def treat_by(case: Case, today: date) -> SafeString:
    """The treat-by date in one line: by when this step must be taken, or that no way meets it."""
    if case.start_by is None or case.state not in STEPS:
        return SafeString("")
    rules = trust_rules(case.trust_id, case.trust_rules_version)
    way = way_in_a_list(case, rules, today)
    if way is None:
        words = _("Siste nyttige start %(day)s: ingen vei rekker det")
        return format_html(
            '<p class="lv-overdue">{}</p>', words % {"day": formats.day(case.start_by)}
        )
    words = _("Siste nyttige start %(day)s: handle innen %(act_by)s")
    day, act_by = formats.day(case.start_by), formats.day(way.act_by)
    return format_html("<p>{}</p>", words % {"day": day, "act_by": act_by})
