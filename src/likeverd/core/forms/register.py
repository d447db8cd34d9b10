"""All forms: every version of every scheme's application, and which one holds on a day."""

from datetime import date
from typing import Final

from likeverd.core.forms import individual_exception
from likeverd.core.forms.model import Definition

INDIVIDUAL_EXCEPTION: Final = individual_exception.SCHEME

DEFINITIONS: Final = (individual_exception.FIRST, individual_exception.DEFINITION)
_BY_VERSION: Final = {(form.scheme, form.version): form for form in DEFINITIONS}


def definition(scheme: str, version: str) -> Definition:
    """The form that a case was written under; raises ``LookupError`` for an unknown one."""
    try:
        return _BY_VERSION[scheme, version]
    except KeyError as missing:
        raise LookupError(f"no version {version!r} of the form {scheme!r}") from missing


def current(scheme: str, on: date) -> Definition:
    """The form in which a new case of the scheme is written on a day.

    Raises ``LookupError`` where no form of the scheme holds yet.
    """
    held = [form for form in DEFINITIONS if form.scheme == scheme and form.valid_from <= on]
    if not held:
        raise LookupError(f"no form {scheme!r} holds on {on}")
    return max(held, key=lambda form: form.valid_from)
