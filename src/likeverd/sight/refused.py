"""What keeps a sight or a block from being given."""

from likeverd.core.forms.reading import Fault


class NotGiven(Exception):
    """Nothing was written; carries the faults at their fields."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults
