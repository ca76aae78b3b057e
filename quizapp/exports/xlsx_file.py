"""A workbook as a file, written row by row: a hall's quarter of a million answers within seconds.

Office Open XML (ECMA-376), as far as tables of text and numbers need it. openpyxl makes an object and
a tree of XML for each cell, which takes twenty times as long.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from enum import IntEnum
from string import ascii_uppercase
from typing import IO, Final
from xml.sax.saxutils import escape

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROWS_AT_ONCE: Final = 500
_LEVEL: Final = 1
"""Of compression: tables are so alike in themselves that more of it gains little."""


LETTERS: Final = (
    *ascii_uppercase,
    *(f"{one}{two}" for one in ascii_uppercase for two in ascii_uppercase),
)
"""Of the columns: 702, and no table of ours has forty."""


class Style(IntEnum):
    """How a cell looks: its place in the list of formats."""

    PLAIN = 0
    BOLD = 1
    DECIMALS = 2
    PERCENT = 3
    STAYS_TEXT = 4
    """It would be a formula if somebody edited it."""
    BOLD_STAYS_TEXT = 5


class XlsxFile:
    """Sheets, one after the other; `close` gives the file."""

    def __init__(self, creator: str) -> None:
        self._file = io.BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._creator = creator
        self._titles: list[str] = []
        self._open: XlsxSheet | None = None

    def sheet(self, title: str, widths: Sequence[int], *, right_to_left: bool) -> XlsxSheet:
        """A new sheet; the one before takes no more rows. `widths` are in characters."""
        self._end_sheet()
        self._titles.append(title)
        part = self._zip.open(f"xl/worksheets/sheet{len(self._titles)}.xml", "w", force_zip64=True)
        self._open = XlsxSheet(part, widths, right_to_left=right_to_left)
        return self._open

    def close(self) -> bytes:
        """The whole file."""
        self._end_sheet()
        numbers = range(1, len(self._titles) + 1)
        for name, text in (
            ("[Content_Types].xml", _content_types(numbers)),
            ("_rels/.rels", _PACKAGE_RELATIONS),
            ("docProps/core.xml", _core(self._creator)),
            ("xl/workbook.xml", _workbook(self._titles)),
            ("xl/_rels/workbook.xml.rels", _relations(numbers)),
            ("xl/styles.xml", _STYLES),
        ):
            self._zip.writestr(name, _HEAD + text)
        self._zip.close()
        return self._file.getvalue()

    def _end_sheet(self) -> None:
        if self._open is not None:
            self._open.end()
        self._open = None


class XlsxSheet:
    """One sheet, from top to bottom."""

    def __init__(self, part: IO[bytes], widths: Sequence[int], *, right_to_left: bool) -> None:
        self._part = part
        self._rows: list[str] = []
        self._number = 0
        view = ' rightToLeft="1"' if right_to_left else ""
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
            for at, width in enumerate(widths, start=1)
        )
        self._rows.append(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{view} workbookViewId="0"/>'
            f"</sheetViews><cols>{columns}</cols><sheetData>"
        )

    def row(self, cells: Iterable[str]) -> None:
        """The next row, of what `text_cell` and `number_cell` give; an empty text is an empty cell."""
        self._number = number = self._number + 1
        written = [
            f'<c r="{letter}{number}{cell}'
            for letter, cell in zip(LETTERS, cells, strict=False)
            if cell
        ]
        self._rows.append(f'<row r="{number}">{"".join(written)}</row>')
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """No more rows."""
        self._rows.append("</sheetData></worksheet>")
        self._flush()
        self._part.close()

    def _flush(self) -> None:
        self._part.write("".join(self._rows).encode())
        self._rows.clear()


def text_cell(text: str, style: Style = Style.PLAIN) -> str:
    """What follows a cell's place. Text stays text, whatever it begins with."""
    return f'"{_look(style)} t="inlineStr"><is>{_text(text)}</is></c>'


def number_cell(value: float, style: Style = Style.PLAIN) -> str:
    """The same of a number."""
    return f'"{_look(style)}><v>{value!r}</v></c>'


def _look(style: Style) -> str:
    return f' s="{style:d}"' if style else ""


def _text(value: str) -> str:
    if "&" in value or "<" in value or ">" in value:
        value = escape(value)
    if "\r" in value:
        value = value.replace("\r", "&#13;")
    if value[:1].isspace() or value[-1:].isspace() or "\n" in value:
        return f'<t xml:space="preserve">{value}</t>'
    return f"<t>{value}</t>"


def _content_types(numbers: Iterable[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{sheets}</Types>"
    )


def _workbook(titles: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(numbers: Sequence[int]) -> str:
    """`rId0` is the formats, the others are the sheets."""
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{styles}{sheets}</Relationships>'


def _core(creator: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{escape(creator)}</dc:creator></cp:coreProperties>"
    )


_PACKAGE_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)

_FONT: Final = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0 %"/>'
    f'</numFmts><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
