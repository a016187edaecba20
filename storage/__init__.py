"""Bytes by name: a folder or S3 behind one ``Store``.

Names are relative, use ``/`` and are NFC; ``storage.names`` makes those that hoso uses.
Every failure that a person or another try can cure is a ``StorageError``.
"""
