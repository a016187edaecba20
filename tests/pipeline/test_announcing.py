import pytest

from dossiers.expected import Expected
from pipeline.announcing import assign, left_over
from pipeline.manifest import Listed


def _rows(*rows: tuple[str, str]) -> list[Listed]:
    return [Listed(Expected(code), file) for code, file in rows]


def _told(rows: list[Listed], places: list[str]) -> dict[str, list[str]]:
    """Codes by place, and those that lie nowhere under an empty one."""
    assigned = assign(rows, places)
    told = {
        places[number]: [row.expected.code for row in each] for number, each in assigned.items()
    }
    lost = [row.expected.code for row in left_over(rows, assigned)]
    return told | ({"": lost} if lost else {})


@pytest.mark.parametrize(
    ("rows", "places", "wanted"),
    [
        # The same name in two folders.
        (
            [("H1", "a/x.pdf"), ("H2", "b/x.pdf")],
            ["a/x.pdf", "b/x.pdf"],
            {"a/x.pdf": ["H1"], "b/x.pdf": ["H2"]},
        ),
        # Dots within names are no endings.
        (
            [("H1", "HS 1.1"), ("H2", "HS 1.2"), ("H3", "HS 1")],
            ["HS 1", "HS 1.1", "HS 1.2"],
            {"HS 1": ["H3"], "HS 1.1": ["H1"], "HS 1.2": ["H2"]},
        ),
        (
            [("H1", "x.tif"), ("H2", "x.pdf")],
            ["x.pdf", "x.tif"],
            {"x.pdf": ["H2"], "x.tif": ["H1"]},
        ),
        # The code names the file; codes have dots and strokes.
        (
            [("H18.29-240226-0045", ""), ("H18.30-240226-0001", "")],
            ["H18.30-240226-0001.pdf", "sub/H18.29-240226-0045.pdf"],
            {
                "sub/H18.29-240226-0045.pdf": ["H18.29-240226-0045"],
                "H18.30-240226-0001.pdf": ["H18.30-240226-0001"],
            },
        ),
        # Written otherwise: marks apart, capitals, strokes of Windows, two spaces.
        ([("H1", "Ho\u0302\u0300 sơ  1.pdf")], ["Hồ sơ 1.PDF"], {"Hồ sơ 1.PDF": ["H1"]}),
        ([("H1", "a\\x.pdf")], ["a/x.pdf", "b/x.pdf"], {"a/x.pdf": ["H1"]}),
        # A name that two streams have names none.
        ([("H1", "x.pdf")], ["a/x.pdf", "b/x.pdf"], {"": ["H1"]}),
        # Several dossiers in one file, behind cover sheets.
        ([("H1", "x.pdf"), ("H2", "x.pdf")], ["x.pdf"], {"x.pdf": ["H1", "H2"]}),
        ([("H1", ""), ("H2", "")], ["scan0001.pdf"], {"scan0001.pdf": ["H1", "H2"]}),
        ([("H1", ""), ("H2", "")], ["1.pdf", "2.pdf"], {"": ["H1", "H2"]}),
        ([("H1", "y.pdf")], ["x.pdf"], {"": ["H1"]}),
        # Two rows that name one stream by different ways do not share it.
        ([("H1", "x.pdf"), ("x", "")], ["x.pdf"], {"x.pdf": ["H1"], "": ["x"]}),
    ],
)
def test_rows_lie_in_the_stream_that_they_name(
    rows: list[tuple[str, str]], places: list[str], wanted: dict[str, list[str]]
) -> None:
    assert _told(_rows(*rows), places) == wanted
