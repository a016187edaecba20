"""Writing PDFs so that a full disk is an error with a cure.

When a write fails while qpdf works out the identity of a PDF, it ends the whole program
(pikepdf 10.17 with ``deterministic_id``); and its own writer, that of ``pikepdf.Job``, leaves
a short file without a word. So qpdf never hears of the failure, and we tell of it afterwards.
"""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from dossiers.errors import StorageError
from dossiers.messages import message

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# EFBIG: as large as a file may get here.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _SteadyFile(io.FileIO):
    """Takes every block; the first failure is kept, and nothing is written after it."""

    failure: OSError | None = None

    def write(self, content: "ReadableBuffer", /) -> int:
        left = memoryview(content).cast("B")
        size = len(left)
        while left and self.failure is None:
            try:
                left = left[super().write(left) :]
            except OSError as error:
                self.failure = error
        return size


def save_pdf(pdf: pikepdf.Pdf, to: Path) -> None:
    """Write a PDF; the same content gives the same bytes.

    Raises:
        OSError: It could not be written; what stands at ``to`` is of no use.
    """
    with _SteadyFile(to, "wb") as stream:
        pdf.save(stream, deterministic_id=True)
        if stream.failure is not None:
            raise stream.failure


@contextmanager
def full_disk_named(place: str | Path) -> Iterator[None]:
    """Tell a full disk by the name that people know it by.

    Raises:
        StorageError: In place of the system's error.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise StorageError(message("storage.full", place=str(place))) from error
