"""The only place where cases change: every step in one transaction, or not at all.

A step locks the case row, compares the version that the person saw, lets ``core.decide``
judge, writes state row and event together, and queues the notices in the outbox.
"""

from likeverd.cases.actions.drafts import Saved, begin, save_draft
from likeverd.cases.actions.steps import take_step
from likeverd.cases.beginning import NewCase

__all__ = ["NewCase", "Saved", "begin", "save_draft", "take_step"]
