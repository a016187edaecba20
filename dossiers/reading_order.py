"""Words into lines, lines into reading order, by geometry: for text layers and OCR alike.

Text over the full width is read line by line, and so are the rows of a table. Where two
blocks stand side by side - the agency beside the republic at the head, "Nơi nhận" beside
the signer at the foot - the left block is read to its end before the right one.

The page is cut into *bands*: rows of words that share no height with the rows above and
below. A *zone* is a run of bands that one vertical gutter passes without touching a word.
All lengths are measured in the page's own unit, the median height of its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, pstdev

from dossiers.geometry import Box
from dossiers.page import Line, Word
from dossiers.text import fold

# The space between words is 0.3 to 0.6 of the median height, a little more when justified.
_GUTTER = 1.0
# One pair of lines may have such a gap by chance: alone, it must be wider.
_SURE_GUTTER = 2.5
# A block beside a block is no margin note: its gutter runs near the middle of the page.
_MIDDLE = (0.2, 0.8)
# Between bands of one zone; 1.5 line spacing leaves 1.7, the rule under a head's line 3.
_CLOSE = 4.0
# A band with words on one side only belongs to a zone when it goes on with its lines.
_NEAR = 2.0
# Lines of one table row have centers that differ by less than this.
_SAME_ROW = 0.4
_ALIGNED = 0.7
# One level pair of lines, and a list that goes on below one of them, are a foot.
_LIST_GOES_ON = 2
# So many rows, and so much of them, with a second gutter are a table of three columns.
_TABLE_ROWS = 3
_TABLE_SHARE = 0.6
# Seals and torn edges are read as words many lines high; they must not join the lines.
_TALLEST = 2.5
_SHARED_HEIGHT = 0.5
# A period or a dash does not tell the height of its line; three words do.
_LOOK_BACK = 3
_MAX_DEPTH = 3

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """Words that stand on one height, from left to right; several lines where blocks differ."""

    words: tuple[Word, ...]
    top: float
    bottom: float

    def gaps(self, within: Span) -> list[Span]:
        """The columns of ``within`` that no word reaches into, as spans."""
        start, end = within
        free = []
        for word in self.words:
            if word.box.left > start:
                free.append((start, min(word.box.left, end)))
            start = max(start, word.box.right)
        free.append((start, end))
        return [(left, right) for left, right in free if right > left]

    def parts_at(self, column: float) -> bool:
        """Words stand on both sides of ``column``."""
        last = max(word.box.center[0] for word in self.words)
        return self.words[0].box.center[0] < column < last


@dataclass(frozen=True, slots=True)
class _Zone:
    """Bands that one gutter passes; ``first`` is the number of the first one in the page."""

    first: int
    bands: tuple[_Band, ...]
    gutter: Span

    @property
    def middle(self) -> float:
        return sum(self.gutter) / 2

    @property
    def parted(self) -> list[_Band]:
        """The bands with words on both sides."""
        return [band for band in self.bands if band.parts_at(self.middle)]

    @property
    def words(self) -> list[Word]:
        return [word for band in self.bands for word in band.words]

    @property
    def left(self) -> list[Word]:
        return [word for word in self.words if word.box.center[0] < self.middle]

    @property
    def right(self) -> list[Word]:
        return [word for word in self.words if word.box.center[0] >= self.middle]


def order_lines(words: Sequence[Word], page_width: int) -> tuple[Line, ...]:
    """Group words into lines, and give the lines as a person reads them.

    Args:
        words: In any order, boxed in the upright, straightened page.
        page_width: Of the page, in the same pixels.
    """
    return tuple(_order(words, (0, page_width), 0)) if words else ()


def _order(words: Sequence[Word], span: Span, depth: int) -> Iterator[Line]:
    """Lines of the words that stand between the columns of ``span``."""
    unit = float(median(word.box.height for word in words))
    bands = _cut_into_bands(words, unit)
    done = 0
    while done < len(bands):
        zone = _next_zone(bands, done, span, unit) if depth < _MAX_DEPTH else None
        ahead = bands[done : zone.first if zone else len(bands)]
        yield from _rows([word for band in ahead for word in band.words], unit)
        if zone is None:
            return
        if _is_side_by_side(zone, unit):
            yield from _order(zone.left, (span[0], zone.middle), depth + 1)
            yield from _order(zone.right, (zone.middle, span[1]), depth + 1)
        else:
            yield from _rows(zone.words, unit)
        done = zone.first + len(zone.bands)


def _cut_into_bands(words: Sequence[Word], unit: float) -> list[_Band]:
    """Cut between rows of words; only the middle half of a word's height counts.

    Letters with two marks above and tails below reach into their neighbor lines.
    """
    bands: list[tuple[list[Word], float, float]] = []
    for word in sorted(words, key=lambda word: _core(word, unit)):
        top, bottom = _core(word, unit)
        if bands and top < bands[-1][2]:
            members, start, end = bands.pop()
            members.append(word)
            bands.append((members, start, max(end, bottom)))
        else:
            bands.append(([word], top, bottom))
    return _join_beside([_band(members, top, bottom) for members, top, bottom in bands], unit)


def _band(words: Sequence[Word], top: float, bottom: float) -> _Band:
    return _Band(tuple(sorted(words, key=_by_left)), top, bottom)


def _join_beside(bands: Sequence[_Band], unit: float) -> list[_Band]:
    """Join a band with the next one where that stands beside it and not below it.

    Lines of two blocks can be half a line apart; lines of one text never stand beside.
    """
    joined: list[_Band] = []
    for band in bands:
        if joined and _stands_beside(joined[-1], band, unit):
            last = joined.pop()
            band = _band((*last.words, *band.words), last.top, max(last.bottom, band.bottom))
        joined.append(band)
    return joined


def _stands_beside(upper: _Band, lower: _Band, unit: float) -> bool:
    (left, right), (start, end) = _extent(upper), _extent(lower)
    if max(left, start) < min(right, end):
        return False
    floor = max(_rise(word, unit)[1] for word in upper.words)
    return floor > min(_rise(word, unit)[0] for word in lower.words)


def _by_left(word: Word) -> int:
    return word.box.left


def _core(word: Word, unit: float) -> Span:
    """The middle half of a word's height."""
    top, bottom = _rise(word, unit)
    return top + (bottom - top) / 4, bottom - (bottom - top) / 4


def _rise(word: Word, unit: float) -> Span:
    """Top and bottom of a word; of a tall one no more than of an ordinary word."""
    if word.box.height <= _TALLEST * unit:
        return word.box.top, word.box.bottom
    middle = word.box.center[1]
    return middle - unit / 2, middle + unit / 2


def _next_zone(bands: Sequence[_Band], start: int, span: Span, unit: float) -> _Zone | None:
    """The first zone at or below band ``start``; of several there, the one of most bands."""
    low, high = (span[0] + share * (span[1] - span[0]) for share in _MIDDLE)
    for seed in range(start, len(bands)):
        zones = [
            _grow(bands, start, seed, gap, unit)
            for gap in bands[seed].gaps(_extent(bands[seed]))
            if gap[1] - gap[0] >= _GUTTER * unit and low <= sum(gap) / 2 <= high
        ]
        found = [zone for zone in zones if _is_zone(zone, unit)]
        if found:
            return max(found, key=lambda zone: len(zone.parted))
    return None


def _extent(band: _Band) -> Span:
    return band.words[0].box.left, max(word.box.right for word in band.words)


def _grow(bands: Sequence[_Band], start: int, seed: int, gap: Span, unit: float) -> _Zone:
    """Follow a gap of band ``seed`` upward and downward while a gutter is left of it."""
    first = last = seed
    while last + 1 < len(bands) and bands[last + 1].top - bands[last].bottom < _CLOSE * unit:
        narrower = _narrow(bands[last + 1], gap)
        if narrower[1] - narrower[0] < _GUTTER * unit:
            break
        gap, last = narrower, last + 1
    while first > start and bands[first].top - bands[first - 1].bottom < _CLOSE * unit:
        narrower = _narrow(bands[first - 1], gap)
        if narrower[1] - narrower[0] < _GUTTER * unit:
            break
        gap, first = narrower, first - 1
    return _trim(bands, first, last, gap, unit)


def _narrow(band: _Band, gutter: Span) -> Span:
    """The widest part of a gutter that passes a band; empty when none does."""
    return max(band.gaps(gutter), key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))


def _trim(bands: Sequence[_Band], first: int, last: int, gutter: Span, unit: float) -> _Zone:
    """Keep the bands from the first parted one to the last, and the lines that go on there."""
    column = sum(gutter) / 2
    parted = [index for index in range(first, last + 1) if bands[index].parts_at(column)]
    if not parted:
        return _Zone(first, (), gutter)
    top, bottom = parted[0], parted[-1]
    # Left of the gutter above, or right of it below, the order is the same without them.
    while top > first and bands[top - 1].words[0].box.left > column:
        if bands[top].top - bands[top - 1].bottom >= _NEAR * unit:
            break
        top -= 1
    while bottom < last and bands[bottom + 1].words[0].box.left < column:
        if bands[bottom + 1].top - bands[bottom].bottom >= _NEAR * unit:
            break
        bottom += 1
    return _Zone(top, tuple(bands[top : bottom + 1]), gutter)


def _is_zone(zone: _Zone, unit: float) -> bool:
    """Two bands share the gutter, or one in which the blocks' lines are not level."""
    if len(zone.parted) != 1:
        return len(zone.parted) > 1
    lines = len(_rows(zone.left, unit)) + len(_rows(zone.right, unit))
    return lines > 2 and zone.gutter[1] - zone.gutter[0] >= _SURE_GUTTER * unit


def _is_side_by_side(zone: _Zone, unit: float) -> bool:
    """It is two blocks, not the rows of a table.

    The lines of blocks are not level with each other, or the right block is centered, as
    heads and signatures are; cells of a column begin at one edge.
    """
    if _is_foot(zone):
        return True
    if _has_second_gutter(zone, unit):
        return False
    left, right = (_boxes(side, unit) for side in (zone.left, zone.right))
    if len(zone.parted) == 1 and abs(len(left) - len(right)) >= _LIST_GOES_ON:
        return True
    return _aligned(left, right, unit) < _ALIGNED or _is_centered(right)


def _is_foot(zone: _Zone) -> bool:
    """Its left block says "Nơi nhận:"; a signature beside is read as marks at any height."""
    first = sorted(zone.parted[0].words, key=_by_left)[:2]
    return fold(" ".join(word.text for word in first)).startswith("noi nhan")


def _boxes(words: Sequence[Word], unit: float) -> list[Box]:
    """The lines of one side without its specks; with them when there is nothing else."""
    boxes = [line.box for line in _rows(words, unit)]
    return [box for box in boxes if min(box.width, 2 * box.height) >= unit] or boxes


def _has_second_gutter(zone: _Zone, unit: float) -> bool:
    """Most of its rows have another gap in common, as in a table of three columns."""
    rows = zone.parted
    enough = max(_TABLE_ROWS, _TABLE_SHARE * len(rows))
    gaps = (gap for row in rows for gap in row.gaps(_extent(row)))
    return any(
        sum(_has_cell_between(row, gap, zone.middle, unit) for row in rows) >= enough
        for gap in gaps
        if gap[1] - gap[0] >= _GUTTER * unit
    )


def _has_cell_between(row: _Band, gap: Span, column: float, unit: float) -> bool:
    """A row keeps the gap free, and has words beyond it and between it and ``column``."""
    left, right = _narrow(row, gap)
    middle = (left + right) / 2
    near, far = sorted((middle, column))
    return (
        right - left >= _GUTTER * unit
        and row.parts_at(middle)
        and any(near < word.box.center[0] < far for word in row.words)
    )


def _aligned(left: Sequence[Box], right: Sequence[Box], unit: float) -> float:
    """The share of lines on the side with fewer lines that have a level one opposite."""
    few, many = sorted((left, right), key=len)
    level = sum(
        any(abs(box.center[1] - other.center[1]) < _SAME_ROW * unit for other in many)
        for box in few
    )
    return level / len(few)


def _is_centered(lines: Sequence[Box]) -> bool:
    """Two or more lines agree better in their centers than in their left edges."""
    return pstdev(box.center[0] for box in lines) < pstdev(float(box.left) for box in lines)


def _rows(words: Sequence[Word], unit: float) -> list[Line]:
    """Lines over the full width, from top to bottom."""
    rows: list[list[Word]] = []
    ends: list[Span] = []  # of each row, the height of its last words
    for word in sorted(words, key=_by_left):
        rise = _rise(word, unit)
        shares = [_shared_height(end, rise) for end in ends]
        best = max(range(len(rows)), key=shares.__getitem__, default=-1)
        if best < 0 or shares[best] < _SHARED_HEIGHT:
            best = len(rows)
            rows.append([])
            ends.append(rise)
        rows[best].append(word)
        ends[best] = _reach([_rise(member, unit) for member in rows[best][-_LOOK_BACK:]])
    lines = [Line(tuple(row)) for row in rows]
    return sorted(lines, key=lambda line: _middle(line.words))


def _middle(words: Sequence[Word]) -> float:
    return float(median(word.box.center[1] for word in words))


def _reach(spans: Sequence[Span]) -> Span:
    return min(top for top, _ in spans), max(bottom for _, bottom in spans)


def _shared_height(one: Span, other: Span) -> float:
    """How much of the lower of two heights they share, 0..1; less than 0 if they are apart."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(min(one[1] - one[0], other[1] - other[0]), 1)
