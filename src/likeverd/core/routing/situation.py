"""The facts as the rules see them: flat, and without dates but for what they mean on the day."""

from enum import StrEnum
from typing import NamedTuple

from likeverd.core.method_events import MethodKind
from likeverd.core.routing.facts import (
    Authorisation,
    EstablishedTreatment,
    Facts,
    GroupException,
    Scope,
    TrialStatus,
)
from likeverd.core.routing.standing import NOT_KNOWN, Doubt, Status, standing_of


class GroupState(StrEnum):
    """Where a group exception is in its life on the day."""

    NONE = "none"
    NOT_BEGUN = "not_begun"
    IN_FORCE = "in_force"
    ENDED = "ended"


class Situation(NamedTuple):
    """What a rule may ask. ``medicine`` is false for devices and procedures."""

    status: Status
    exceptions_open: bool
    reassessed: bool
    ready: bool
    doubt: Doubt | None
    scope: Scope
    medicine: bool
    authorisation: Authorisation | None
    group: GroupState
    covers_patient: bool | None
    conditions_met: bool | None
    trial: TrialStatus | None
    eligible: bool | None
    on_cup_list: bool | None
    already: bool | None
    privately: bool | None
    in_trial: bool | None
    established: EstablishedTreatment | None
    larger_effect: bool | None
    differs: bool | None


def situation_of(facts: Facts) -> Situation:
    """The facts as they are on their day."""
    method, authorisation = facts.method, facts.marketing_authorisation
    if method is None:
        stands = NOT_KNOWN
        medicine = authorisation is not Authorisation.NOT_APPLICABLE
    else:
        stands = standing_of(method, facts.on)
        medicine = method.kind is MethodKind.MEDICINE
        if medicine and authorisation is Authorisation.NOT_APPLICABLE:
            authorisation = None  # a medicine always has one or lacks one: not known yet
    group, trial = facts.group_exception, facts.trial
    patient, criteria = facts.patient, facts.criteria
    return Situation(
        stands.status,
        stands.exceptions_open,
        stands.reassessed,
        stands.ready,
        stands.doubt,
        facts.scope,
        medicine,
        authorisation,
        GroupState.NONE if group is None else _group_state(group, facts),
        None if group is None else group.covers_patient,
        facts.conditions_met,
        None if trial is None else trial.status,
        None if trial is None else trial.eligible,
        facts.on_national_cup_list,
        patient.already_on_treatment,
        patient.privately_started,
        patient.in_trial,
        criteria.established_treatment,
        criteria.larger_effect_documented,
        criteria.differs_from_refused_group,
    )


def _group_state(group: GroupException, facts: Facts) -> GroupState:
    if facts.on < group.first:
        return GroupState.NOT_BEGUN
    if group.last is not None and group.last < facts.on:
        return GroupState.ENDED
    return GroupState.IN_FORCE
