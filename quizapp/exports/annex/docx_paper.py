"""A Word document (OOXML): plain styles, so that it takes on those of the record it is pasted into."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizapp.domain.text import direction
from quizapp.exports.annex.paper import Worded
from quizapp.exports.safe_text import printable

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_WIDTH_MM = 165
_FAINT = (92, 99, 110)


class DocxPaper:
    """`languages` are those of the document, its own first."""

    def __init__(self, title: str, languages: Sequence[str]) -> None:
        # Half a second of modules, which no start of the server has to wait for.
        from docx import Document
        from docx.shared import Mm

        self._document = Document()
        self._document.core_properties.title = printable(title)
        self._document.core_properties.language = languages[0]
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        self._language = languages[0]

    def heading(self, level: int, texts: Worded) -> None:
        """Two languages stand below one another here, so that each heading is in the outline."""
        for place, (language, text) in enumerate(texts):
            paragraph = self._document.add_heading("", level if place == 0 else min(level + 1, 9))
            self._write(paragraph, text, language)

    def text(self, texts: Worded, *, faint: bool = False) -> None:
        """Two languages stand side by side in a table without lines."""
        if len(texts) == 1:
            self._write(self._document.add_paragraph(), texts[0][1], texts[0][0], faint=faint)
            return
        table = self._document.add_table(rows=1, cols=len(texts))
        for cell, (language, text) in zip(table.rows[0].cells, texts, strict=True):
            self._write(cell.paragraphs[0], text, language, faint=faint)
        self._document.add_paragraph()

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Each a paragraph, its name in bold."""
        for name, value in pairs:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            self._write(paragraph, f"{name}: ", self._language, bold=True)
            self._write(paragraph, value, self._language)
        self._document.add_paragraph()

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> None:
        """With lines and a heading that is repeated on each page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        table = self._document.add_table(rows=1, cols=len(header))
        table.style = "Table Grid"
        table.autofit = True
        if direction(self._language) == "rtl":
            _flag(table._tbl.tblPr, "w:bidiVisual")  # noqa: SLF001 - python-docx has no other door
        for cell, name in zip(table.rows[0].cells, header, strict=True):
            self._write(cell.paragraphs[0], name, self._language, bold=True)
        _flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - as above
        for row in rows:
            for place, (cell, value) in enumerate(zip(table.add_row().cells, row, strict=True)):
                self._fill(cell, value)
                if place >= texts:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._document.add_paragraph()

    def picture(self, png: bytes, alt: str) -> None:
        """With its description for whoever can't see it."""
        from docx.shared import Mm

        shape = self._document.add_picture(io.BytesIO(png))
        if shape.width > Mm(_WIDTH_MM) or shape.height > Mm(_WIDTH_MM):
            most = Mm(_WIDTH_MM)
            scale = min(most / shape.width, most / shape.height)
            shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
        shape._inline.docPr.set("descr", printable(alt))  # noqa: SLF001 - as above
        self._document.add_paragraph()

    def done(self) -> bytes:
        """The .docx file."""
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _fill(self, cell: _Cell, value: str) -> None:
        self._write(cell.paragraphs[0], value, self._language)

    def _write(
        self,
        paragraph: Paragraph,
        text: str,
        language: str,
        *,
        bold: bool = False,
        faint: bool = False,
    ) -> None:
        from docx.shared import RGBColor

        run = paragraph.add_run(printable(text))
        run.bold = bold or None
        if faint:
            run.font.color.rgb = RGBColor(*_FAINT)
        properties = run._r.get_or_add_rPr()  # noqa: SLF001 - as above
        tag = _element("w:lang")
        tag.set(_name("w:val"), language)
        if direction(language) == "rtl":
            tag.set(_name("w:bidi"), language)
            run.font.rtl = True
            _flag(paragraph._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - as above
        properties.append(tag)


def _flag(properties: Any, name: str) -> None:
    """Switch on what has no value, once."""
    if properties.find(_name(name)) is None:
        properties.append(_element(name))


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
