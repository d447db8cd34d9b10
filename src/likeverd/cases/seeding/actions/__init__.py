"""The only writers of seeded rows; cases of the demonstration go through ``cases.actions``."""
