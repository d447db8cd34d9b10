"""Why nothing was written."""

from likeverd.core.forms.reading import Fault
from likeverd.core.letters import TemplateFault
from likeverd.core.text import Text


class NotGiven(Exception):
    """A letter was not released or corrected; carries the faults at their fields."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


class NotPublished(Exception):
    """A template was not published; carries its faults."""

    def __init__(self, faults: tuple[TemplateFault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class TextChangedMeanwhile(Exception):
    """Somebody else saved a version of the template since this one was opened."""

    message = Text(
        "Noen andre har lagret en ny versjon siden du åpnet siden. Det du skrev, står her. Lagrer du nå, blir det den "
        "nyeste.",
        "Nokon andre har lagra ein ny versjon sidan du opna sida. Det du skreiv, står her. Lagrar du no, blir det den "
        "nyaste.",
        "Somebody else has saved a new version since you opened the page. What you wrote stands here. Saved now, it "
        "becomes the newest.",
    )
