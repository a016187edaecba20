"""Pixels to words: engines behind one small Protocol, and the reading of a page."""
