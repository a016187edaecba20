"""How Tesseract is told to look at a picture, the same for both ways of calling it."""

# Page segmentation "raw line": the picture is one line, no layout is looked for. Measured on
# 24 synthetic pages: CER of print 3.9 %, with "single text line" (psm 7) 4.7 %.
RAW_LINE = 13
ASSUMED_DPI = 300
