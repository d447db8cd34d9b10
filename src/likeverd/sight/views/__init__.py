"""Pages for emergency sight and blocks."""
