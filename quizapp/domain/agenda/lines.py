"""Cuts a text into lines, and lines into headings, paragraphs and list entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.agenda.marks import PAUSES, SENTENCE_ENDS, Kind, ends_with, read_mark
from quizapp.domain.agenda.tree import Unplaced


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; ``gap`` counts the blank lines before it."""

    number: int
    text: str
    gap: int

    def unplaced(self, reason: str) -> Unplaced:
        return Unplaced(self.number, self.text, reason)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading line, or the lines of one paragraph or list entry.

    ``first`` is the text of the first line without its mark.
    """

    kind: Kind
    mark: str
    first: str
    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join((self.first, *(line.text for line in self.lines[1:]))).lstrip()

    @property
    def gap(self) -> int:
        return self.lines[0].gap


def read_lines(text: str) -> list[Line]:
    """Split as an editor does, so that the numbers are those its user sees."""
    lines: list[Line] = []
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = 0
    for number, raw in enumerate(unified.split("\n"), start=1):
        if words := raw.split():
            lines.append(Line(number, " ".join(words), number - before - 1))
            before = number
    return lines


def read_blocks(lines: Iterable[Line]) -> Iterator[Block]:
    """Join the lines of a paragraph; a mark or a blank line begins a new block."""
    before: Block | None = None
    for line in lines:
        kind, mark, rest = read_mark(line.text, at_start=_is_at_start(line, before))
        if before and kind is Kind.TEXT and not line.gap and _may_wrap(before):
            before.lines.append(line)
            continue
        if before:
            yield before
        before = Block(kind, mark, rest, [line])
    if before:
        yield before


def _may_wrap(block: Block) -> bool:
    return block.kind in (Kind.TEXT, Kind.LIST)


def _is_at_start(line: Line, before: Block | None) -> bool:
    if before is None or line.gap or before.kind is not Kind.TEXT:
        return True
    return ends_with(before.lines[-1].text, SENTENCE_ENDS + PAUSES)
