"""The only writers of like cases. All are called inside the transaction of the step that they follow."""

from likeverd.precedents.actions.recording import approve, end, run
from likeverd.precedents.actions.thresholds import mark

__all__ = ["approve", "end", "mark", "run"]
