"""What is not carried out."""


class NoSuchHandOver(Exception):
    """There is none, or not one that the person may see: which of the two is not told."""
