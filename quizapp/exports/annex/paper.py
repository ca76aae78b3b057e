"""What an annex is written on. Its contents are told once; each format is a paper of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

Worded: TypeAlias = Sequence[tuple[str, str]]
"""(language, text) pairs: one, or two that stand side by side."""


class Paper(Protocol):
    """Takes a document from its beginning to its end."""

    def heading(self, level: int, texts: Worded) -> None:
        """A heading, 0 (the document's own) to 3."""

    def text(self, texts: Worded, *, faint: bool = False) -> None:
        """A paragraph; line ends in it are kept."""

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """What is said in a word, and the word: one pair a line."""

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> None:
        """A table. The first `texts` columns hold texts, the others figures."""

    def picture(self, png: bytes, alt: str) -> None:
        """A picture over the width of the text."""

    def done(self) -> bytes:
        """The file."""
