"""The assessment committee: seats, quorum, meetings, independent marks, conclusions and minutes, as pure rules."""
