"""The page that is shown when Likeverd does not answer: plain files that need nothing but a web server."""
