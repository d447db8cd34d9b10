"""Raised when the register is not changed; nothing has been written."""

from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text


class NotRecorded(Exception):
    """What was typed cannot be taken; carries the faults at their fields."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


class ChangedMeanwhile(Exception):
    """Somebody else changed the row after the person saw it."""

    message = Text(
        "Noen andre har endret dette siden du åpnet det. Se hva som står nå, og lagre på nytt hvis det du skrev, "
        "fortsatt er riktig.",
        "Nokon andre har endra dette sidan du opna det. Sjå kva som står no, og lagre på nytt om det du skreiv, "
        "framleis er rett.",
        "Somebody else has changed this since you opened it. See what it says now, and save again if what you wrote "
        "is still right.",
    )
