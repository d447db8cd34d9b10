"""What other pages show of packets: how many items are late, and the way to a case's packet."""

from typing import Any

from django import template
from django.utils import timezone

from likeverd.core.case import Actor
from likeverd.core.packet import STANDING_LABELS, Standing
from likeverd.core.workdays import local_day
from likeverd.packet.selectors import overdue
from likeverd.web.templatetags.likeverd_ui import in_words

register = template.Library()


@register.inclusion_tag("packet/_late.html", takes_context=True)
def late_after_decisions(context: template.Context) -> dict[str, Any]:
    """How many of the person's items after decisions are past their day."""
    actor = getattr(context["request"], "actor", None)
    late = overdue(actor, local_day(timezone.now())) if isinstance(actor, Actor) else 0
    return {"late": late}


@register.filter
def standing_name(standing: str) -> str:
    """How far an item has come, in words."""
    return in_words(STANDING_LABELS[Standing(standing)])
