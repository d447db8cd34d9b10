"""Two people, or two tabs, write in one draft: whose words stand, and which must be shown.

Three versions are compared field by field: what the writer began from (``base``), what is
saved now (``saved``), and what the writer has (``given``). A field that only one side changed
takes that side's answer. A field that both changed differently keeps what is saved, and the
writer's own words are handed back, so that nothing typed is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from likeverd.core.forms.model import Answer, Answers
from likeverd.core.forms.reading import is_empty


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged answers, and the writer's words for fields where the other side stands."""

    answers: dict[str, Answer]
    set_aside: dict[str, Answer]


def merge(base: Answers, saved: Answers, given: Mapping[str, Answer]) -> Merge:
    """Merge what was given into what is saved. Keys that were not given stay as saved."""
    answers = dict(saved)
    set_aside: dict[str, Answer] = {}
    for key, mine in given.items():
        theirs = saved.get(key)
        if _same(mine, theirs) or _same(mine, base.get(key)):
            continue
        if _same(theirs, base.get(key)):
            if is_empty(mine):
                answers.pop(key, None)
            else:
                answers[key] = mine
        else:
            set_aside[key] = mine
    return Merge(answers, set_aside)


def _same(one: Answer, other: Answer) -> bool:
    return one == other or (is_empty(one) and is_empty(other))
