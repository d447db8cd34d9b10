"""The only writers of reminders and of what people have chosen about them."""

from likeverd.timing.actions.choosing import choose_reminders
from likeverd.timing.actions.telling import tell_what_is_due

__all__ = ["choose_reminders", "tell_what_is_due"]
