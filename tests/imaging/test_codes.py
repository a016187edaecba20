import cv2
import numpy as np
import pytest
import zxingcpp

from imaging.codes import read_codes

PAYLOAD = "096091012345||Nguyễn Văn Hải|03051991|Nam|Năm Căn, Cà Mau|01082024"


def _page(module: float, worn: float = 0.0) -> np.ndarray:
    """A page of 150 dpi with a code whose modules have so many pixels."""
    symbol = zxingcpp.create_barcode(PAYLOAD, zxingcpp.BarcodeFormat.QRCode)
    sharp = np.array(symbol.to_image(scale=8))
    size = round(sharp.shape[0] * module / 8)
    page = np.full((1754, 1240), 245, np.uint8)
    page[200 : 200 + size, 700 : 700 + size] = cv2.resize(
        sharp, (size, size), interpolation=cv2.INTER_AREA
    )
    return cv2.GaussianBlur(page, (0, 0), worn) if worn else page


@pytest.mark.parametrize(("module", "worn"), [(6.0, 0.0), (2.5, 1.2), (2.2, 1.0), (1.5, 0.6)])
def test_a_code_is_read_however_small_its_modules_are(module: float, worn: float) -> None:
    (code,) = read_codes(*2 * [_page(module, worn)])
    assert (code.symbology, code.text) == ("qr", PAYLOAD)
    assert abs(code.box.left - 700) < 30
    assert abs(code.box.top - 200) < 30


def test_a_page_without_codes_has_none() -> None:
    empty = np.full((1754, 1240), 245, np.uint8)
    assert read_codes(empty, empty) == ()


def test_a_code_that_was_lost_with_the_light_is_read_on_the_scan() -> None:
    scan = np.repeat(_page(6.0)[..., None], 3, axis=2)
    (code,) = read_codes(np.full((1754, 1240), 255, np.uint8), scan)
    assert code.text == PAYLOAD
