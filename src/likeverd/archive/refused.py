"""What is not carried out."""

from likeverd.core.forms.reading import Fault


class NoSuchHandOver(Exception):
    """There is none, or not one that the person may see: which of the two is not told."""


class NoSuchHold(Exception):
    """There is no such hold, or not one that the person may end."""


class NotHeld(Exception):
    """The form has faults, one for each field."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults
