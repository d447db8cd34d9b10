"""The only writers of the register of organisations."""

from likeverd.organisations.actions.deputies import (
    DeputyNotRegistered,
    end_deputy,
    register_deputy,
)
from likeverd.organisations.actions.importing import import_organisations

__all__ = ["DeputyNotRegistered", "end_deputy", "import_organisations", "register_deputy"]
