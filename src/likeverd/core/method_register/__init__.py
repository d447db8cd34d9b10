"""The register of methods as rules see it: what holds on a day, what changed, and what a change means for cases.

``record`` is everything about one method; ``entries`` and ``fields`` say what each kind of entry is and asks for;
``checking`` reads what was typed; ``changes`` compares days; ``meaning`` asks the routing rules before and after.
"""

from likeverd.core.method_register.changes import Between, What, between, how
from likeverd.core.method_register.checking import Read, entry_of, read_entry, read_event
from likeverd.core.method_register.entries import (
    Condition,
    ConditionKind,
    Content,
    CupListing,
    Entry,
    EntryKind,
    GroupException,
    MarketingAuthorisation,
    Trial,
    TrialState,
    content_of,
)
from likeverd.core.method_register.meaning import Effect, Meaning, RouteChange, meaning
from likeverd.core.method_register.record import (
    MethodRecord,
    RegisterEvent,
    conditions_on,
    facts_of,
    holding,
    inferred,
    opening_on,
    standing_on,
)

__all__ = [
    "Between",
    "Condition",
    "ConditionKind",
    "Content",
    "CupListing",
    "Effect",
    "Entry",
    "EntryKind",
    "GroupException",
    "MarketingAuthorisation",
    "Meaning",
    "MethodRecord",
    "Read",
    "RegisterEvent",
    "RouteChange",
    "Trial",
    "TrialState",
    "What",
    "between",
    "conditions_on",
    "content_of",
    "entry_of",
    "facts_of",
    "holding",
    "how",
    "inferred",
    "meaning",
    "opening_on",
    "read_entry",
    "read_event",
    "standing_on",
]
