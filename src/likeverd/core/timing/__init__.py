"""Time: what is promised, what it took, which way is still fast enough, and who must be told before it is too late.

Built on ``core.workdays`` (the calendar) and ``core.deadlines`` (the clock of one case). Everything is computed from
events and from the moment that is given; nothing here reads a clock.
"""
