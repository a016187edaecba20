"""Places, people, offices, numbers and matters of a country on paper.

Places are real and public; people are invented. A moment (``When``) is a day, or a year that
counts as its 1 January: give the day of the paper where districts matter, since they ended
on 1 July 2025. Every function that draws takes ``draws`` first and gives the same for the same.
"""
