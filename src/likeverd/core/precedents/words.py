"""The words of the states that a row can end in, of regions, and of what nobody has recorded yet."""

from typing import Final

from likeverd.core.labels import STATE_LABELS
from likeverd.core.text import Text
from likeverd.core.vocabulary import State

# The ends that count as answers. Who withdrew or died was not answered.
ANSWERED: Final = (
    State.GRANTED,
    State.GRANTED_WITH_CONDITIONS,
    State.REFUSED,
    State.WRONG_SCHEME,
    State.STOPPED,
)
NOT_FOLLOWED_UP: Final = Text("Ikke fulgt opp ennå", "Ikkje følgd opp enno", "Not followed up yet")


def outcome_words(state: str) -> Text:
    """What the staff call an outcome."""
    return STATE_LABELS[State(state)].staff
