"""How a case's events are laid out for reading: assessments, decision, timeline, way."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from likeverd.cases.selectors import CasePage, Happening
from likeverd.core.case import Question
from likeverd.core.decide import DECISIONS, keeps_decisions_back
from likeverd.core.events import HandedToConsultant, QuestionsAnswered
from likeverd.core.forms.model import Answers, Definition, Field, Kind
from likeverd.core.labels import ACTION_LABELS, ROLE_LABELS, STATE_LABELS
from likeverd.core.reasons import reason as reason_with
from likeverd.core.reasons.basis import facts_behind
from likeverd.core.step_questions.departure import DEPARTURE
from likeverd.core.text import Text
from likeverd.core.vocabulary import ENDED_STATES, Action, State
from likeverd.core.written import fields_and_answers
from likeverd.web.templatetags.likeverd_ui import in_words

BEGUN = Text("Utkastet ble påbegynt", "Utkastet blei påbegynt", "The draft was begun")
BEGUN_ON_PAPER = Text(
    "Papirsøknad ble lagt inn", "Papirsøknad blei lagd inn", "A paper application was keyed in"
)
# To others than the applicant these are not about "you".
ABOUT_OTHERS = {
    Action.ASK: Text("Spørsmål til søkeren", "Spørsmål til søkjaren", "Questions to the applicant"),
    Action.HAND_TO_CONSULTANT: Text(
        "Gitt til overlegen", "Gitt til overlegen", "Handed to the consultant"
    ),
}
AS_DEPUTY = Text("stedfortreder for", "stedfortredar for", "deputy for")

# Assessments are read by all on the case; what these actions carry is either the form
# itself, or is kept for the log.
NOT_SHOWN = frozenset(
    {
        Action.HAND_TO_CONSULTANT,
        Action.SUBMIT,
        Action.RESUBMIT,
        Action.DECLARE_CONFLICT,
        Action.ANSWER,
    }
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one person wrote at one step, ready to be read."""

    title: Text
    happening: Happening
    fields: Sequence[Field]
    answers: Answers
    ends_the_case: bool
    basis: Sequence[Text] = ()
    changed_fields: Sequence[Field] = ()  # of the application, where an answer changed it
    changed: Answers = field(default_factory=dict)
    earlier: Answers = field(default_factory=dict)


def done_words(action: Action, *, applicant: bool) -> Text:
    """What an action was, told to the applicant or to anybody else."""
    if applicant or action not in ABOUT_OTHERS:
        return ACTION_LABELS[action].applicant
    return ABOUT_OTHERS[action]


def assessments(page: CasePage, *, applicant: bool) -> list[Assessment]:
    """What each level has written, in order; questions together with their answers.

    ``applicant``: whether it is the applicant who reads.
    """
    found: list[Assessment] = []
    for item in page.timeline:
        recorded = item.recorded
        if recorded.action is None or recorded.action in NOT_SHOWN:
            if isinstance(recorded.event, QuestionsAnswered) and found:
                found[-1] = _with_answers(found[-1], recorded.event, page.ruleset.form)
            continue
        fields, written = fields_and_answers(recorded, page.facts, page.ruleset)
        found.append(
            Assessment(
                title=_title(page, recorded.action, recorded.state_before, applicant=applicant),
                happening=item,
                fields=[*fields, *_departed(written)],
                answers={key: _plain(value) for key, value in written.items()},
                ends_the_case=recorded.state_after in ENDED_STATES,
                basis=_basis(written, page),
            )
        )
    return found


def _departed(written: Answers) -> list[Field]:
    """Why it was decided otherwise than in like cases, where it was: the pattern of that day is not asked for again."""
    return [DEPARTURE] if written.get(DEPARTURE.key) else []


def _basis(written: Answers, page: CasePage) -> list[Text]:
    """The fields of the application that the coded reasons rest on."""
    given = [
        code
        for key, value in written.items()
        if key.startswith("reasons") and isinstance(value, list | tuple)
        for code in value
    ]
    found = [reason for code in given if (reason := reason_with(str(code))) is not None]
    keys = {key for each in found for key in facts_behind(each, page.facts.answers)[:1]}
    return [asked.label for asked in page.ruleset.form.fields if asked.key in keys]


def _plain(value: object) -> object:
    """Tuples as lists: answers are JSON wherever they are shown."""
    return list(value) if isinstance(value, tuple) else value


def _title(page: CasePage, action: Action, state: State, *, applicant: bool) -> Text:
    if action in (Action.ASSESS, Action.PRIORITISE, Action.RECOMMEND):
        return page.rules.titles.get(state, STATE_LABELS[state].staff)
    return done_words(action, applicant=applicant)


ANSWER = Field(
    "answer",
    Kind.TEXT,
    Text("Svar", "Svar", "Answer"),
    Text("Svar fra søkeren", "Svar frå søkjaren", "The applicant's answer"),
    "S4",
    required=False,
)


def _with_answers(asked: Assessment, event: QuestionsAnswered, form: Definition) -> Assessment:
    rows = asked.answers.get("questions")
    if not isinstance(rows, list) or len(rows) != len(event.answers):
        return asked
    together = [{**row, "answer": answer} for row, answer in zip(rows, event.answers, strict=True)]
    return replace(
        asked,
        fields=[_with_column(each) if each.key == "questions" else each for each in asked.fields],
        answers={**asked.answers, "questions": together},
        changed_fields=[
            replace(each, asked_when=None) for each in form.fields if each.key in event.changed
        ],
        changed=event.changed,
        earlier=event.earlier,
    )


def _with_column(questions: Field) -> Field:
    return replace(questions, columns=(*questions.columns, ANSWER))


def timeline_entries(page: CasePage, *, applicant: bool) -> list[dict[str, object]]:
    """The events as the timeline component shows them, newest last."""
    entries: list[dict[str, object]] = []
    for item in page.timeline:
        recorded = item.recorded
        if recorded.action is None:
            title = BEGUN_ON_PAPER if page.case.paper else BEGUN
        else:
            title = done_words(recorded.action, applicant=applicant)
        by = item.by.name
        if recorded.role is not None:
            by = f"{by}, {in_words(ROLE_LABELS[recorded.role]).lower()}"
        if item.deputy_for is not None:
            by = f"{by} ({in_words(AS_DEPUTY)} {item.deputy_for.name})"
        event = recorded.event
        said = event.message if isinstance(event, HandedToConsultant) else ""
        entries.append({"at": recorded.at, "title": title, "by": by, "text": said})
    return entries


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """One question to the applicant: where to answer, and the field that it is about."""

    answer: Field
    about: Field | None


def question_by_question(
    questions: Sequence[Question], fields: Sequence[Field]
) -> list[AskedAbout]:
    """The fields of an answer in the order of the questions, each field of the form once."""
    by_key = {each.key: each for each in fields}
    asked = [question.field for question in questions]
    return [
        AskedAbout(
            by_key[f"answer_{number}"],
            by_key.get(key) if key not in asked[number + 1 :] else None,
        )
        for number, key in enumerate(asked)
    ]


@dataclass(frozen=True, slots=True)
class Station:
    """One step on the way: passed, now, or ahead."""

    title: Text
    place: str
    by: str


def way(page: CasePage) -> list[Station]:
    """The trust's steps, with those passed and the one where the case is or was last."""
    state = State(page.case.state)
    at = page.facts.asked_from or state
    hands = {hand.step: hand.person for hand in page.facts.handlers}
    names = {item.recorded.by: item.by.name for item in page.timeline}
    stations = []
    chain = page.rules.chain
    position = chain.index(at) if at in chain else -1
    if state in ENDED_STATES:
        position = max((chain.index(step) for step in hands if step in chain), default=-1) + 1
    for number, step in enumerate(chain):
        place = "ahead"
        if number < position:
            place = "passed"
        elif number == position and state not in ENDED_STATES:
            place = "now"
        by = names.get(hands.get(step, 0), "") if place == "passed" else ""
        stations.append(Station(page.rules.titles[step], place, by))
    return stations


@dataclass(frozen=True, slots=True)
class Button:
    """A step that the person may take now."""

    action: Action
    label: Text
    danger: bool


@dataclass(frozen=True, slots=True)
class Buttons:
    """The steps that the state is for, those that lead aside, and the rest.

    The decisions stand beside each other with equal weight: a page must not lean towards
    a yes or a no. Where they must wait for others they are left out, and ``kept_back`` says why; ``first`` is what
    the person can do about it.
    """

    main: Sequence[Button]
    aside: Sequence[Button]
    rest: Sequence[Button]
    knowledge: Sequence[Button] = ()
    change: Button | None = None
    first: Button | None = None
    kept_back: Text | None = None


ASIDE = (Action.ASK, Action.RETURN, Action.STOP)
KNOWLEDGE = (Action.ADD_REFERENCE, Action.SEEK_ADVICE, Action.RECORD_ADVICE)
REST = (
    Action.OFFER_MOVE,
    Action.REQUEST_REVIEW,
    Action.WITHDRAW,
    Action.REGISTER_DEATH,
    Action.DECLARE_CONFLICT,
)
WITH_THE_CHANGE = (Action.CONSIDER_CHANGE,)  # its button stands with what has changed
FIRST = (Action.CONSIDER_ADVICE,)
APART = (*ASIDE, *KNOWLEDGE, *REST, *WITH_THE_CHANGE, *FIRST)
DANGER = (Action.STOP, Action.WITHDRAW)
ON_THE_APPLICATION = (Action.SUBMIT, Action.RESUBMIT)


def buttons(page: CasePage) -> Buttons:
    """The steps that the person may take, sorted by what they are for."""
    offered = [
        Button(row.action, row.labels.staff, row.action in DANGER)
        for row in page.actions
        if row.action not in ON_THE_APPLICATION
    ]
    kept_back = keeps_decisions_back(page.facts)
    waiting = DECISIONS if kept_back else frozenset()
    return Buttons(
        main=[
            button
            for button in offered
            if button.action not in APART and button.action not in waiting
        ],
        aside=[button for button in offered if button.action in ASIDE],
        rest=[button for button in offered if button.action in REST],
        knowledge=[button for button in offered if button.action in KNOWLEDGE],
        change=next((button for button in offered if button.action in WITH_THE_CHANGE), None),
        first=next((button for button in offered if button.action in FIRST), None),
        kept_back=kept_back.message
        if kept_back and any(button.action in DECISIONS for button in offered)
        else None,
    )
