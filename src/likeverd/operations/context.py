"""What every page may know of operations."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from likeverd.operations.switches import switches


def standing_switches(request: HttpRequest) -> dict[str, object]:
    """``switches`` in templates; asked for only where a page shows them."""
    return {"switches": SimpleLazyObject(switches)}
