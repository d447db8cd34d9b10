"""Whether enough of the right people are there."""

from collections.abc import Iterable
from dataclasses import dataclass

from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import LEADING_SEATS, PROFESSION_LABELS, Profession, Seat
from likeverd.core.text import Text


@dataclass(frozen=True, slots=True)
class Seated:
    """A person in the committee, as the rules see one."""

    person: int
    seat: Seat
    profession: Profession

    @property
    def votes(self) -> bool:
        """Everybody but the secretary."""
        return self.seat is not Seat.SECRETARY


def quorum_lacks(rules: CommitteeRules, present: Iterable[Seated]) -> tuple[Text, ...]:
    """What is missing for a quorum; empty where there is one.

    A member who has declared a conflict of interest counts here: the caller takes nobody out. The secretary does not.
    """
    voting = [seated for seated in present if seated.votes]
    lacks: list[Text] = []
    if len(voting) < rules.least_present:
        lacks.append(
            Text(
                f"Minst {rules.least_present} med stemme må være til stede; {len(voting)} er det.",
                f"Minst {rules.least_present} med røyst må vere til stades; {len(voting)} er det.",
                f"At least {rules.least_present} with a vote must be present; {len(voting)} are.",
            )
        )
    if not any(seated.seat in LEADING_SEATS for seated in voting):
        lacks.append(
            Text(
                "Leder eller nestleder må være til stede.",
                "Leiar eller nestleiar må vere til stades.",
                "The leader or the deputy leader must be present.",
            )
        )
    for profession in sorted(rules.professions - {seated.profession for seated in voting}):
        name = PROFESSION_LABELS[profession]
        lacks.append(
            Text(
                f"Denne bakgrunnen må være til stede: {name.nb.lower()}.",
                f"Denne bakgrunnen må vere til stades: {name.nn.lower()}.",
                f"This background must be present: {name.en.lower()}.",
            )
        )
    return tuple(lacks)
