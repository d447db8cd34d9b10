"""Taking a step: the one door through which a case moves."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from likeverd.cases import notices
from likeverd.cases.actions import elsewhere, like_cases, residence
from likeverd.cases.actions.receipts import already_done, digest_of, remember
from likeverd.cases.actions.rows import locked, put_urgency
from likeverd.cases.like_cases import AT_THE_MOMENT_OF, with_pattern
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.reason_files import documents_named
from likeverd.cases.records import event_row, facts_of, put_facts, ruleset_of
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.cases.serving import serve_change
from likeverd.cases.signals import step_taken
from likeverd.core.case import CaseFacts, Command
from likeverd.core.deadlines import promise_after_pause, promised_day
from likeverd.core.decide import TurnedAway, decide
from likeverd.core.events import ROUND_ENDS, QuestionsAsked, Recorded
from likeverd.core.forms.reading import parse_date
from likeverd.core.refusals import Stale
from likeverd.core.step_questions.shared import DOCUMENTS
from likeverd.core.vocabulary import ENDED_STATES, STEPS, Action, Conclusion, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


def take_step(
    number: str,
    command: Command,
    *,
    by: Person,
    now: datetime,
    key: str = "",
    seen_revision: int | None = None,
    seen_changes: Collection[str] | None = None,
    conclusion: Conclusion | None = None,
    before_sight: bool = False,
) -> Case:
    """Carry a command out on a case, and give the case as it is afterwards.

    ``key`` is an idempotency key: the same key with the same request is one step, and the
    repeat gets the case back. ``seen_revision`` is the draft that was on the screen when an
    application is sent, and ``seen_changes`` the changes of the method that were.
    ``conclusion`` is said by the committee's own actions alone: what a recommendation comes of;
    ``before_sight`` too, for a conflict of interest that is declared before the case is seen.
    Raises ``CaseNotFound``, ``NotCarriedOut``, ``KeyUsedForSomethingElse``.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        asked = digest_of(number, command.action.value, command.seen_version, dict(command.answers))
        case = locked(number, actor, before_sight=before_sight)
        done = already_done(by, key, asked)
        if done is not None:
            return done
        if case is None:
            raise CaseNotFound(number)
        if seen_revision is not None and seen_revision != case.draft_revision:
            raise NotCarriedOut(Stale(case.version, State(case.state)))
        before = facts_of(case)
        if conclusion is not None:
            before = replace(before, conclusion=conclusion)
        if seen_changes is not None and set(seen_changes) != set(before.method_changes):
            raise NotCarriedOut(Stale(case.version, State(case.state)))
        before = replace(before, looked_up=elsewhere.look_up(case, command, by, now))
        if command.answers.get(DOCUMENTS):
            before = replace(before, documents=documents_named(actor, case))
        if command.action in (Action.SUBMIT, Action.RESUBMIT):
            before = residence.with_catchments(case, before)
        if command.action in AT_THE_MOMENT_OF:
            before = with_pattern(case, before)
        outcome = decide(before, command, actor, now, ruleset_of(case, now))
        if isinstance(outcome, TurnedAway):
            raise NotCarriedOut(*outcome.refusals)
        put_facts(case, outcome.case)
        _put_times(case, before, outcome.events[-1], now)
        case.save(update_fields=_changed_columns(before, outcome.case))
        remember(case, by, key, asked, now)
        notices.tell(case, before, outcome.events, now=now)
        elsewhere.follow(case, outcome.events, by=by, now=now)
        like_cases.follow(case, outcome.events, now=now)
        step_taken.send(Case, case=case, events=outcome.events, by=by, now=now)
        # Last, because it locks the head of the trust's hash chain until the transaction ends.
        CaseEvent.objects.bulk_create(event_row(case, event) for event in outcome.events)
        serve_change(actor, case, decided=outcome.events[-1].event.kind in ROUND_ENDS)
    return case


STATE_COLUMNS = (
    "state",
    "version",
    "furthest",
    "asked_from",
    "questions",
    "handlers",
    "helpers",
    "participants",
    "conflicted",
    "barred",
    "urgent",
    "start_by",
    "due_on",
    "due_before_pause",
    "submitted_at",
    "state_since",
    "ended_at",
    "ready_for_consultant",
    "method_changes",
    "home_trust",
    "home_acknowledged",
    "receiving_trust",
    "receiving_person",
    "review_trust",
    "first_deciders",
    "advice",
)


def _changed_columns(before: CaseFacts, after: CaseFacts) -> tuple[str, ...]:
    """What a step writes; the answers, which are long, only where the step changed them."""
    return STATE_COLUMNS if after.answers is before.answers else (*STATE_COLUMNS, "answers")


def _put_times(case: Case, before: CaseFacts, recorded: Recorded, now: datetime) -> None:
    state, action = State(case.state), recorded.action
    asked = recorded.event
    answer_by = parse_date(asked.answer_by) if isinstance(asked, QuestionsAsked) else None
    if action is Action.HAND_TO_CONSULTANT:
        case.ready_for_consultant = True
    if action in (Action.SUBMIT, Action.RESUBMIT, Action.ANSWER):
        put_urgency(case, case.answers)
        residence.put_home_trust(case)
    if case.submitted_at is None and action is Action.SUBMIT:
        case.submitted_at = now
    if before.state is not state:
        _put_promise(case, before, now, answer_by)
        case.state_since = now
        case.ready_for_consultant = False
    if state not in ENDED_STATES:
        case.ended_at = None
    elif case.ended_at is None:
        case.ended_at = now


def _put_promise(case: Case, before: CaseFacts, now: datetime, answer_by: date | None) -> None:
    """When the step is promised; while questions wait, the day by which to answer them."""
    state = State(case.state)
    if state is State.AWAITING_ANSWERS:
        case.due_before_pause, case.due_on = case.due_on, answer_by
        return
    if before.state is State.AWAITING_ANSWERS and case.due_before_pause and state in STEPS:
        case.due_on = promise_after_pause(case.due_before_pause, case.state_since, now)
    else:
        rules = ruleset_of(case, now).trust
        promised = promised_day(state, now, rules, urgent=case.urgent)
        case.due_on = date.fromisoformat(promised) if promised else None
    case.due_before_pause = None
