"""Reads of accounts: whom a token or an identity belongs to, who is signed in, and the people that a demo offers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, Max, OuterRef, QuerySet

from likeverd.accounts.actions import digest_of
from likeverd.accounts.models import AccessToken, OperationsAccount, PersonLink, SignedInSession
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import HospitalTrust, Membership, Person
from likeverd.organisations.selectors import deputies_in_force, in_force

# People who were seeded in bulk bear user names of this kind. They can do what their roles let
# them, but some hundreds of them would bury the few whom the demonstration is about.
SEEDED: Final = "synt."


def person_for_token(raw: str, now: datetime) -> Person | None:
    """The active person whose open token this is; None for anything else."""
    token = AccessToken.objects.select_related("person").filter(digest=digest_of(raw)).first()
    if token is None or not token.opens(now) or not token.person.is_active:
        return None
    return token.person


def link_for(digests: list[str]) -> PersonLink | None:
    """The link in force that one of these digests names."""
    return (
        PersonLink.objects.select_related("person")
        .filter(digest__in=digests, ended_at__isnull=True)
        .first()
    )


def open_sessions(now: datetime) -> QuerySet[SignedInSession]:
    """Sessions that would be let in now, the last used first."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    kept = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return (
        SignedInSession.objects.filter(
            Exists(kept),
            ended_at__isnull=True,
            # The time of last use is written once a minute at most.
            last_used_at__gt=now - idle - timedelta(minutes=1),
            began_at__gt=now - timedelta(hours=settings.SESSION_HOURS),
        )
        .select_related("person")
        .order_by("-last_used_at", "-pk")
    )


def sessions_of(person: Person, now: datetime) -> list[SignedInSession]:
    """Where a person is signed in."""
    return list(open_sessions(now).filter(person=person))


def last_authenticated(person: Person, now: datetime) -> datetime | None:
    """When a person last proved who they are, in a session that is still open."""
    found = open_sessions(now).filter(person=person).order_by()
    moment: datetime | None = found.aggregate(last=Max("authenticated_at"))["last"]
    return moment


@dataclass(frozen=True, slots=True)
class Offered:
    """A person in one role: where, and for whom if as deputy."""

    person: Person
    unit: str
    deputy_for: str


@dataclass(frozen=True, slots=True)
class RoleOffered:
    """One role at a trust, with those who hold it."""

    label: Text
    people: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class TrustOffered:
    """One trust with its roles, in the order in which a case passes them."""

    trust: HospitalTrust
    roles: tuple[RoleOffered, ...]


def people_by_trust_and_role(today: date) -> list[TrustOffered]:
    """Active people with a role in force, by trust and role, deputies last.

    People seeded in bulk are left out.
    """
    found: dict[HospitalTrust, dict[str, list[Offered]]] = {}
    own = Membership.objects.filter(in_force(today), person__is_active=True).exclude(
        person__username__startswith=SEEDED
    )
    for held in own.select_related("trust", "unit", "person").order_by(
        "trust__name", "unit__name", "person__name"
    ):
        roles = found.setdefault(held.trust, {})
        unit = held.unit.name if held.unit else ""
        roles.setdefault(held.role, []).append(Offered(held.person, unit, ""))
    stands_in = deputies_in_force(today).filter(person__is_active=True)
    for held in stands_in.select_related("trust", "unit", "person", "deputy_for").order_by(
        "trust__name", "person__name"
    ):
        roles = found.setdefault(held.trust, {})
        unit = held.unit.name if held.unit else ""
        roles.setdefault(held.role, []).append(Offered(held.person, unit, held.deputy_for.name))
    return [
        TrustOffered(
            trust,
            tuple(
                RoleOffered(ROLE_LABELS[role], tuple(roles[role.value]))
                for role in Role
                if role.value in roles
            ),
        )
        for trust, roles in found.items()
    ]


def operations_account_is_open(pk: int) -> bool:
    """Whether the emergency account still exists."""
    return OperationsAccount.objects.filter(pk=pk, ended_at__isnull=True).exists()
