"""Papers that never existed, made by code, with their truth: for training, samples and tests.

Lengths on paper are points (1/72 inch), origin top left, y down; pictures of ink are RGBA at
``drawing.INK_DPI``. Everything follows from one seed: the same seed, fonts and versions of
Pillow and OpenCV give the same bytes.
"""
