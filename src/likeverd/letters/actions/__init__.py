"""The only writers of letters and their templates."""

from likeverd.letters.actions.correcting import correct
from likeverd.letters.actions.files import make_waiting_files
from likeverd.letters.actions.giving import answer_is_shown, give_to_patient
from likeverd.letters.actions.making import make_missing
from likeverd.letters.actions.receiving import confirm_received, note_opened
from likeverd.letters.actions.writing import publish, save_draft

__all__ = [
    "answer_is_shown",
    "confirm_received",
    "correct",
    "give_to_patient",
    "make_missing",
    "make_waiting_files",
    "note_opened",
    "publish",
    "save_draft",
]
