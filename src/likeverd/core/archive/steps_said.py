"""What happened to a case, event by event: who, when, in which role, for whom, and everything that was written."""

from collections.abc import Sequence
from typing import Any

from likeverd.core.archive import headings as h
from likeverd.core.archive.record import Group, Record
from likeverd.core.archive.words import Said, answer_words, moment
from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.events import (
    ConflictDeclared,
    Created,
    HandedToConsultant,
    QuestionsAnswered,
    Recorded,
    Resubmitted,
    Submitted,
)
from likeverd.core.forms.model import Answers, Field
from likeverd.core.labels import STATE_LABELS
from likeverd.core.step_questions.departure import DEPARTURE
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.core.written import fields_and_answers


def step_groups(record: Record, states: Sequence[CaseFacts]) -> list[Group]:
    """One group for each event; ``states`` is the case before the first event and after each."""
    return [
        _step(record, recorded, before, states[-1], hashed)
        for recorded, before, hashed in zip(record.log, states, record.hashes, strict=False)
    ]


def _step(
    record: Record, recorded: Recorded, before: CaseFacts, final: CaseFacts, hashed: str
) -> Group:
    language = record.language
    who = record.people[recorded.by]
    rows: list[Said] = [
        (h.BY.in_language(language), h.person(who, language)),
        (h.ROLE.in_language(language), h.role_of(recorded, language)),
    ]
    if recorded.deputy_for is not None:
        principal = record.people[recorded.deputy_for]
        rows.append((h.DEPUTY_FOR.in_language(language), h.person(principal, language)))
    rows.append((h.STATE.in_language(language), _move(recorded, language)))
    rows += _written(record, recorded, before, final)
    title = f"{recorded.sequence}. {h.event_name(recorded, language)}, {moment(recorded.at)}"
    return Group(title, [row for row in rows if row[1]], _data(record, recorded, hashed))


def _move(recorded: Recorded, language: str) -> str:
    def name(state: State) -> str:
        return STATE_LABELS[state].staff.in_language(language)

    if recorded.state_before is recorded.state_after:
        return name(recorded.state_after)
    return f"{name(recorded.state_before)} → {name(recorded.state_after)}"


def _data(record: Record, recorded: Recorded, hashed: str) -> dict[str, Any]:
    return {
        "sequence": recorded.sequence,
        "kind": recorded.event.kind,
        "at": recorded.at.isoformat(),
        "by": record.people[recorded.by].name,
        "hpr_number": record.people[recorded.by].hpr_number,
        "role": recorded.role.value if recorded.role else "",
        "deputy_for": record.people[recorded.deputy_for].name if recorded.deputy_for else "",
        "action": recorded.action.value if recorded.action else "",
        "state_before": recorded.state_before.value,
        "state_after": recorded.state_after.value,
        "content": recorded.event.payload(),
        "content_hash": hashed,
    }


def _written(record: Record, recorded: Recorded, before: CaseFacts, final: CaseFacts) -> list[Said]:
    language = record.language
    match recorded.event:
        case Submitted(answers=answers) | Resubmitted(answers=answers):
            if answers == final.answers:
                words = h.FORM_AS_SENT.in_language(language)
                return [(h.APPLICATION_SENT.in_language(language), words)]
            return _changed(record, before.answers, answers)
        case QuestionsAnswered(answers=given, changed=changed, earlier=earlier):
            return [*_answers_given(given, before, language), *_changed(record, earlier, changed)]
        case HandedToConsultant(message=message):
            return [(h.MESSAGE.in_language(language), message)]
        case ConflictDeclared(explanation=explanation):
            return [(h.EXPLANATION.in_language(language), explanation)]
        case Created(why_new=why):
            return [(h.WHY_NEW.in_language(language), why)]
        case _:
            return _asked(record, recorded, before)


def _answers_given(given: Sequence[str], before: CaseFacts, language: str) -> list[Said]:
    questions = [question.question for question in before.questions]
    return [
        (f"{h.ANSWER.in_language(language)}: {question}", answer)
        for question, answer in zip(questions, given, strict=False)
    ]


def _changed(record: Record, earlier: Answers, now: Answers) -> list[Said]:
    """What stands otherwise in the form than before: the new answer, and the one that it takes the place of."""
    language = record.language
    rows: list[Said] = []
    for field in record.form.fields:
        old, new = earlier.get(field.key), now.get(field.key)
        if old == new or field.key not in now:
            continue
        label = field.label.in_language(language)
        rows.append((label, answer_words(field, new, language)))
        if old not in (None, "", []):
            was = h.WAS_BEFORE.in_language(language).format(label=label)
            rows.append((was, answer_words(field, old, language)))
    return rows


def _asked(record: Record, recorded: Recorded, before: CaseFacts) -> list[Said]:
    """What the step asked on that day, and what was written."""
    ruleset = Ruleset(record.rules, record.form, local_day(recorded.at))
    fields, written = fields_and_answers(recorded, before, ruleset)
    asked: list[Field] = [*fields]
    if written.get(DEPARTURE.key) and DEPARTURE.key not in {field.key for field in asked}:
        asked.append(DEPARTURE)
    return [
        (
            field.label.in_language(record.language),
            answer_words(field, written.get(field.key), record.language),
        )
        for field in asked
    ]
