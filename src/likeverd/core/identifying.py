"""Answers that tell who the patient is, for those who do not see that: an outside expert, and whoever reviews.

A small municipality, with age and diagnosis, may be one person.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from likeverd.core.forms.model import Answer, Field
from likeverd.core.forms.reading import is_empty

HIDDEN: Final = "*****"


def without_identity(fields: Iterable[Field], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with every identifying one covered; that there is one is still seen."""
    covered = {field.key for field in fields if field.identifying}
    return {
        key: HIDDEN if key in covered and not is_empty(value) else value
        for key, value in answers.items()
    }
