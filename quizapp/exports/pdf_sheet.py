"""Sheets of paper: pages of A4 with text in all six languages, shaped, in the direction it is read.

What is printed is made of these few acts, by whoever has something to print.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from quizapp import paths
from quizapp.domain.text import direction
from quizapp.exports.safe_text import printable

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH_MM: Final = 210.0
HEIGHT_MM: Final = 297.0
MARGIN_MM: Final = 18.0
INK: Final = (20, 24, 31)
FAINT: Final = (92, 99, 110)
LINE: Final = (196, 201, 208)
POINTS_PER_MM: Final = 72 / 25.4
_FONTS: Final = {"noto": "noto-sans/NotoSans", "noto-arabic": "noto-sans-arabic/NotoSansArabic"}
_WEIGHTS: Final = {"": "400Regular", "B": "700Bold"}
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def reads_right_to_left(text: str, language: str = "en") -> bool:
    """By its first letter that has a direction; by the language where none has."""
    for each in text:
        kind = unicodedata.bidirectional(each)
        if kind in _RIGHT_TO_LEFT or kind == "L":
            return kind != "L"
    return direction(language) == "rtl"


class PdfSheet:
    """A document under way. All lengths are millimetres from the upper left; sizes are points."""

    def __init__(self, title: str, language: str, *, numbered: bool = True) -> None:
        """`language` says on which side lines begin; `numbered` pages have the title at their foot."""
        self.language = language
        self.pdf = _document(printable(title), numbered=numbered)
        self.pdf.set_lang(language)

    @property
    def right_to_left(self) -> bool:
        """Whether the sheet's own language is read so."""
        return direction(self.language) == "rtl"

    def page(self) -> None:
        """Begin another one."""
        self.pdf.add_page()

    def text(
        self, words: str, size: float, *, bold: bool = False, faint: bool = False, gap: float = 1.5
    ) -> None:
        """A paragraph over the whole width, and a gap under it; over the end of a page it goes on."""
        pdf = self.pdf
        self._font(size, bold=bold, faint=faint)
        words = printable(words)
        align = "R" if reads_right_to_left(words, self.language) else "L"
        pdf.multi_cell(0, _line_mm(size), words, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(gap)

    def boxed(
        self,
        words: str,
        box: tuple[float, float, float, float],
        size: float,
        *,
        bold: bool = False,
        faint: bool = False,
        least: float = 6.0,
        middle: bool = False,
    ) -> float:
        """A paragraph in a box (x, y, width, height), made smaller until it fits; its lower edge.

        What does not fit in the least size ends in an ellipsis.
        """
        x, y, width, height = box
        words = printable(words)
        lines = self._fitted(words, width, height, size, bold=bold, faint=faint)
        while size > least and len(lines) * _line_mm(size) > height:
            size -= 0.5
            lines = self._fitted(words, width, height, size, bold=bold, faint=faint)
        most = max(1, int(height / _line_mm(size)))
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1].rstrip()} …"]
        right = reads_right_to_left(words, self.language)
        align = "C" if middle else "R" if right else "L"
        self.ink()
        for line in lines:
            self.pdf.set_xy(x, y)
            self.pdf.cell(width, _line_mm(size), line, align=align)
            y += _line_mm(size)
        return y

    def rule(self, gap: float = 3.0) -> None:
        """A thin line across."""
        pdf = self.pdf
        pdf.set_draw_color(*LINE)
        pdf.line(pdf.l_margin, pdf.get_y(), WIDTH_MM - pdf.r_margin, pdf.get_y())
        pdf.ln(gap)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """An outline, to be cut along."""
        self.pdf.set_draw_color(*LINE)
        self.pdf.rect(x, y, width, height)

    def bar(self, share: float, height: float = 3.0) -> None:
        """A bar of so much of the width, from the side where lines begin; the place is kept by a line."""
        pdf = self.pdf
        width = WIDTH_MM - pdf.l_margin - pdf.r_margin
        pdf.set_fill_color(*LINE)
        pdf.rect(pdf.l_margin, pdf.get_y() + height - 0.4, width, 0.4, style="F")
        pdf.set_fill_color(29, 78, 216)
        filled = width * max(0.0, min(share, 1.0))
        start = pdf.l_margin + (width - filled if self.right_to_left else 0)
        if filled:
            pdf.rect(start, pdf.get_y(), filled, height, style="F")
        pdf.ln(height + 2)

    def pair(self, name: str, value: str, size: float = 10.5) -> None:
        """A line of a name and what it is; both may be long."""
        pdf = self.pdf
        width = WIDTH_MM - pdf.l_margin - pdf.r_margin
        left, right = width * 0.34, width * 0.64
        y = pdf.get_y()
        if y > HEIGHT_MM - 2 * MARGIN_MM:
            self.page()
            y = pdf.get_y()
        first, second = pdf.l_margin, pdf.l_margin + width - right
        if self.right_to_left:
            first, second = pdf.l_margin + width - left, pdf.l_margin
        ends = [
            self._column(name, first, y, left, size, faint=True),
            self._column(value, second, y, right, size, faint=False),
        ]
        pdf.set_xy(pdf.l_margin, max(ends))
        pdf.ln(1.2)

    def qr(self, link: str, x: float, y: float, size: float) -> None:
        """A QR code with its quiet zone; `size` is that of all."""
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
        code.add_data(link)
        code.make(fit=True)
        matrix = code.get_matrix()
        unit = size / len(matrix)
        self.pdf.set_fill_color(0, 0, 0)
        for row, cells in enumerate(matrix):
            start = None
            for column, dark in enumerate([*cells, False]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    # One rectangle a run: no hairline shows between modules.
                    at = (x + start * unit, y + row * unit, (column - start) * unit, unit)
                    self.pdf.rect(*at, style="F")
                    start = None

    def done(self) -> bytes:
        """The file."""
        return bytes(self.pdf.output())

    def _column(
        self, words: str, x: float, y: float, width: float, size: float, *, faint: bool
    ) -> float:
        self._font(size, bold=False, faint=faint)
        self.pdf.set_xy(x, y)
        words = printable(words)
        align = "R" if reads_right_to_left(words, self.language) or self.right_to_left else "L"
        self.pdf.multi_cell(width, _line_mm(size), words, align=align, new_x="LMARGIN")
        return self.pdf.get_y()

    def _font(self, size: float, *, bold: bool, faint: bool) -> None:
        self.pdf.set_font("noto", "B" if bold else "", size)
        self.pdf.set_text_color(*(FAINT if faint else INK))
        self.ink()

    def ink(self) -> None:
        """Have the page itself know the font; to be called after anything was measured.

        fpdf2 (2.8) writes a font when text first needs it, and believes it written where that text
        was only measured, or began in a fallback font: what follows would be set in another one. A
        blank of the font itself is neither.
        """
        pdf = self.pdf
        if pdf.page:
            pdf.current_font_is_set_on_page = False
            x, y = pdf.get_x(), pdf.get_y()
            pdf.cell(1, 1, " ")
            pdf.set_xy(x, y)

    def _fitted(
        self, words: str, width: float, height: float, size: float, *, bold: bool, faint: bool
    ) -> list[str]:
        self._font(size, bold=bold, faint=faint)
        lines = self.pdf.multi_cell(
            width, _line_mm(size), words, dry_run=True, output="LINES", max_line_height=height
        )
        assert isinstance(lines, list)
        return [str(each) for each in lines]


def _line_mm(size: float) -> float:
    return size * 1.35 / POINTS_PER_MM


def _document(title: str, *, numbered: bool) -> FPDF:
    # Half a second and a dozen modules, which no start of the server has to wait for.
    from fpdf import FPDF

    class Document(FPDF):
        def footer(self) -> None:
            if numbered:
                self.set_y(-13)
                self.set_font("noto", "", 8)
                self.set_text_color(*FAINT)
                self.cell(0, 5, f"{title} · {self.page_no()} / {{nb}}", align="C")

    pdf = Document(format="A4", unit="mm")
    pdf.set_title(title)
    pdf.set_margins(MARGIN_MM, MARGIN_MM, MARGIN_MM)
    pdf.set_auto_page_break(numbered, margin=MARGIN_MM + 2)
    for family, file in _FONTS.items():
        for style, weight in _WEIGHTS.items():
            path = paths.static() / "vendor" / f"{file}_{weight}.ttf"
            pdf.add_font(family, style, path)
    pdf.set_fallback_fonts(["noto-arabic"], exact_match=False)
    pdf.set_text_shaping(True)
    return pdf
