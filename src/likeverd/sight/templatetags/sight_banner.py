"""The banner on a case that is seen in an emergency."""

from typing import Any

from django import template

from likeverd.core.case import Actor
from likeverd.sight.selectors import open_sight

register = template.Library()


@register.inclusion_tag("sight/_banner.html", takes_context=True)
def emergency_banner(context: template.Context, case: int) -> dict[str, Any]:
    """When it ends and how to end it; nothing for a person who sees the case by a role."""
    actor = getattr(context["request"], "actor", None)
    sight = dict(actor.emergencies).get(case) if isinstance(actor, Actor) else None
    return {
        "sight": open_sight(sight) if sight is not None else None,
        "request": context["request"],
    }
