"""Every word of the procedure is explained in docs/glossary.md, with the word that staff read."""

import re
from collections.abc import Mapping
from enum import StrEnum

import pytest
from django.conf import settings

from likeverd.core.labels import ACTION_LABELS, ROLE_LABELS, STATE_LABELS
from likeverd.core.method_events import EVENT_LABELS, EventKind
from likeverd.core.routing import (
    ROUTE_LABELS,
    STATUS_LABELS,
    VERDICT_LABELS,
    Route,
    Status,
    Verdict,
)
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, Duty, Role, State

ROW = re.compile(r"^\| `([a-z_]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

SECTIONS: dict[str, tuple[type[StrEnum], Mapping[StrEnum, Text]]] = {
    "Roles": (Role, ROLE_LABELS),
    "States": (State, {state: labels.staff for state, labels in STATE_LABELS.items()}),
    "Actions": (Action, {action: labels.staff for action, labels in ACTION_LABELS.items()}),
    "Duties": (Duty, {}),
    "Events of a method": (EventKind, EVENT_LABELS),
    "Status of a method": (Status, STATUS_LABELS),
    "Routes": (Route, ROUTE_LABELS),
    "Verdicts": (Verdict, VERDICT_LABELS),
}


def rows(section: str) -> list[tuple[str, str, str]]:
    """Word, bokmål and meaning of the first table of a section."""
    glossary = (settings.CHECKOUT / "docs" / "glossary.md").read_text(encoding="utf-8")
    body = glossary.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    first_table = body[body.index("|---|") :].split("\n\n", 1)[0]
    return ROW.findall(first_table)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_glossary_has_the_words_of_the_code_and_no_others(section):
    words, _ = SECTIONS[section]
    assert [word for word, _, _ in rows(section)] == [word.value for word in words]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_word_has_a_meaning_and_is_called_what_staff_read(section):
    _, labels = SECTIONS[section]
    by_word = {word.value: text.nb for word, text in labels.items()}
    for word, bokmaal, meaning in rows(section):
        assert meaning.endswith("."), word
        assert bokmaal == by_word.get(word, bokmaal), word
