"""Every page of one case's life, with the person who meets it there."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.journeys.town import Town

from likeverd.core.lifecycle import actions_from
from likeverd.core.vocabulary import Action, Role, State

ON_THE_APPLICATION = (Action.SUBMIT, Action.RESUBMIT)
EVERYBODY = ("/", "/demo/", "/kilder/", "/skjema/enkeltpasientunntak/", "/finnes-ikke/")
LISTS = ("/arbeid/", "/arbeid/sendt/", "/arbeid/enheten/")
SIGNED_IN = (*LISTS, "/sok/", "/stedfortredere/", "/demo/postkasse/")


@dataclass(frozen=True)
class Visit:
    """A person's way to some pages."""

    role: Role | None
    paths: tuple[str, ...]


def one_life(town: Town) -> Iterator[Visit]:
    """The case goes on between the visits: take them in order, one at a time."""
    yield Visit(None, EVERYBODY)
    draft = town.draft(complete=False)
    method = town.house.method.pk
    begun = (f"/saker/{draft.number}/", f"/saker/{draft.number}/soknad/")
    consultant = Role.TREATING_CONSULTANT
    yield Visit(
        consultant,
        (*SIGNED_IN, "/saker/ny/", f"/saker/ny/{method}/vei/", f"/saker/ny/{method}/", *begun),
    )

    number = town.case_at(State.CLINICAL_REVIEW).number
    yield _steps(number, State.CLINICAL_REVIEW, Role.CLINICAL_LEAD_REVIEWER)
    yield _steps(number, State.CLINICAL_REVIEW, consultant)
    town.step(number, Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER)
    yield _steps(number, State.ANCHORING, Role.ANCHORING_MANAGER)
    town.step(number, Action.PRIORITISE, Role.ANCHORING_MANAGER)
    yield _steps(number, State.COMMITTEE, Role.ASSESSMENT_COMMITTEE)
    town.step(number, Action.ASK, Role.ASSESSMENT_COMMITTEE)
    yield _steps(number, State.AWAITING_ANSWERS, consultant)
    town.step(number, Action.ANSWER, consultant)
    town.step(number, Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE)
    yield _steps(number, State.DECISION, Role.MEDICAL_DIRECTOR)
    town.step(number, Action.GRANT_WITH_CONDITIONS, Role.MEDICAL_DIRECTOR)
    yield Visit(Role.MEDICAL_DIRECTOR, (f"/saker/{number}/",))

    returned = town.case_at(State.CLINICAL_REVIEW).number
    town.step(returned, Action.RETURN, Role.CLINICAL_LEAD_REVIEWER)
    yield Visit(consultant, (*SIGNED_IN, f"/saker/{returned}/", f"/saker/{returned}/soknad/"))


def _steps(number: str, state: State, role: Role) -> Visit:
    """The case page, and the page of every step that the role may take there."""
    actions = [row.action for row in actions_from(state) if role in row.roles]
    steps = [
        f"/saker/{number}/steg/{action.value}/"
        for action in actions
        if action not in ON_THE_APPLICATION
    ]
    return Visit(role, (f"/saker/{number}/", *steps))
