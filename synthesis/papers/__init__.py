"""What papers say and how it is arranged, one module a family of papers.

Every function invents one paper: what must agree with its neighbors in a dossier is given,
the rest is drawn. Real provinces, invented communes, persons and numbers.
"""
