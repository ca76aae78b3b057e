"""Cards and sheets of paper: that they open, hold all scripts, and fit."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from re import DOTALL, findall

import pytest

from quizapp.domain.seats import Seat, code_of
from quizapp.exports.pdf_sheet import PdfSheet, reads_right_to_left
from quizapp.exports.seat_cards import KEEP, Card, CardSheet, card_pages
from quizapp.presentation.i18n import translator


def speak(language: str) -> Callable[[str], str]:
    return translator(language).gettext


def card(number: int, delegation: str, name: str = "", *, votes: bool = True) -> Card:
    seat = Seat(f"s{number}", "e", number, delegation, name, "شمال أفريقيا", votes)
    code = code_of(number * 7919**5)
    return Card(seat, code, f"http://192.168.1.20:8000/j/482913#seat={code}")


def unpacked(file: bytes) -> bytes:
    """All streams of a PDF, as they are read."""
    found: list[bytes] = []
    for stream in findall(rb"stream\r?\n(.*?)\r?\nendstream", file, DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def test_cards_are_a_pdf_with_the_letters_of_every_script() -> None:
    cards = [
        card(1, "المملكة المغربية", "السيد كريم العلمي"),
        card(2, "Российская Федерация"),
        card(3, "République démocratique du Congo et des territoires de la région " * 2),
        card(4, "EU", "Observer", votes=False),
        *(card(n, f"Delegation {n}") for n in range(5, 11)),
    ]
    sheet = CardSheet("Session", "192.168.1.20:8000", ("en", "fr", "es", "ar", "ru", "pt"))
    file = card_pages(cards, sheet, speak)
    assert file.startswith(b"%PDF-")
    assert file.rstrip().endswith(b"%%EOF")
    assert file.count(b"/Type /Page\n") == 2, "eight cards a page"
    assert b"NotoSansArabic" in file
    # What a reader copies out of it: each letter's code point stands in the fonts' tables.
    letters = unpacked(file).lower()
    for each in "сمé":
        assert f"{ord(each):04x}".encode() in letters, each


def test_no_card_of_an_observer_says_that_it_can_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def boxed(_sheet: PdfSheet, text: str, *_: object, **__: object) -> float:
        drawn.append(text)
        return 0.0

    monkeypatch.setattr(PdfSheet, "boxed", boxed)
    sheet = CardSheet("Session", "192.168.1.20:8000", ("en",))
    card_pages([card(1, "EU", votes=False), card(2, "Kenya")], sheet, speak)
    assert drawn.count(KEEP) == 1
    assert drawn.index(KEEP) > drawn.index("Kenya")


def test_sheet_is_read_from_the_side_of_its_language() -> None:
    sheet = PdfSheet("ورقة", "ar")
    sheet.page()
    sheet.text("Result · النتيجة", 12, bold=True)
    sheet.pair("مع", "12 " * 200)
    sheet.bar(0.4)
    sheet.rule()
    for _ in range(60):
        sheet.pair("ضد", "3")
    sheet.boxed("x " * 400, (20, 20, 30, 8), 12)
    assert sheet.right_to_left
    file = sheet.done()
    assert file.count(b"/Type /Page\n") == 2


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [("abc", "ar", False), ("مرحبا", "en", True), ("12", "ar", True), ("12", "fr", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, language: str, right: bool) -> None:
    assert reads_right_to_left(text, language) is right
