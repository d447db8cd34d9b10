"""The shares that seeded cases follow: published where a figure exists, openly chosen where not.

Source keys are those of the project's collection of public figures: VG17a and VG18b are VG's
counts of October 2017 and August 2018, DM400 is Dagens Medisin (about early 2023), HT3 and
NYH give the access scheme's first half year, BMJ is BMJ 2017;358:j3190 on English bodies.
"""

from typing import Final

from likeverd.core.vocabulary import State

# At least 400 patients in the whole country had an exception "in recent years" [DM400].
CASES_IN_RECENT_YEARS: Final = 400

# Exceptions given from 2015 to October 2017 by region, 91 in all [VG17a]. The later count
# [VG18b] (74, 9, 17, 5) lacks three trusts, so it is not used. Both count exceptions that were
# given; no count of applications by region exists, so the same shares stand for those.
EXCEPTIONS_BY_REGION: Final = {
    "helse-sor-ost": 68,
    "helse-vest": 18,
    "helse-midt-norge": 4,
    "helse-nord": 1,
}

# Within a region cases fall by population of the catchment areas; the rest is chosen. No rate
# of approval in this scheme is published. The nearest measured neighbours lie at 33 % (access
# scheme in 2025 [HT3, NYH]) and 43 to 52 % (local English bodies [BMJ]); 40 % of the decided
# cases is chosen between them, and the same at every trust, so that no hospital is given a
# strictness that nobody has measured.
ENDED_IN: Final = {
    State.GRANTED: 16,
    State.GRANTED_WITH_CONDITIONS: 16,
    State.REFUSED: 42,
    State.WRONG_SCHEME: 6,
    State.STOPPED: 10,
    State.WITHDRAWN: 7,
    State.CLOSED_BY_DEATH: 3,
}

# Chosen: how many cases have ended, and where the others are.
PERCENT_ENDED: Final = 85
RUNNING_IN: Final = {
    State.DRAFT: 20,
    State.CLINICAL_REVIEW: 17,
    State.ANCHORING: 13,
    State.COMMITTEE: 16,
    State.DECISION: 12,
    State.AWAITING_ANSWERS: 12,
    State.RETURNED: 10,
}

# Chosen: how often what happens on the way does.
PREPARED_BY_HELPER: Final = 0.15
FROM_PAPER: Final = 0.05
RETURNED_ONCE: Final = 0.12
ASKED_ONCE: Final = 0.2
DIRECTOR_DEVIATES: Final = 0.12
DISSENT: Final = 0.08
CONFLICT_OF_INTEREST: Final = 0.04
URGENT: Final = 0.15
