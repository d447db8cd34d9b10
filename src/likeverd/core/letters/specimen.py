"""An invented case, for the preview of a template."""

from datetime import date
from typing import Final

from likeverd.core.letters.values import LetterFacts
from likeverd.core.reasons import reasons_for
from likeverd.core.reasons.model import Outcome
from likeverd.core.vocabulary import GRANTED_STATES, State

DECIDED_ON: Final = date(2026, 11, 23)
OUTCOMES: Final = {
    State.GRANTED: Outcome.GRANT,
    State.GRANTED_WITH_CONDITIONS: Outcome.GRANT_WITH_CONDITIONS,
    State.REFUSED: Outcome.REFUSE,
    State.WRONG_SCHEME: Outcome.WRONG_SCHEME,
    State.STOPPED: Outcome.STOP,
}
SHOWN_REASONS: Final = 4


def specimen_facts(end: State, trust: str) -> LetterFacts:
    """A case that nobody has, at a trust, with this end."""
    reasons = reasons_for(OUTCOMES[end], DECIDED_ON)[:SHOWN_REASONS]
    return LetterFacts(
        number="XX-2026-000000",
        end=end,
        decided_on=DECIDED_ON,
        method="Eksempelmab",
        indication="en oppdiktet sykdom",
        doctor="Eksempel Lege",
        department="Eksempelavdelingen",
        trust=trust,
        decided_by="Eksempel Direktør, fagdirektør",
        reasons=tuple(found.code for found in reasons),
        reasoning="Her står begrunnelsen som ble skrevet da saken ble avgjort.",
        patient="Eksempel Pasient",
        valid_until=date(2027, 6, 11) if end in GRANTED_STATES else None,
        conditions="Effekten skal vurderes etter tre måneder."
        if end is State.GRANTED_WITH_CONDITIONS
        else "",
        right_scheme="access_scheme" if end is State.WRONG_SCHEME else "",
    )
