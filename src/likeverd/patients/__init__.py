"""The patient's view: own cases, own words to them, and who has seen what."""
