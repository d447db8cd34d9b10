"""Told when a case has moved, so that what follows a decision can be made without the cases knowing who makes it.

``step_taken`` is sent with ``case``, ``events`` (the new ``core.events.Recorded``, in order), ``by`` and ``now``,
inside the transaction of the step itself and before its events are written: a receiver that fails undoes the step. What
takes time belongs in a job, queued here and run after the commit.
"""

from django.dispatch import Signal

step_taken = Signal()
