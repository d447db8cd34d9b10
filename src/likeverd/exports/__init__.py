"""Exports as objects: nothing leaves in a file without an owner, a purpose, a list of what is in it, and an end."""
