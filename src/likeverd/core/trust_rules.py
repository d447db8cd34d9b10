"""A trust's own settings: its chain, titles, time targets, texts and codes.

Hospitals differ in chain, titles and texts (Sykehuset Innlandet's procedure spells its own
project code two ways), so all of it is versioned settings; national criteria are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from likeverd.core.archive.settings import ArchiveRules, archive_from
from likeverd.core.committee.settings import CommitteeRules, committee_from
from likeverd.core.log_review.limits import Limits, limits_from
from likeverd.core.retention import RetentionRules, retention_from
from likeverd.core.text import Text
from likeverd.core.timing.targets import USUAL_TARGETS, TimeTargets, targets_from
from likeverd.core.vocabulary import STEPS, Role, State


class BrokenTrustRules(ValueError):
    """The settings document cannot be used; says which entry and why."""


@dataclass(frozen=True, slots=True)
class TrustRules:
    """One version of one trust's settings.

    ``targets`` and ``urgent_targets`` are working days per step, promised to the applicant.
    ``project_threshold`` is the yearly cost in kroner above which an exception gets a
    project number of its own. ``log_review`` are the limits of the rules of log review.
    ``review_trust`` is the code of the trust that by agreement reviews new facts after this one's decisions.
    ``time`` are the targets for the whole way and the office hours; ``form_owner`` is the role
    that answers for the form at the trust and sees how often its fields are asked about.
    ``committee`` is how its committee meets; None where one person with the role records the
    recommendation. ``contacts`` says how patients reach a department, by its code («telefon 62 00 00 00»); letters
    use it.
    recommendation. ``archive`` is how its cases are filed, and ``retention`` how long they are kept.
    """

    version: str
    valid_from: date
    chain: tuple[State, ...]
    titles: Mapping[State, Text]
    targets: Mapping[State, int]
    urgent_targets: Mapping[State, int]
    payer: Text
    project_code: str
    project_threshold: int
    invoice_address: str
    source: str
    log_review: Limits
    review_trust: str = ""
    time: TimeTargets = USUAL_TARGETS
    form_owner: Role = Role.MEDICAL_DIRECTOR
    committee: CommitteeRules | None = None
    contacts: Mapping[str, str] = field(default_factory=dict)
    archive: ArchiveRules = field(default_factory=ArchiveRules)
    retention: RetentionRules = field(default_factory=RetentionRules)

    def following(self, step: State) -> State:
        """The step after this one in the trust's chain.

        A step that the chain has no longer hands on to the next deeper step it does have.
        """
        position = STEPS.index(step)
        return next(later for later in self.chain if STEPS.index(later) > position)

    def target(self, step: State, *, urgent: bool) -> int:
        """Working days promised for the step."""
        return (self.urgent_targets if urgent else self.targets)[step]


def parse(document: Mapping[str, Any]) -> TrustRules:
    """Read a settings document (plain JSON); raises ``BrokenTrustRules``."""
    try:
        steps = document["steps"]
        chain = tuple(State(step["step"]) for step in steps)
        _check_chain(chain)
        return TrustRules(
            version=str(document["version"]),
            valid_from=date.fromisoformat(document["valid_from"]),
            chain=chain,
            titles={State(step["step"]): Text(**step["title"]) for step in steps},
            targets={State(step["step"]): _days(step["working_days"]) for step in steps},
            urgent_targets={
                State(step["step"]): _days(step["urgent_working_days"]) for step in steps
            },
            payer=Text(**document["payer"]),
            project_code=str(document["project_code"]),
            project_threshold=int(document["project_threshold"]),
            invoice_address=str(document["invoice_address"]),
            source=str(document["source"]),
            log_review=limits_from(document.get("log_review", {})),
            review_trust=str(document.get("review_trust", "")),
            time=targets_from(document.get("time", {})),
            form_owner=Role(document.get("form_owner", Role.MEDICAL_DIRECTOR)),
            committee=committee_from(document.get("committee")),
            contacts=_contacts(document.get("contacts", {})),
            archive=archive_from(document.get("archive")),
            retention=retention_from(document.get("retention")),
        )
    except KeyError as missing:
        raise BrokenTrustRules(f"the settings lack {missing}") from missing
    except (TypeError, ValueError) as fault:
        raise BrokenTrustRules(str(fault)) from fault


def _check_chain(chain: tuple[State, ...]) -> None:
    if not chain or chain[-1] is not State.DECISION:
        raise BrokenTrustRules("a chain must end with the step 'decision'")
    if list(chain) != [step for step in STEPS if step in chain]:
        raise BrokenTrustRules(
            "a chain may leave steps out, but not repeat them, move them or add others"
        )


def _contacts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise BrokenTrustRules("'contacts' must name departments by code, each with a text")
    return {str(code): words.strip() for code, words in value.items()}


def _days(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 250:
        raise BrokenTrustRules(f"working days must be a whole number from 0 to 250, not {value!r}")
    return value
