"""Where things lie in the store.

A dossier's folder is its key, so that doing the work again writes over the same names.
"""

from pathlib import PurePosixPath

_ENDING_LENGTH = 8  # longer "endings" are parts of a sentence with a dot in it


def original_name(sha256: str, file_name: str) -> str:
    """``originals/<2 hex>/<sha256><ending>``; the ending is that of ``file_name``, if plain."""
    ending = PurePosixPath(file_name).suffix.lower()
    plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _ENDING_LENGTH
    return f"originals/{sha256[:2]}/{sha256}{ending if plain else ''}"


def image_name(dossier_key: str, index: int) -> str:
    """The picture of a page as it was delivered; ``index`` counts from 0."""
    return f"images/{dossier_key}/{index:05}.jpg"


def pdf_name(dossier_key: str, first_page: int, last_page: int, kind: str) -> str:
    """The searchable PDF of a document; both ends are included, from 0."""
    return f"pdfs/{dossier_key}/{first_page:05}-{last_page:05}-{kind}.pdf"


def numbered_pdf_name(pdf: str, number: int) -> str:
    """The PDF that takes the place of the machine's at ``pdf``: ``<name>/1.pdf`` and so on."""
    return str(PurePosixPath(pdf).with_suffix("") / f"{number}.pdf")


def record_name(dossier_key: str) -> str:
    """The record of a dossier."""
    return f"records/{dossier_key}.json"


def older_record_name(dossier_key: str, revision: int) -> str:
    """The record of a dossier as it was before people corrected it; the machine's is 0."""
    return f"records/{dossier_key}/{revision:05}.json"
