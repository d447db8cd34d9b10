"""The demo people of Sykehuset Innlandet, signed in and ready."""

from bench.measures.lives import Cast
from bench.measures.visitor import Visitor
from django.utils import timezone

from likeverd.core.vocabulary import Action, Role
from likeverd.methods.models import Method
from likeverd.organisations.models import Membership

HANDLERS = (
    (Role.CLINICAL_LEAD_REVIEWER, Action.ASSESS),
    (Role.ANCHORING_MANAGER, Action.PRIORITISE),
    (Role.ASSESSMENT_COMMITTEE, Action.RECOMMEND),
    (Role.MEDICAL_DIRECTOR, Action.GRANT),
)


def demo_cast(url: str) -> Cast:
    """One consultant and the four handlers whose units cover the consultant's department."""
    consultant = Membership.objects.select_related("unit").get(
        person__username="demo.overlege.kreft", role=Role.TREATING_CONSULTANT
    )
    department = consultant.unit
    reach = {department.pk, department.parent_id, None}
    handlers = []
    for role, action in HANDLERS:
        member = next(
            member
            for member in Membership.objects.filter(
                role=role, trust=consultant.trust_id, person__username__startswith="demo."
            )
            if member.unit_id in reach
        )
        handlers.append((Visitor(url, member.person_id), action))
    method = Method.objects.filter(demonstration=True).order_by("pk").first()
    return Cast(
        Visitor(url, consultant.person_id), handlers, department.pk, method.pk, timezone.now()
    )
