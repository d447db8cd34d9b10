"""The guide's questions as a form: what is asked, what was answered, and the facts that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from likeverd.core.routing import (
    MOST_QUESTIONS,
    QUESTIONS,
    Authorisation,
    Fact,
    Facts,
    answered,
    every_question_that_matters,
    facts_with_answers,
    value_label,
    values_of,
    written,
)
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers, "I do not know" among them."""

    key: str
    words: Text
    choices: tuple[Choice, ...]


def questions(known: Facts, given: Mapping[str, str]) -> tuple[Question, ...]:
    """The answered questions, and those that still matter: at most six in all, in a fixed order."""
    facts = facts_with_answers(known, given)
    asked = [
        fact for fact in Fact if answered(known, fact) is None and answered(facts, fact) is not None
    ]
    room = max(0, MOST_QUESTIONS - len(asked))
    shown = {*asked, *every_question_that_matters(facts)[:room]}
    return tuple(_question(facts, fact) for fact in Fact if fact in shown)


def _question(facts: Facts, fact: Fact) -> Question:
    now = answered(facts, fact)
    choices = tuple(
        Choice(written(value), value_label(value), value is now)
        for value in values_of(fact)
        if facts.method is None or value is not Authorisation.NOT_APPLICABLE  # its kind is known
    )
    return Question(
        fact.value, QUESTIONS[fact], (*choices, Choice("", value_label(None), now is None))
    )
