"""What happens to a drawn sheet until it is an image: age, copiers, scanners, phones.

``draw_wear`` says what happens, as numbers; ``scan`` lets it happen and tells by a ``Warp``
where every point of the sheet went. ``damage_line`` does the like to pictures of single
lines, fast.

Lengths on the sheet are points (1/72 inch), origin top left, y down; lengths of wear are
millimeters. Pixels are uint8, 0 is black; continuous coordinates: pixel i covers [i, i + 1).
"""

from synthesis.scanning.geometry import Warp
from synthesis.scanning.habits import draw_wear, similar_wear
from synthesis.scanning.lines import damage_line
from synthesis.scanning.scan import Scan, scan
from synthesis.scanning.wear import Wear

__all__ = ["Scan", "Warp", "Wear", "damage_line", "draw_wear", "scan", "similar_wear"]
