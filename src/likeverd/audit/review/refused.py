"""What keeps a sign-off from being written."""

from likeverd.core.forms.reading import Fault


class NoSuchFinding(Exception):
    """There is none, or the person does not review that trust's log."""


class NotSigned(Exception):
    """Nothing was written; carries the faults at their fields."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults
