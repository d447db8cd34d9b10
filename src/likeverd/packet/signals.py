"""Told when nothing is left to do after a decision, so that the archive can take it without the packet knowing it.

``packet_settled`` is sent with ``case`` and ``now``, inside the transaction of the mark that settled it, and again for
each mark that comes afterwards.
"""

from django.dispatch import Signal

packet_settled = Signal()
