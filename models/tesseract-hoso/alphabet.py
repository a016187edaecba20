"""The alphabet of Tesseract's Vietnamese data with the letters and signs that it lacks.

The number of letters stays, and with it the shape of the network: signs that no Vietnamese
paper has give their places to those that papers have.
"""

# Old and new, pairwise. Stock data cannot write ỵ and reads – as -, … as ...
GIVES_WAY = "ÿŸ‡¬^Ð⁄„ÏŠƒÖˆŒØÑ¡¿†£›‹Ƒöïð"
TAKES_PLACE = "ỵỴ…•–−²³½¼¾×±≤≥№‰☐☑☒‘’·÷ºª"
_CASES = {"ỵ": ("3", "a"), "Ỵ": ("5", "A")}
_SIGN = ("0", "")


def with_missing_letters(unicharset: str) -> str:
    """The text of a unicharset with those letters replaced, each in its place.

    Raises:
        ValueError: It does not hold the letters that are to give way.
    """
    count, *entries = unicharset.split("\n")
    swaps = dict(zip(GIVES_WAY, TAKES_PLACE, strict=True))
    missing = set(swaps) - {entry.split(" ")[0] for entry in entries}
    if missing:
        raise ValueError(f"Not the expected alphabet: it lacks {' '.join(sorted(missing))}")
    return "\n".join([count, *(_swap(entry, n, swaps) for n, entry in enumerate(entries))])


def _swap(entry: str, number: int, swaps: dict[str, str]) -> str:
    """One entry: sign, properties, sizes, script, other case, direction, mirror, normal form."""
    fields = entry.split("\t")[0].split(" ")
    sign = swaps.get(fields[0])
    if sign is None:
        return entry
    properties, mark = _CASES.get(sign, _SIGN)
    script, direction = ("Latin", "0") if sign in _CASES else ("Common", "10")
    place = str(number)
    other_case = fields[4] if sign in _CASES else place
    swapped = [sign, properties, fields[2], script, other_case, direction, place, sign]
    return " ".join(swapped) + f"\t# {sign} [{ord(sign):x} ]{mark}"
