"""Administrative Vietnamese that nobody wrote: prose, codes, amounts in words, spellings.

Everything takes ``draws`` and follows from it alone; text is NFC. Prose is spelled with old
tone placement ("hòa", "thủy"); ``spelling`` turns it into the orthography of a paper.
"""
