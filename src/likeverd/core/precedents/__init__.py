"""Like cases: what makes two cases alike, what is a clear pattern, and what of others' cases may be shown.

Everything here is a pure function of de-identified rows. Which rows there are, and who looks, is decided elsewhere.
"""
