"""What was looked for, shown in the text around it."""

from collections.abc import Sequence

from records.search import Snippet


def pieces_of(snippet: Snippet) -> Sequence[tuple[str, bool]]:
    """A snippet cut at its marks: texts, and whether each is what was looked for."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for start, end in snippet.marks:
        # Two words of a query can match the same place.
        begin = max(start, place)
        if end <= begin:
            continue
        pieces += [(snippet.text[place:begin], False), (snippet.text[begin:end], True)]
        place = end
    pieces.append((snippet.text[place:], False))
    return [(text, is_match) for text, is_match in pieces if text]
