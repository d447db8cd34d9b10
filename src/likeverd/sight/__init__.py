"""Sight out of the ordinary: emergency sight of a case, and blocks that beat every role."""
