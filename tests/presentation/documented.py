"""Names of fields as docs/protocol.md has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quizapp import paths
from tests.presentation.frames import Frame

DOCUMENT = (paths.templates().parent / "docs" / "protocol.md").read_text(encoding="utf-8")
COMMON = frozenset({"lang", "type", "prompt"})
"""What every question has."""
FREE = frozenset({"tally", "texts", "key", "answer"})
"""What belongs to a question's type: its fields are held by the contract of the types."""
_VALUE = re.compile(r'(?:[:|]\s*)"[^"]*"|:\s*\["[^\]]*\]')


def documented(*titles: str) -> set[str]:
    """Every field in the examples under these headings."""
    found: set[str] = set()
    for title in titles:
        section = re.search(
            rf"^### {re.escape(title)}\n(.*?)(?=^#)", f"{DOCUMENT}\n#", re.MULTILINE | re.DOTALL
        )
        assert section, title
        for block in re.findall(r"```jsonc\n(.*?)```", section[1], re.DOTALL):
            if '"shape"' not in block:
                found |= set(re.findall(r'"([a-z_]+)"', _VALUE.sub(":", block)))
    return found


def sent(frames: Iterable[Frame]) -> set[str]:
    """Every field in the frames."""
    found: set[str] = set()
    for frame in frames:
        found |= set(_fields(frame))
    return found


def _fields(frame: object) -> Iterable[str]:
    if isinstance(frame, Mapping):
        for key, value in frame.items():
            yield key
            if key == "question":
                yield from COMMON.intersection(value)
            elif key not in FREE:
                yield from _fields(value)
    elif isinstance(frame, list):
        for each in frame:
            yield from _fields(each)
