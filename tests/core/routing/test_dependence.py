"""Which parts of a situation a question looks at."""

from functools import partial
from operator import attrgetter

from likeverd.core.routing.dependence import EVERYTHING, parts_read
from likeverd.core.routing.facts import Authorisation, TrialStatus
from likeverd.core.routing.rule import always
from likeverd.core.routing.rules.exceptions import judged
from likeverd.core.routing.standing import Status


def _around(question):
    return lambda s: not question(s)


def _by_itself(s):
    return s.covers_patient is None and _by_itself(s)


def test_what_is_read_is_found_through_calls_and_closures():
    assert parts_read(always) == set()
    assert parts_read(lambda s: s.status in (Status.PROPOSED, Status.WITHDRAWN)) == {"status"}
    assert parts_read(lambda s: s.medicine and judged(s)) == {
        "medicine",
        "status",
        "exceptions_open",
    }
    assert parts_read(_around(lambda s: s.trial is TrialStatus.OPEN)) == {"trial"}
    assert parts_read(lambda s: any(s.authorisation is one for one in Authorisation)) == {
        "authorisation"
    }
    assert parts_read(_by_itself) == {"covers_patient"}


def test_what_cannot_be_seen_through_reads_everything():
    assert parts_read(attrgetter("status")) == EVERYTHING
    assert parts_read(partial(judged)) == EVERYTHING
    assert parts_read(lambda s: getattr(s, "status")) == EVERYTHING  # noqa: B009 - the point
    assert parts_read(lambda s: s._asdict()["status"]) == EVERYTHING
    assert parts_read(lambda s: _Hidden(s).status) == EVERYTHING


class _Hidden:
    def __init__(self, situation):
        self.status = situation.status
