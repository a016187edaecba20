"""Form fields and signatures of a copied page made into plain stamps.

A copy cannot carry a digital signature, which vouches for the bytes of the original: a viewer
would call it broken. Without its form, Acrobat would not even show the stamp that the
signature draws. So the picture of each field stays, and nothing is claimed; the signed
original lies untouched in the store.
"""

import pikepdf
from pikepdf import Name

_FIELD_KEYS = ("FT", "Parent", "T", "TU", "TM", "Ff", "V", "DV", "DA", "DR", "A", "AA", "MK", "H")
_SIGNATURE_KEYS = ("Lock", "SV")


def stamp_fields(page: pikepdf.Page) -> None:
    """Make every field of ``page`` that has a picture a stamp with this picture."""
    for annotation in page.obj.get("/Annots", []):
        if annotation.get("/Subtype") != Name.Widget or "/AP" not in annotation:
            continue
        annotation.Subtype = Name.Stamp
        for key in (*_FIELD_KEYS, *_SIGNATURE_KEYS):
            if f"/{key}" in annotation:
                del annotation[f"/{key}"]
