"""Registers as documents: parsed to frozen rows, or refused whole with every fault named."""

from likeverd.core.registers.catchments import PlacedPeriod, parse_catchments_csv
from likeverd.core.registers.entries import (
    EntryRow,
    EntrySet,
    is_entries_csv,
    parse_entries_csv,
)
from likeverd.core.registers.methods import (
    DiagnosisRow,
    EventRow,
    MethodRow,
    parse_methods,
    parse_methods_csv,
)
from likeverd.core.registers.organisations import (
    AuthorityRow,
    Organisations,
    RulesRow,
    TrustRow,
    UnitKind,
    UnitRow,
    parse_organisations,
)
from likeverd.core.registers.reading import BrokenRegisterError, Problem
from likeverd.core.registers.tally import Tally

__all__ = [
    "AuthorityRow",
    "BrokenRegisterError",
    "DiagnosisRow",
    "EntryRow",
    "EntrySet",
    "EventRow",
    "MethodRow",
    "Organisations",
    "PlacedPeriod",
    "Problem",
    "RulesRow",
    "Tally",
    "TrustRow",
    "UnitKind",
    "UnitRow",
    "is_entries_csv",
    "parse_catchments_csv",
    "parse_entries_csv",
    "parse_methods",
    "parse_methods_csv",
    "parse_organisations",
]
