"""Hand-overs to the archive: a package for each case that has ended, sent once and found again at the receiver."""
