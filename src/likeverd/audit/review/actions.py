"""The only writers of findings and sign-offs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import connection, transaction

from likeverd.accounts.actions.links import link_pads
from likeverd.audit.review.models import Finding, SignOff
from likeverd.audit.review.refused import NotSigned
from likeverd.audit.review.selectors import finding_for, is_about
from likeverd.audit.serving import Served, serve
from likeverd.core.access import AccessKind, Ground
from likeverd.core.log_review import (
    Found,
    Limits,
    Look,
    SignOffWanted,
    faults_of_sign_off,
    find,
)
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.context import everything
from likeverd.organisations.models import HospitalTrust, Person
from likeverd.organisations.selectors import current_rules_version, trust_rules

LOOKS: Final = """
    SELECT at, person, kind, ground, of_case, number, role, patient, emergency, own_record, same_surname
    FROM audit_review_looks(%s, %s, %s, %s, %s)
"""
WHY_ALL: Final = "the logs of all trusts are reviewed, each by itself"
LONGEST_RUN: Final = "10min"


def review_log(days: int, *, now: datetime) -> dict[str, int]:
    """Run the rules over the log of every trust, for today and the days before; answers how many are new, by trust.

    May be repeated, and periods may overlap: nothing is kept twice. Each trust has a transaction of its own.
    """
    with transaction.atomic():
        everything(WHY_ALL)
        trusts = list(HospitalTrust.objects.order_by("code").values_list("pk", "code"))
    last = local_day(now)
    first = last - timedelta(days=days - 1)
    return {code: _review_trust(trust, first, last, now=now) for trust, code in trusts}


def _review_trust(trust: int, first: date, last: date, *, now: datetime) -> int:
    with transaction.atomic():
        everything(WHY_ALL)
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_RUN}'")
        version = current_rules_version(trust, last)
        limits = trust_rules(trust, version).log_review if version else Limits()
        found = find(_looks(trust, first - limits.window, last), limits, first, last)
        known = set(
            Finding.objects.filter(trust_id=trust, key__in={one.key for one in found}).values_list(
                "rule", "key"
            )
        )
        new = [one for one in found if (one.rule.value, one.key) not in known]
        # Two runs at once find the same; the database keeps the first.
        Finding.objects.bulk_create(
            [_row(one, trust, now) for one in new], ignore_conflicts=True, batch_size=500
        )
    return len(new)


def _looks(trust: int, first: date, last: date) -> list[Look]:
    begins = datetime.combine(first, time(0), OSLO)
    ends = datetime.combine(last + timedelta(days=1), time(0), OSLO)
    inner, outer = zip(*link_pads(), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(LOOKS, [trust, begins, ends, list(inner), list(outer)])
        return [
            Look(at, person, AccessKind(kind), Ground(ground), *rest)
            for at, person, kind, ground, *rest in cursor.fetchall()
        ]


def _row(found: Found, trust: int, now: datetime) -> Finding:
    return Finding(
        trust_id=trust,
        rule=found.rule.value,
        key=found.key,
        person_id=found.person,
        role=found.role,
        ground=found.ground,
        case=found.case,
        number=found.number,
        patient=found.patient,
        emergency=found.emergency,
        begins=found.begins,
        ends=found.ends,
        facts=dict(found.facts),
        found_at=now,
    )


def sign_off(finding: int, wanted: SignOffWanted, *, by: Person, now: datetime) -> SignOff:
    """Write what a reviewer of the trust came to. The newest sign-off counts; earlier ones stay.

    Raises ``NoSuchFinding`` where the person reviews no log that has it, and ``NotSigned`` with the faults.
    """
    with transaction.atomic():
        found = finding_for(finding, by, now)
        faults = faults_of_sign_off(wanted, own=is_about(found, by))
        if faults:
            raise NotSigned(faults)
        signed: SignOff = SignOff.objects.create(
            trust_id=found.trust_id,
            finding=found,
            outcome=wanted.outcome,
            words=" ".join(wanted.words.split()),
            by=by,
            at=now,
        )
        serve(log_read(found.trust_id, AccessKind.CHANGE, found.number))
    return signed


def log_read(trust: int, kind: AccessKind = AccessKind.READ, number: str = "") -> Served:
    """What the access log says of somebody who reads it: which trust's, and about which case's number, if one."""
    return Served(
        trust=trust,
        kind=kind,
        ground=Ground.OFFICIAL_NEED,
        number=number,
        role=Role.LOG_REVIEWER.value,
        shown=frozenset({"log"}),
    )
