"""What an engine is to the bench: it is handed a page, and answers with text and costs."""

from dataclasses import asdict, dataclass
from typing import Any, Protocol

from bench.handed import Page

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of a page, and what it cost.

    Attributes:
        text: Lines as the engine orders them; empty when it failed.
        rotation: Clockwise degrees that turn the page upright; None when it does not tell.
        blank: It says that nothing is on the page.
        cpu_seconds: Of all its processes, drawing of PDFs included.
        peak_bytes: Resident memory of its largest process while it read this page.
        failure: Why it gave up; empty when it answered.
        outcome: All that hoso knows of the page, to find documents with; else None.
    """

    text: str
    rotation: int | None
    blank: bool
    cpu_seconds: float
    peak_bytes: int
    failure: str = ""
    outcome: Json | None = None

    def as_json(self) -> Json:
        """For the cache."""
        return asdict(self)


class Engine(Protocol):
    """Something that reads pages.

    Attributes:
        name: For tables; tells engines apart.
        version: Two versions may read a page differently.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def read(self, page: Page) -> Answer:
        """Read a page; whatever goes wrong is told in the answer."""
