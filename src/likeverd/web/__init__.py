"""Pages: base templates, components, static files and the languages of the reader."""
