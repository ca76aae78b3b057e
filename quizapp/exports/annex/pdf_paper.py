"""A PDF, on the sheet that all our printing is done on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from quizapp.exports.annex.paper import Worded
from quizapp.exports.pdf_sheet import (
    HEIGHT_MM,
    INK,
    LINE,
    MARGIN_MM,
    WIDTH_MM,
    PdfSheet,
    reads_right_to_left,
)
from quizapp.exports.safe_text import printable

_SIZES: Final = (20.0, 15.0, 12.5, 11.0)
_TEXT: Final = 10.0
_TABLE: Final = 9.0
_LEAST_TABLE: Final = 6.0
_PADDING_MM: Final = 1.4
_SHORT_MM: Final = 90.0
"""A table of no more is not broken by the end of a page."""
_JOINED: Final = 1.4
_INNER_MM: Final = WIDTH_MM - 2 * MARGIN_MM
_HEADER: Final = (238, 241, 246)


class PdfPaper:
    """`languages` are those of the document, its own first."""

    def __init__(self, title: str, languages: Sequence[str]) -> None:
        self._sheet = PdfSheet(title, languages[0])
        self._margin = self._sheet.pdf.c_margin
        self._sheet.page()

    def heading(self, level: int, texts: Worded) -> None:
        """Never the last line of a page."""
        self._keep_together(30)
        for place, (_, text) in enumerate(texts):
            size = _SIZES[level] * (1.0 if place == 0 else 0.8)
            self._sheet.text(text, size, bold=True, faint=place > 0, gap=1.0)
        self._sheet.pdf.ln(1.5)

    def text(self, texts: Worded, *, faint: bool = False) -> None:
        """Two languages stand side by side."""
        if len(texts) == 1:
            self._sheet.text(texts[0][1], _TEXT, faint=faint)
            return
        self._keep_together(25)
        widths = (_INNER_MM / len(texts),) * len(texts)
        self._table([[text for _, text in texts]], widths, lines=False)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """In two columns."""
        for name, value in pairs:
            self._sheet.pair(name, value, _TEXT)
        self._sheet.pdf.ln(1.5)

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> None:
        """The texts have the room; figures as much as they need."""
        self._keep_together(20)
        cells = [list(header), *map(list, rows)]
        size, widths = self._fitting(cells, texts)
        self._table(cells, widths, lines=True, size=size)

    def picture(self, png: bytes, alt: str) -> None:
        """On one page with what belongs to it."""
        from PIL import Image

        with Image.open(io.BytesIO(png)) as image:
            wide, tall = image.size
        width = min(_INNER_MM, 120.0 if wide < 2 * tall else _INNER_MM)
        height = width * tall / wide
        most = HEIGHT_MM - 3 * MARGIN_MM
        if height > most:
            width, height = width * most / height, most
        self._keep_together(height + 4)
        self._sheet.pdf.image(io.BytesIO(png), w=width, alt_text=printable(alt))
        self._sheet.pdf.ln(3)

    def done(self) -> bytes:
        """The .pdf file."""
        return self._sheet.done()

    def _fitting(self, cells: list[list[str]], texts: int) -> tuple[float, tuple[float, ...]]:
        """A size and the columns' widths: no word and no figure is broken if that can be helped."""
        columns = list(zip(*cells, strict=True))
        size, needs = _TABLE, self._needs(columns, _TABLE)
        while sum(needs) > _INNER_MM and size > _LEAST_TABLE:
            size -= 0.5
            needs = self._needs(columns, size)
        wishes = [
            sum(map(len, column)) + 1 if place < texts else 0
            for place, column in enumerate(columns)
        ]
        left = max(0.0, _INNER_MM - sum(needs))
        shares = (left * wish / sum(wishes) for wish in wishes)
        return size, tuple(need + share for need, share in zip(needs, shares, strict=True))

    def _needs(self, columns: Sequence[Sequence[str]], size: float) -> list[float]:
        """The widest word of each column, in millimetres, with the room around it."""
        pdf = self._sheet.pdf
        pdf.set_font("noto", "B", size)
        around = 2 * _PADDING_MM + 1
        return [
            around + max((self._wide(word) for cell in column for word in cell.split()), default=0)
            for column in columns
        ]

    def _wide(self, word: str) -> float:
        """Of a word; letters that join are wider than they are measured one by one."""
        joins = _JOINED if reads_right_to_left(word) else 1.0
        return joins * self._sheet.pdf.get_string_width(word)

    def _keep_together(self, height_mm: float) -> None:
        """Begin another page where less than so much is left of this one."""
        if self._sheet.pdf.get_y() + height_mm > HEIGHT_MM - MARGIN_MM - 2:
            self._sheet.page()

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        widths: tuple[float, ...],
        *,
        lines: bool,
        size: float = _TEXT,
    ) -> None:
        """Row by row; the first of a table with lines is its heading, on each page anew.

        fpdf2 has tables of its own, but loses the font in cells of several scripts: see `ink`.
        """
        self._sheet.pdf.c_margin = 0
        measured = (
            self._row(row, widths, size, lines=lines, heading=lines and place == 0, draw=False)
            for place, row in enumerate(rows)
        )
        whole = sum(measured)
        if whole < _SHORT_MM:
            self._keep_together(whole)
        for place, row in enumerate(rows):
            heading = lines and place == 0
            height = self._row(row, widths, size, lines=lines, heading=heading, draw=False)
            if heading and len(rows) > 1:
                height += self._row(rows[1], widths, size, lines=True, heading=False, draw=False)
            if self._sheet.pdf.get_y() + height > HEIGHT_MM - MARGIN_MM - 2:
                self._sheet.page()
                if lines and place > 0:
                    self._row(rows[0], widths, size, lines=True, heading=True, draw=True)
            self._row(row, widths, size, lines=lines, heading=heading, draw=True)
        self._sheet.pdf.c_margin = self._margin
        self._sheet.pdf.ln(3)

    def _row(
        self,
        row: Sequence[str],
        widths: tuple[float, ...],
        size: float,
        *,
        lines: bool,
        heading: bool,
        draw: bool,
    ) -> float:
        """One row from where the pen is, or only its height."""
        pdf, tall = self._sheet.pdf, size * 0.5
        pdf.set_font("noto", "B" if heading else "", size)
        split = [
            self._lines(text, width - 2 * _PADDING_MM)
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(map(len, split)) * tall + 2 * _PADDING_MM
        if not draw:
            return height
        top, x = pdf.get_y(), MARGIN_MM
        cells = list(zip(row, split, widths, strict=True))
        pdf.set_text_color(*INK)
        pdf.set_draw_color(*LINE)
        pdf.set_fill_color(*_HEADER)
        for text, cell_lines, width in reversed(cells) if self._sheet.right_to_left else cells:
            if lines:
                pdf.rect(x, top, width, height, style="DF" if heading else "D")
            align = "R" if reads_right_to_left(text, self._sheet.language) else "L"
            self._sheet.ink()
            for place, line in enumerate(cell_lines):
                pdf.set_xy(x + _PADDING_MM, top + _PADDING_MM + place * tall)
                pdf.cell(width - 2 * _PADDING_MM, tall, line, align=align)
            x += width
        pdf.set_xy(MARGIN_MM, top + height)
        return height

    def _lines(self, text: str, width: float) -> list[str]:
        broken = self._sheet.pdf.multi_cell(
            width, 1, printable(text), dry_run=True, output="LINES", align="L"
        )
        assert isinstance(broken, list)
        return [str(each) for each in broken]
