"""Forms set on sheets: marks with their places, and the words that they say.

Lengths on paper are points (1/72 inch), origin top left, y down; ``drawing`` makes pixels of it.
"""
