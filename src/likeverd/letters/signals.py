"""Told when a letter is given, so that the archive can take it without letters knowing the archive.

``letter_given`` is sent with ``case`` and ``now``, inside the transaction in which the letter is given.
"""

from django.dispatch import Signal

letter_given = Signal()
