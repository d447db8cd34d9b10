"""Looks the installation over and says, line by line, what is well, what is not, and how to mend it."""
