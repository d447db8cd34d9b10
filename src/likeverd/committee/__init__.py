"""The assessment committee: members, meetings, independent marks, conclusions and minutes."""
