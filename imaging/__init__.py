"""Pixels to better pixels.

Images are numpy uint8: (height, width) gray, 0 is ink and 255 is paper, or (height, width, 3)
RGB. Whatever moves pixels gives the ``Transform`` that leads back to the scan.
"""
