"""The only writers of releases, statements and patients' sessions."""

from likeverd.patients.actions.releases import NotReleased, set_release
from likeverd.patients.actions.statements import NotStated, write_statement

__all__ = ["NotReleased", "NotStated", "set_release", "write_statement"]
