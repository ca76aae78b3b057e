"""Cards to print, one a seat: whose it is, its code, and a QR code that joins and sits down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.domain.seats import Seat
from quizapp.domain.text import N_
from quizapp.exports.pdf_sheet import HEIGHT_MM, WIDTH_MM, PdfSheet

COLUMNS: Final = 2
ROWS: Final = 4
EDGE_MM: Final = 8.0
_INSET: Final = 5.0
_QR_MM: Final = 31.0

HOW: Final = N_("Scan to take your seat. By hand: open {address}, join, and enter the code.")
VOTES: Final = N_("votes")
OBSERVES: Final = N_("observes")
KEEP: Final = N_("Personal: whoever has this card can vote for this seat.")


@dataclass(frozen=True, slots=True)
class Card:
    """A seat with its code, which is known at this moment alone."""

    seat: Seat
    code: str
    link: str
    """What the QR code holds."""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """What all cards have in common. `languages` are those of the event, the first one's first."""

    title: str
    address: str
    languages: tuple[str, ...]


def card_pages(
    cards: Sequence[Card], sheet: CardSheet, speak: Callable[[str], Callable[[str], str]]
) -> bytes:
    """A PDF of as many pages as it takes. `speak(language)` translates into it."""
    made = PdfSheet(sheet.title, sheet.languages[0], numbered=False)
    width = (WIDTH_MM - 2 * EDGE_MM) / COLUMNS
    height = (HEIGHT_MM - 2 * EDGE_MM) / ROWS
    for index, card in enumerate(cards):
        place = index % (COLUMNS * ROWS)
        if place == 0:
            made.page()
        x = EDGE_MM + width * (place % COLUMNS)
        y = EDGE_MM + height * (place // COLUMNS)
        made.frame(x, y, width, height)
        _draw(made, card, sheet, speak, (x, y, width, height))
    return made.done()


def _draw(
    made: PdfSheet,
    card: Card,
    sheet: CardSheet,
    speak: Callable[[str], Callable[[str], str]],
    box: tuple[float, float, float, float],
) -> None:
    x, y, width, height = box
    left, inner = x + _INSET, width - 2 * _INSET
    beside = inner - _QR_MM - 2
    seat, first = card.seat, speak(sheet.languages[0])
    made.boxed(sheet.title, (left, y + 3, inner, 4), 7.5, faint=True)
    at = made.boxed(seat.delegation, (left, y + 8, beside, 11.5), 13, bold=True)
    if seat.name:
        at = made.boxed(seat.name, (left, at + 0.5, beside, 8.5), 10)
    standing = first(VOTES if seat.votes else OBSERVES)
    line = f"{seat.region} · {standing}" if seat.region else standing
    made.boxed(line, (left, max(at + 0.3, y + 22), beside, 4), 8, faint=True)
    made.boxed(card.code, (left, y + 33, beside, 7), 14, bold=True, least=9)
    made.qr(card.link, x + width - _INSET - _QR_MM + 3, y + 7, _QR_MM)
    at = y + 42
    words = [speak(each)(HOW).format(address=sheet.address) for each in sheet.languages]
    room = (height - 42 - 6) / len(words)
    size = 7.0 if len(words) < 4 else 5.8
    for each in words:
        at = made.boxed(each, (left, at, inner, min(room, 7.5)), size, faint=True, least=4.5)
    if seat.votes:
        made.boxed(first(KEEP), (left, y + height - 5, inner, 4), 6.5, faint=True, least=5)
