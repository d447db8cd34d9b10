"""The log that cannot lie: who saw what, and the hash chains that every event and every look is a link of."""
