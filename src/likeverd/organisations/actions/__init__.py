"""The only writers of the register of organisations."""

from likeverd.organisations.actions.importing import import_organisations

__all__ = ["import_organisations"]
