"""How Tesseract is told to look at a page, the same for both ways of calling it."""

# Page segmentation "single column of text of variable sizes": measured on 8 real pages, it
# loses fewer lines than the automatic one (psm 3) as long as we order the words ourselves.
ONE_COLUMN = 4
ONE_LINE = 7
# Pages are enlarged to about this; Tesseract's guesses go wrong on cropped scans.
ASSUMED_DPI = 300
