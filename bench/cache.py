"""Answers kept on disk, so that a run that was ended goes on where it was.

One JSON file an engine, version and page: ``<folder>/<engine>/<version>/<page>.json``.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.engines import Answer, Engine
from bench.handed import Page


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; it is made when the first one is kept."""

    folder: Path

    def read(self, engine: Engine, page: Page) -> Answer:
        """The answer that is kept, or else a fresh one, which is kept then."""
        path = self._path(engine, page)
        if path.exists():
            return Answer(**json.loads(path.read_text(encoding="utf-8")))
        answer = engine.read(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")  # a file that is cut off must not look like an answer
        half.write_text(json.dumps(answer.as_json(), ensure_ascii=False), encoding="utf-8")
        half.rename(path)
        return answer

    def _path(self, engine: Engine, page: Page) -> Path:
        name = re.sub(r"[^a-z0-9]+", "-", engine.name.lower()).strip("-")
        version = hashlib.sha256(f"{engine.name} {engine.version}".encode()).hexdigest()[:12]
        return self.folder / name / version / f"{page.key}.json"
