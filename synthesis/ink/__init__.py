"""Temporary stub, to be overwritten by the ink helper."""
