"""The only writers of the register of organisations."""

from likeverd.organisations.actions.absences import (
    AbsenceNotRegistered,
    end_absence,
    register_absence,
)
from likeverd.organisations.actions.catchments import CatchmentImport, import_catchments
from likeverd.organisations.actions.deputies import (
    DeputyNotRegistered,
    end_deputy,
    register_deputy,
)
from likeverd.organisations.actions.granting import (
    NewPerson,
    NotGranted,
    end_role,
    enter_person,
    grant_role,
)
from likeverd.organisations.actions.importing import import_organisations

__all__ = [
    "AbsenceNotRegistered",
    "CatchmentImport",
    "DeputyNotRegistered",
    "NewPerson",
    "NotGranted",
    "end_absence",
    "end_deputy",
    "end_role",
    "enter_person",
    "grant_role",
    "import_catchments",
    "import_organisations",
    "register_absence",
    "register_deputy",
]
