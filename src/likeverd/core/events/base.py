"""What every event has."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``kind`` names its type in the log."""

    kind: ClassVar[str]
    step_of_a_handler: ClassVar[bool] = False

    def payload(self) -> dict[str, Any]:
        """The event's own content as plain JSON."""
        return dataclasses.asdict(self)
