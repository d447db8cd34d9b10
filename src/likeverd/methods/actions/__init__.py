"""The only writers of the register of methods: imports of documents, and changes by hand.

Whatever changes the register writes what was done into its history and tells those who use the method, in the same
transaction (``history``).
"""

from likeverd.methods.actions.changing import (
    add_entry,
    record_event,
    replace_entry,
    strike_entry,
    strike_event,
)
from likeverd.methods.actions.importing import import_methods, import_registers

__all__ = [
    "add_entry",
    "import_methods",
    "import_registers",
    "record_event",
    "replace_entry",
    "strike_entry",
    "strike_event",
]
