"""The pages of the patient, and the one page of the doctor who releases."""
