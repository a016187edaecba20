"""The desk in the browser: server-rendered pages over what ``records`` knows.

Read-only. Every page needs a login; pictures and PDFs come from the store by the number of
their dossier or document, never by a name that a browser sends.
"""
