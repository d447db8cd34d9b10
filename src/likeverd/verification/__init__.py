"""The code with which pharmacy and finance check a decision, on a page that shows nothing else about the patient."""
