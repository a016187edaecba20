"""The nouns of the house: text, boxes, pages, documents, fields, records, errors.

Imports the standard library and numpy only. Everything here is frozen and complete at birth.
Text is NFC from the door on; ``fold`` is for matching and search only.
"""
