"""What goes to the archive when a case has ended: content, words, settings, and how a hand-over is tried again.

Archival is what is "relevant for å stadfeste korleis organet har handsama saker" (arkivlova 2025): the whole basis of a
decision, and not the decision alone.
"""
