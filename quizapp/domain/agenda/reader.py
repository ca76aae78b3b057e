"""Builds the tree: every line either finds its place in it or is reported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from quizapp.domain.agenda.dates import Dates, read_day_date
from quizapp.domain.agenda.header import read_header
from quizapp.domain.agenda.lines import Block, Line, read_blocks, read_lines
from quizapp.domain.agenda.marks import (
    SENTENCE_ENDS,
    Kind,
    ends_with,
    is_capitals,
    read_mark,
    split_references,
)
from quizapp.domain.agenda.order import longest_rise, roman
from quizapp.domain.agenda.tree import BULLET, Agenda, AgendaDay, AgendaItem, Unplaced

_LONGEST_LEAP: Final = 3  # a sub-item may have been withdrawn; an (i) below (a) is another list
_FULL: Final = 2 / 3  # of the widest line: type is proportional, so wrapped lines differ


def read_agenda(text: str) -> Agenda:
    """Read any text; never raises. What is no agenda comes back in ``unplaced``."""
    lines = read_lines(text)
    first = next((at for at, line in enumerate(lines) if _opens_body(line)), len(lines))
    header = read_header(lines[:first])
    blocks = list(read_blocks(lines[first:]))
    body = _Body(
        header.dates,
        _items_in_order(blocks),
        full_width=_FULL * max((len(line.text) for line in lines), default=0),
    )
    for block in blocks:
        body.read(block)
    return Agenda(
        heading=header.heading,
        theme=header.theme,
        starts_on=header.dates.starts_on,
        ends_on=header.dates.ends_on,
        starts_at=header.dates.starts_at,
        days=tuple(body.days),
        items=tuple(draft.item() for draft in body.items),
        unplaced=(*header.unplaced, *body.unplaced),
    )


def _opens_body(line: Line) -> bool:
    return read_mark(line.text, at_start=True).kind in (Kind.DAY, Kind.ITEM)


def _items_in_order(blocks: Iterable[Block]) -> frozenset[int]:
    """Give the line numbers of the items to keep where their numbers don't all rise."""
    items = [block for block in blocks if block.kind is Kind.ITEM]
    rising = longest_rise([roman(item.mark) for item in items])
    return frozenset(items[at].lines[0].number for at in rising)


@dataclass(slots=True)
class _Draft:
    """An item whose end has not been seen yet."""

    number: str
    day: int
    title: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    paragraphs: list[Block] = field(default_factory=list)
    children: list["_Draft"] = field(default_factory=list)
    open_brackets: int = 0  # in the title
    last_width: int = 0  # of the last line of the title, with its number and reference

    def add_title(self, text: str, line: Line) -> None:
        title, references = split_references(text)
        self.title += [title] if title else []
        self.references += [references] if references else []
        self.open_brackets += title.count("(") - title.count(")")
        self.last_width = len(line.text)

    def item(self) -> AgendaItem:
        return AgendaItem(
            number=self.number,
            title=" ".join(self.title),
            text=_text(self.paragraphs),
            reference=", ".join(self.references),
            day=self.day,
            children=tuple(child.item() for child in self.children),
        )


class _Body:
    """Reads block after block; ``_open`` is the item that takes text, if there is one."""

    def __init__(self, dates: Dates, items_in_order: frozenset[int], full_width: float) -> None:
        self.days: list[AgendaDay] = []
        self.items: list[_Draft] = []
        self.unplaced: list[Unplaced] = []
        self._dates = dates
        self._items_in_order = items_in_order
        self._full_width = full_width
        self._last_child = 0
        self._parent: _Draft | None = None
        self._open: _Draft | None = None
        self._reason_without_open = "before_first_item"

    def read(self, block: Block) -> None:
        readers: dict[Kind, Callable[[Block], None]] = {
            Kind.DAY: self._read_day,
            Kind.ITEM: self._read_item,
            Kind.SUB_ITEM: self._read_sub_item,
            Kind.CAPITALS: self._read_capitals,
            Kind.REFERENCE: self._read_reference,
            Kind.FOREIGN: self._read_foreign,
            Kind.LIST: self._read_text,
            Kind.TEXT: self._read_text,
        }
        readers[block.kind](block)

    def _read_day(self, block: Block) -> None:
        number = int(block.mark)
        if any(day.number == number for day in self.days):
            self._report(block, "day_repeated")
        elif number <= self._day:
            self._report(block, "number_out_of_order")
        else:
            date = read_day_date(block.text, self._dates)
            if block.text and not date:
                self._report(block, "partly_read")
            self.days.append(AgendaDay(number, date))
            self._open, self._reason_without_open = None, "before_first_item"

    def _read_item(self, block: Block) -> None:
        if block.lines[0].number in self._items_in_order:
            self._begin_item(block)
        else:
            self._parent = None
            self._refuse(block, "number_out_of_order")

    def _read_sub_item(self, block: Block) -> None:
        number = ord(block.mark.strip("()")) - ord("a") + 1
        if self._parent is None:
            self._refuse(block, "sub_item_without_item")
        elif not 0 < number - self._last_child <= _LONGEST_LEAP:
            self._refuse(block, "number_out_of_order")
        else:
            self._last_child = number
            self._parent.children.append(self._begin(block))

    def _read_capitals(self, block: Block) -> None:
        if self._open and self._continues_title(block, self._open):
            self._read_text(block)
        else:
            self._begin_item(block)

    def _read_reference(self, block: Block) -> None:
        if self._open:
            self._open.references.append(split_references(block.text)[1])
        else:
            self._report(block, self._reason_without_open)

    def _read_foreign(self, block: Block) -> None:
        self._parent = None
        self._refuse(block, "unknown_numbering")

    def _read_text(self, block: Block) -> None:
        if self._open is None:
            self._report(block, self._reason_without_open)
        elif self._continues_title(block, self._open):
            for line in block.lines:
                self._open.add_title(line.text, line)
        else:
            self._open.paragraphs.append(block)

    def _begin_item(self, block: Block) -> None:
        self._parent, self._last_child = self._begin(block), 0
        self.items.append(self._parent)

    def _begin(self, block: Block) -> _Draft:
        if not self.days:
            self.days.append(AgendaDay(1, self._dates.starts_on))
        self._open = _Draft(block.mark, self._day)
        self._open.add_title(block.text, block.lines[0])
        return self._open

    @property
    def _day(self) -> int:
        return self.days[-1].number if self.days else 0

    def _refuse(self, block: Block, reason: str) -> None:
        """Report a heading, and with it the text that follows it."""
        self._report(block, reason)
        self._open, self._reason_without_open = None, "under_unplaced_line"

    def _report(self, block: Block, reason: str) -> None:
        self.unplaced += [line.unplaced(reason) for line in block.lines]

    def _continues_title(self, block: Block, draft: _Draft) -> bool:
        """Tell the second line of a title from the first paragraph.

        Blank lines tell nothing: documents have them inside titles as well.
        """
        if draft.paragraphs or block.gap > 1 or block.kind is Kind.LIST:
            return False
        text = block.text
        if not draft.title or text[0].islower():
            return True
        was_capitals = is_capitals(draft.title[-1])
        if ends_with(text, SENTENCE_ENDS) or (is_capitals(text) and not was_capitals):
            return False
        is_same_heading = was_capitals and is_capitals(text) and not block.gap
        is_cut_off = draft.open_brackets > 0 or draft.last_width >= self._full_width
        return is_same_heading or is_cut_off


def _text(blocks: list[Block]) -> str:
    """Join paragraphs by an empty line, the entries of one list by none."""
    parts: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        is_same_list = before is not None and before.kind is block.kind is Kind.LIST
        parts += ["\n" if is_same_list else "\n\n"] if before else []
        parts.append(f"{BULLET if block.mark else ''}{block.text}".rstrip())
    return "".join(parts)
