"""Who may see and do what: one policy, three answers. A missing grant means no.

* ``which(actor)``: the cases that the person may see;
* ``can(actor, action, case, …)``: whether the person may take the step;
* ``who(case)``: the people whom the case waits for.

Every page, list, search, notice and API call asks here. Steps are checked by the same
function of the rules (``core.duties``) that ``core.decide`` uses.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from likeverd.cases.models import Case
from likeverd.cases.records import facts_of
from likeverd.core.access import Ground
from likeverd.core.case import Actor, Grant
from likeverd.core.decide import available
from likeverd.core.elsewhere import SEEN, Part, part_of
from likeverd.core.precedents.words import ANSWERED
from likeverd.core.prices import OFFICIAL_NEED
from likeverd.core.vocabulary import STEP_ROLE, STEPS, WITH_APPLICANT, Action, Role, State, depth
from likeverd.organisations.models import Person
from likeverd.organisations.presence import Hands, hands
from likeverd.organisations.selectors import applicant_and_deputies, people_in_role

NOTHING = Q(pk__in=[])

# From which depth of the chain a role sees the cases of its unit or trust [rules 2.1].
# Line leaders see their unit's cases when they are sent; the committee and the director
# see a case from the step that concerns them.
SEES_FROM = {
    Role.CLINICAL_LEAD_REVIEWER: depth(State.CLINICAL_REVIEW),
    Role.ANCHORING_MANAGER: depth(State.CLINICAL_REVIEW),
    Role.ASSESSMENT_COMMITTEE: depth(State.COMMITTEE),
    Role.MEDICAL_DIRECTOR: depth(State.DECISION),
}
ROLE_STEP = {role: step for step, role in STEP_ROLE.items()}

# Who needs to know the patient's identity: those who treat, those who check the facts
# against the record, and the one who decides and signs. Others see a masked patient.
IDENTITY_ROLES = frozenset(
    {
        Role.TREATING_CONSULTANT,
        Role.HELPER,
        Role.CLINICAL_LEAD_REVIEWER,
        Role.MEDICAL_DIRECTOR,
    }
)


def which(actor: Actor) -> Q:
    """The cases that the person may see, as a condition on ``Case``."""
    seen = NOTHING
    if actor.grants:
        seen |= Q(
            participants__contains=[actor.person],
            trust_id__in={grant.trust for grant in actor.grants},
        )
    for grant in actor.grants:
        if grant.role in SEES_FROM:
            seen |= _reach(grant) & Q(furthest__gte=SEES_FROM[grant.role]) & _declared(actor, grant)
        elif grant.role is Role.TREATING_CONSULTANT and grant.deputy_for is not None:
            seen |= _reach(grant) & Q(applicant_id=grant.deputy_for)
    if actor.emergencies:
        seen |= Q(pk__in=[case for case, _ in actor.emergencies])
    return _open_to(actor, seen | _from_elsewhere(actor))


def _from_elsewhere(actor: Actor) -> Q:
    """Cases of other trusts in which the person has a part (``core.elsewhere``), and those of an invitation."""
    seen = NOTHING
    for grant in actor.grants:
        if grant.role is Role.MEDICAL_DIRECTOR:
            seen |= Q(home_trust_id=grant.trust, furthest__gt=0) | Q(review_trust_id=grant.trust)
        elif grant.role is Role.TREATING_CONSULTANT and grant.deputy_for is None:
            seen |= Q(receiving_person_id=actor.person, receiving_trust_id=grant.trust)
    if actor.invitations:
        seen |= Q(pk__in=[case for case, _ in actor.invitations])
    return seen


def part(actor: Actor, case: Case) -> Part | None:
    """The part that the person has in the case from outside its trust, or by invitation; None where there is none."""
    found = part_of(
        actor,
        home_trust=case.home_trust_id,
        receiving_trust=case.receiving_trust_id,
        receiving_person=case.receiving_person_id,
        review_trust=case.review_trust_id,
        sent=case.furthest > 0,
    )
    if found is None and case.pk in dict(actor.invitations):
        return Part.EXPERT
    return found


def _open_to(actor: Actor, cases: Q) -> Q:
    """Those of the cases that neither a conflict of interest nor a block closes to the person."""
    found = cases & ~Q(conflicted__contains=[actor.person])
    return found & ~Q(pk__in=actor.blocked) if actor.blocked else found


def _declared(actor: Actor, grant: Grant) -> Q:
    """Where the trust's committee meets, its members see a case when they have said that they have no conflict."""
    if grant.role is not Role.ASSESSMENT_COMMITTEE:
        return Q()
    return Q(cleared__isnull=True) | Q(cleared__contains=[actor.person])


def to_declare(actor: Actor) -> Q:
    """Waiting cases of which the person sees a stub alone, until it is said whether there is a conflict of interest."""
    waits = NOTHING
    for grant in actor.grants:
        if grant.role is Role.ASSESSMENT_COMMITTEE:
            waits |= _reach(grant)
    undeclared = Q(state=State.COMMITTEE, cleared__isnull=False) & ~Q(
        cleared__contains=[actor.person]
    )
    return _open_to(actor, waits & undeclared & ~Q(barred__contains=[actor.person]))


def waiting_for(actor: Actor) -> Q:
    """The cases that wait for this person to do something."""
    waits = NOTHING
    for grant in actor.grants:
        if grant.role in ROLE_STEP:
            mine = _reach(grant) & Q(state=ROLE_STEP[grant.role]) & _declared(actor, grant)
            if grant.deputy_for is None:
                mine &= ~Q(barred__contains=[actor.person])
            else:
                mine &= ~Q(conflicted__contains=[grant.deputy_for])
            waits |= mine & ~Q(applicant_id=actor.person)
        elif grant.role is Role.TREATING_CONSULTANT:
            applicant = grant.deputy_for or actor.person
            mine = Q(state__in=WITH_APPLICANT) | Q(state__in=STEPS) & ~Q(method_changes=[])
            waits |= _reach(grant) & Q(applicant_id=applicant) & mine
        elif grant.role is Role.HELPER:
            waits |= Q(
                helpers__contains=[actor.person],
                trust_id=grant.trust,
                state__in=[State.DRAFT, State.RETURNED],
                ready_for_consultant=False,
            )
    return _open_to(actor, waits | _waits_from_elsewhere(actor))


def _waits_from_elsewhere(actor: Actor) -> Q:
    """Cases of other trusts that wait for this person: to acknowledge, to review, to take over, to advise."""
    running = Q(state__in=[*WITH_APPLICANT, *STEPS])
    waits = NOTHING
    for grant in actor.grants:
        if grant.role is Role.MEDICAL_DIRECTOR:
            unknown = Q(home_trust_id=grant.trust, home_acknowledged=False, furthest__gt=0)
            waits |= unknown & running | Q(review_trust_id=grant.trust)
        elif grant.role is Role.TREATING_CONSULTANT and grant.deputy_for is None:
            offered = Q(receiving_person_id=actor.person, receiving_trust_id=grant.trust)
            waits |= offered & running
    if actor.invitations:
        waits |= Q(pk__in=[case for case, _ in actor.invitations]) & running
    return waits


def _reach(grant: Grant) -> Q:
    trust = Q(trust_id=grant.trust)
    if grant.unit is None:
        return trust
    return trust & (Q(department_id=grant.unit) | Q(division_id=grant.unit))


def can(actor: Actor, action: Action, case: Case) -> bool:
    """Whether the person may take this step of the case now."""
    return any(row.action is action for row in available(facts_of(case), actor))


def may_write(actor: Actor, case: Case) -> bool:
    """Whether the person may write in the application: applicant, deputy or helper."""
    if case.state not in (State.DRAFT, State.RETURNED) or actor.person in case.conflicted:
        return False
    for grant in actor.grants:
        if not _covers(grant, case):
            continue
        if grant.role is Role.HELPER and actor.person in case.helpers:
            return True
        if grant.role is Role.TREATING_CONSULTANT and case.applicant_id in (
            actor.person,
            grant.deputy_for,
        ):
            return True
    return False


def may_begin(actor: Actor, role: Role, trust: int, units: tuple[int, ...]) -> bool:
    """Whether the person may begin an application here: as consultant, or as helper."""
    return any(
        grant.role is role and grant.trust == trust and (grant.unit is None or grant.unit in units)
        for grant in actor.grants
    )


def sees_identity(actor: Actor, case: Case) -> bool:
    """Whether the person's role in this case needs to know who the patient is."""
    if actor.person == case.applicant_id or actor.person in case.helpers:
        return True
    if emergency_of(actor, case) is not None:
        return True
    found = part(actor, case)
    if found is not None and SEEN[found].identity:
        return True
    return any(
        grant.role in IDENTITY_ROLES
        and _covers(grant, case)
        and (
            case.furthest >= SEES_FROM[grant.role]
            if grant.role in SEES_FROM
            else grant.deputy_for == case.applicant_id
        )
        for grant in actor.grants
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a person to a case, for the access log: the ground, and the grant that gives it."""

    ground: Ground
    grant: Grant | None
    emergency: int | None = None


def tie(actor: Actor, case: Case) -> Tie:
    """The closest tie of a person to a case that the person may see."""
    covering = [grant for grant in actor.grants if _covers(grant, case)]

    def grant_as(role: Role) -> Grant | None:
        return next((grant for grant in covering if grant.role is role), None)

    emergency = emergency_of(actor, case)
    if emergency is not None:  # said first: also one with a role may have opened a block
        return Tie(Ground.EMERGENCY_SIGHT, next(iter(covering), None), emergency)
    if actor.person == case.applicant_id:
        return Tie(Ground.APPLICANT, grant_as(Role.TREATING_CONSULTANT))
    if actor.person in case.helpers:
        return Tie(Ground.HELPER, grant_as(Role.HELPER))
    for grant in covering:
        if grant.role in SEES_FROM and case.furthest >= SEES_FROM[grant.role]:
            return Tie(Ground.DEPUTY if grant.deputy_for else Ground.ROLE, grant)
        if grant.role is Role.TREATING_CONSULTANT and grant.deputy_for == case.applicant_id:
            return Tie(Ground.DEPUTY, grant)
    found = part(actor, case)
    if found is not None:
        return Tie(Ground(found.value), next(iter(actor.grants), None))
    return Tie(Ground.HANDLER, next(iter(covering), None))


def emergency_of(actor: Actor, case: Case) -> int | None:
    """The id of the emergency sight that the person has of the case; None where there is none."""
    return dict(actor.emergencies).get(case.pk)


def sees_prices(actor: Actor, case: Case) -> bool:
    """Whether the person's task in this case needs exact amounts of money; others see bands."""
    if may_write(actor, case) or actor.person == case.applicant_id or actor.person in case.helpers:
        return True
    found = part(actor, case)
    if found is not None and SEEN[found].prices:
        return True
    return any(
        grant.role in OFFICIAL_NEED
        and _covers(grant, case)
        and case.furthest >= SEES_FROM[grant.role]
        for grant in actor.grants
    )


def sees_like_cases(actor: Actor, case: Case) -> bool:
    """Whether like cases are shown to the person beside this case: to the applicant, and to those who assess it.

    A helper writes and does not argue; nor does one who looks in an emergency.
    """
    if actor.person == case.applicant_id:
        return True
    return any(
        case.furthest >= SEES_FROM[grant.role]
        if grant.role in SEES_FROM
        else grant.role is Role.TREATING_CONSULTANT and grant.deputy_for == case.applicant_id
        for grant in actor.grants
        if _covers(grant, case)
    )


# Those who argue and those who assess; who keeps registers, roles and logs has no need.
ROLES_OF_LIKE_CASES = frozenset({Role.TREATING_CONSULTANT, *SEES_FROM})


def may_search_like_cases(actor: Actor) -> bool:
    """Whether the person may search in what others have approved of their reasoning."""
    return bool(actor.roles & ROLES_OF_LIKE_CASES)


def may_read_group_drafts(actor: Actor) -> bool:
    """Whether the person may read drafts of group exceptions, which the medical directors decide together."""
    return Role.MEDICAL_DIRECTOR in actor.roles


def may_approve_reasoning(actor: Actor, case: Case) -> bool:
    """Whether the person may let others find the cleaned reasoning: who ended the case, the committee, the director."""
    if State(case.state) not in ANSWERED:
        return False
    if case.handlers and case.handlers[-1]["person"] == actor.person:
        return True
    return any(
        grant.role in (Role.ASSESSMENT_COMMITTEE, Role.MEDICAL_DIRECTOR)
        and case.furthest >= SEES_FROM[grant.role]
        for grant in actor.grants
        if _covers(grant, case)
    )


def _covers(grant: Grant, case: Case) -> bool:
    units = (None, case.department_id, case.division_id)
    return grant.trust == case.trust_id and grant.unit in units


def who(case: Case, today: date) -> list[Person]:
    """The people whom the case waits for now; nobody when it has ended.

    One who is away is left out while anybody else can act, deputies among them.
    """
    found = _hands(case, today)
    applicant = case.state in WITH_APPLICANT
    return found.holders if applicant else sorted(found.holders + found.deputies, key=_by_name)


def _by_name(person: Person) -> tuple[str, int]:
    return (person.name, person.pk)


def _hands(case: Case, today: date) -> Hands:
    state = State(case.state)
    units = (case.department_id, case.division_id)
    if state in WITH_APPLICANT:
        people = applicant_and_deputies(
            case.applicant_id, case.trust_id, units, today, never=case.conflicted
        )
    elif state in STEPS:
        people = people_in_role(
            STEP_ROLE[state],
            case.trust_id,
            units,
            today,
            barred=case.barred,
            never=[case.applicant_id],
            conflicted=case.conflicted,
        )
    else:
        people = []
    return hands(people)
