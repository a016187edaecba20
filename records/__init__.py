"""What is known, kept: the ledger, corrections, audit, search, searchable PDFs.

The ledger's rule: at any moment, pages taken in = recorded + in review + quarantined + to do.
``reading_json``, ``filing``, ``record_json`` and ``searchable_pdf`` know no Django.
"""
