import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.ink.codes import code128, qr_code
from synthesis.ink.nouns import MM, Ink

# ISO/IEC 15417, table 1, as numbers whose bits are the modules of values 0 to 105.
PATTERNS = """
6cc 66c 666 498 48c 44c 4c8 4c4 464 648 644 624 59c 4dc 4ce 5cc 4ec 4e6 672 65c 64e 6e4 674 76e
74c 72c 726 764 734 732 6d8 6c6 636 518 458 446 588 468 462 688 628 622 5b8 58e 46e 5d8 5c6 476
776 68e 62e 6e8 6e2 6ee 758 746 716 768 762 71a 77a 642 78a 530 50c 4b0 486 42c 426 590 584 4d0
4c2 434 432 612 650 7ba 614 47a 53c 4bc 49e 5e4 4f4 4f2 7a4 794 792 6de 6f6 7b6 578 51e 45e 5e8
5e2 7a8 7a2 5de 5ee 75e 7ae 684 690 69c
""".split()
STOP = "1100011101011"


def bits(ink: Ink) -> str:
    """Modules of a bar code, from its middle row and its narrowest bar."""
    row = ink.pixels[ink.pixels.shape[0] // 2, :, 3] > 127
    edges = np.flatnonzero(np.diff(row)) + 1
    module = int(np.diff([0, *edges, row.size]).min())
    return "".join("1" if dark else "0" for dark in row[module // 2 :: module])


def read_back(ink: Ink) -> str:
    """What a bar code says; fails where start, check or stop are wrong."""
    modules = bits(ink)
    assert modules.endswith(STOP)
    body = modules[: -len(STOP)]
    values = [PATTERNS.index(f"{int(body[at : at + 11], 2):x}") for at in range(0, len(body), 11)]
    *values, check = values
    assert values[0] in (104, 105)
    assert check == (values[0] + sum(at * v for at, v in enumerate(values[1:], 1))) % 103
    said, in_c = "", values[0] == 105
    for value in values[1:]:
        if value == (100 if in_c else 99):
            in_c = not in_c
        else:
            said += f"{value:02d}" if in_c else chr(value + 32)
    return said


@pytest.mark.parametrize(
    "payload",
    ["7", "42", "123", "1234", "12345", "A12345", "H33-240115-0007", "ab12cd345678ef9", "a~ }"],
)
def test_bar_codes_say_their_payload(payload: str) -> None:
    assert read_back(code128(payload, 50, 8)) == payload


def test_digits_in_pairs_make_the_bar_code_shorter() -> None:
    assert len(bits(code128("12345678", 50, 8))) < len(bits(code128("ABCDEFGH", 50, 8)))


def test_bar_codes_drop_vietnamese_marks() -> None:
    assert read_back(code128("Hồ sơ Đ1", 50, 8)) == "Ho so D1"


@pytest.mark.parametrize("payload", ["", "€"])
def test_what_code_128_lacks_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        code128(payload, 50, 8)


def test_codes_are_as_large_as_asked() -> None:
    bars, square = code128("1234", 50, 8), qr_code("1234", 20)
    assert (bars.width, bars.height) == pytest.approx((50 * MM, 8 * MM))
    assert (square.width, square.height) == pytest.approx((20 * MM, 20 * MM))


def on_paper(ink: Ink) -> NDArray[np.uint8]:
    return np.pad(255 - ink.pixels[..., 3], 40, constant_values=255)


def test_qr_codes_say_their_payload() -> None:
    payload = "001099012345|123456789|Nguyễn Văn Hòa|01011999|Nam|Xã Tịnh Long|15012022"
    said, *_ = cv2.QRCodeDetector().detectAndDecode(on_paper(qr_code(payload, 22)))
    assert said == payload
