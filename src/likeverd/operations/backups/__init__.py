"""Backup and restore of the embedded server, and the drill that proves that a backup can be restored.

A backup is a base copy of the database server's files and, from then on, every finished file of its write-ahead log:
the two give the database back as it was at any moment since. docs/adr/0029 says why it is built so, with figures.
"""
