"""Cases that never were: people and offices, the papers about them, dossiers and their truth."""
