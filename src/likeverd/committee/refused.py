"""What keeps something from being done in the committee; nothing has been written."""

from likeverd.core.forms.reading import Fault
from likeverd.core.refusals import Refusal


class NotDone(Exception):
    """The rules refused; carries the refusal for the person."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class NotFilledIn(Exception):
    """What was written cannot be used; carries the faults at their fields."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


class NoSuchThing(Exception):
    """There is no such meeting or item, or the person may not see it; the two look the same."""
