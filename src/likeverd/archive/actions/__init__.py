"""The archive's only writers: what is due, what is done about it, and what somebody asks to have tried again."""
