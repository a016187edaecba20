"""What kind of file it is, told by its first bytes and never by its ending."""

from pathlib import Path

PDF = "application/pdf"
TIFF = "image/tiff"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
ZIP = "application/zip"

UNKNOWN = "application/octet-stream"

TAKEN = frozenset({PDF, TIFF, JPEG, PNG, WEBP})

# Recognized only to be refused with the right cure.
NAMES_OF_REFUSED = {
    "image/bmp": "BMP",
    "image/gif": "GIF",
    "image/heic": "HEIC",
    "image/avif": "AVIF",
    "image/jp2": "JPEG 2000",
}

# The PDF reference lets the header stand anywhere in the first 1024 bytes (PDF 1.7, H.3.4.1).
_PDF_HEADER_WITHIN = 1024

_SIGNATURES = (
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),  # BigTIFF
    (b"MM\0+", TIFF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # an empty archive is nothing but its directory
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def sniff_media(path: Path) -> str | None:
    """Tell the MIME type of a file by its content; None when it is nothing we know.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_PDF_HEADER_WITHIN)
    for signature, media in _SIGNATURES:
        if head.startswith(signature):
            return media
    return _sniff_containers(head)


def _sniff_containers(head: bytes) -> str | None:
    """Formats whose mark does not stand in the very first bytes."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if head[4:12] == b"ftypavif":
        return "image/avif"
    # "BM" alone also begins words: the four reserved bytes of the header must be zero.
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return PDF if b"%PDF-" in head else None
