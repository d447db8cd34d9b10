"""When the committee meets. Cases do not know the committee's tables: the room above says so when it starts."""

from collections.abc import Callable, Sequence
from datetime import datetime

from likeverd.cases.models import Case
from likeverd.core.timing.ways import MeetingDay

Source = Callable[[int, datetime], Sequence[MeetingDay]]
_sources: list[Source] = []


def known_by(source: Source) -> None:
    """From now on this function is asked for the coming meetings of a trust."""
    if source not in _sources:
        _sources.append(source)


def meetings_of(case: Case, now: datetime) -> Sequence[MeetingDay]:
    """The meetings that the case can still be put on; none is asked for where nothing hangs on it."""
    if case.cleared is None or case.start_by is None or case.ended_at is not None:
        return ()
    return [day for source in _sources for day in source(case.trust_id, now)]
