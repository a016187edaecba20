"""A page and a dossier from scan to record, in plain Python."""
