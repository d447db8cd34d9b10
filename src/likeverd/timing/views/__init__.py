"""The pages of time: reminders, absences, and how often fields are asked about."""
