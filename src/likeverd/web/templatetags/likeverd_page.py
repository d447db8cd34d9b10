"""What the frame around every page needs to know; works without context processors."""

from django import template
from django.conf import settings

from likeverd.web.languages import LANGUAGE_NAMES

register = template.Library()


@register.simple_tag
def demo_mode() -> bool:
    """Whether the service shows invented people only, and says so on every page."""
    return settings.LIKEVERD_MODE == "demo"


@register.simple_tag
def languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of each language that the reader can choose."""
    return LANGUAGE_NAMES
