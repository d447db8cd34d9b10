"""What the frame around every page needs to know; works without context processors."""

from django import template
from django.conf import settings
from django.http import HttpRequest

from likeverd.core.identity import stands_in
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


@register.simple_tag
def path_of_this_page(request: HttpRequest) -> str:
    """Where to come back to after a choice; the front page where somebody wrote an identity number in the address."""
    path: str = request.get_full_path()
    return "/" if stands_in(path) else path
