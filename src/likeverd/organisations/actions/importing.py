"""Importing the register of organisations from a document."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from likeverd.core.registers import (
    BrokenRegisterError,
    Organisations,
    Problem,
    RulesRow,
    Tally,
    UnitKind,
    UnitRow,
)
from likeverd.organisations.actions.upsert import upsert
from likeverd.organisations.context import everything
from likeverd.organisations.models import (
    HospitalTrust,
    RegionalAuthority,
    TrustRulesVersion,
    Unit,
)

Trusts = Mapping[str, HospitalTrust]
Units = Mapping[tuple[str, str], Unit]


@transaction.atomic
def import_organisations(document: Organisations, *, demonstration: bool) -> tuple[Tally, ...]:
    """Bring the register to what the document says, all of it or nothing.

    ``demonstration`` takes in units and settings that are assumptions for a demonstration;
    without it they are skipped. What the document does not name is left alone. Raises
    ``BrokenRegisterError`` where it contradicts what is stored.
    """
    authorities, authority_tally = _authorities(document)
    trusts, trust_tally = _trusts(document, authorities)
    everything("the register of units and settings covers all trusts, the new ones too")
    divisions, division_tally = _units(
        document, UnitKind.DIVISION, trusts, {}, demonstration=demonstration
    )
    _, department_tally = _units(
        document, UnitKind.DEPARTMENT, trusts, divisions, demonstration=demonstration
    )
    rules_tally = _rules(document, trusts, demonstration=demonstration)
    return authority_tally, trust_tally, division_tally, department_tally, rules_tally


def _authorities(document: Organisations) -> tuple[Mapping[str, RegionalAuthority], Tally]:
    wanted = {row.code: {"code": row.code, "name": row.name} for row in document.authorities}
    existing = {row.code: row for row in RegionalAuthority.objects.filter(code__in=wanted)}
    return upsert(RegionalAuthority, "regional authorities", wanted, existing)


def _trusts(
    document: Organisations, authorities: Mapping[str, RegionalAuthority]
) -> tuple[Trusts, Tally]:
    wanted = {
        row.code: {
            "code": row.code,
            "name": row.name,
            "short_name": row.short_name,
            "prefix": row.prefix,
            "regional_authority_id": authorities[row.regional_authority].pk,
            "skde_code": row.skde_code,
            "population": row.population,
            "population_date": None if row.population is None else document.population_date,
            "language": row.language.value,
        }
        for row in document.trusts
    }
    stored = {row.code: row for row in HospitalTrust.objects.all()}
    problems = [
        Problem(f"trust {code}", f"the prefix {values['prefix']!r} belongs to {other.code}")
        for code, values in wanted.items()
        for other in stored.values()
        if other.code != code and other.prefix == values["prefix"]
    ]
    _refuse(problems)
    return upsert(HospitalTrust, "trusts", wanted, stored)


def _units(
    document: Organisations,
    kind: UnitKind,
    trusts: Trusts,
    divisions: Units,
    *,
    demonstration: bool,
) -> tuple[Units, Tally]:
    of_kind = [row for row in document.units if row.kind is kind]
    rows = [row for row in of_kind if demonstration or not row.demonstration]
    _refuse(
        Problem(f"unit {row.trust}/{row.code}", "its division belongs to the demonstration")
        for row in rows
        if row.parent and (row.trust, row.parent) not in divisions
    )
    wanted = {(row.trust, row.code): _unit(row, trusts, divisions) for row in rows}
    existing = {
        (row.trust.code, row.code): row
        for row in Unit.objects.select_related("trust").filter(
            trust__in=trusts.values(), code__in={row.code for row in rows}
        )
    }
    return upsert(Unit, f"{kind}s", wanted, existing, skipped=len(of_kind) - len(rows))


def _unit(row: UnitRow, trusts: Trusts, divisions: Units) -> dict[str, Any]:
    return {
        "trust_id": trusts[row.trust].pk,
        "parent_id": divisions[row.trust, row.parent].pk if row.parent else None,
        "kind": row.kind.value,
        "code": row.code,
        "name": row.name,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _rules(document: Organisations, trusts: Trusts, *, demonstration: bool) -> Tally:
    rows = [row for row in document.rules if demonstration or not row.demonstration]
    wanted = {
        (row.trust, row.rules.version): {
            "trust_id": trusts[row.trust].pk,
            "version": row.rules.version,
            "valid_from": row.rules.valid_from,
            "document": dict(row.document),
        }
        for row in rows
    }
    stored = TrustRulesVersion.objects.select_related("trust").filter(trust__in=trusts.values())
    existing = {(row.trust.code, row.version): row for row in stored}
    _refuse(problem for row in rows for problem in _contradictions(row, existing))
    skipped = len(document.rules) - len(rows)
    return upsert(TrustRulesVersion, "trust settings", wanted, existing, skipped=skipped)[1]


def _contradictions(
    row: RulesRow, existing: Mapping[tuple[str, str], TrustRulesVersion]
) -> list[Problem]:
    """Cases keep the version they were begun under, so a stored version never changes."""
    place = f"settings of {row.trust}, version {row.rules.version}"
    stored = existing.get((row.trust, row.rules.version))
    if stored is not None and stored.document != row.document:
        return [Problem(place, "is stored with other content; give the change a new version")]
    return [
        Problem(place, f"begins on {row.rules.valid_from}, as does version {version}")
        for (trust, version), other in existing.items()
        if trust == row.trust
        and version != row.rules.version
        and other.valid_from == row.rules.valid_from
    ]


def _refuse(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise BrokenRegisterError(found)
