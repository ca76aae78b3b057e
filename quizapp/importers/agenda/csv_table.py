"""An agenda as a table: one item a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from quizapp.domain.agenda import AgendaFile, Unplaced
from quizapp.domain.text import LANGUAGES, N_, LocalizedText
from quizapp.importers.agenda.base import MOST_ITEMS, AgendaUpload
from quizapp.importers.agenda.slots import Slot, agenda_of, in_order, one_line, worded
from quizapp.importers.files import refused

_SEPARATORS: Final = ",;\t"
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("day", "date", "jour", "fecha", "dia", "data"),
    "start": ("start", "starts", "starts at", "from", "time", "debut", "heure", "inicio", "hora"),
    "end": ("end", "ends", "ends at", "to", "until", "fin", "fim"),
    "number": ("number", "no", "nr", "item", "numero", "point", "punto", "ponto"),
    "title": ("title", "subject", "titre", "titulo", "summary"),
    "text": ("text", "description", "abstract", "texte", "texto", "descripcion"),
    "reference": ("reference", "document", "doc", "referencia"),
    "floor": ("floor", "room", "location", "track", "salle", "sala"),
}
"""Column -> the headings by which it is known, without accents."""
_LOCALIZED: Final = re.compile(rf"(title|text)[ _(]+({'|'.join(LANGUAGES)})\)?")
_TIME: Final = re.compile(r"(\d{1,2})\s*[:.h]\s*(\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_HALF_DAY: Final = 12


class CsvTable:
    """Commas, semicolons or tabs; the first row has the headings, a title is a must."""

    slug = "csv"
    label = N_("Table (CSV)")
    suffixes = (".csv", ".tsv")

    def recognises(self, name: str, data: bytes) -> bool:
        first = data[:4096].decode("utf-8", "replace").lstrip("\ufeff\n\r").split("\n")[0]
        columns = _columns(first.split(_separator(first)))
        found = {column for column, _ in columns.values()}
        return name.lower().endswith(self.suffixes) or {"title", "day"} <= found

    def read(self, upload: AgendaUpload) -> AgendaFile:
        rows = _rows(upload)
        line, heading = next(rows, (1, []))
        columns = _columns(heading)
        if "title" not in {column for column, _ in columns.values()}:
            raise refused(upload.name, "agenda_header", line=line)
        reader = _Rows(columns, upload.languages[0])
        for line, cells in rows:
            if len(reader.slots) >= MOST_ITEMS:
                raise refused(upload.name, "too_many_items", str(MOST_ITEMS), line)
            reader.take(line, cells)
        if not reader.slots:
            raise refused(upload.name, "no_agenda_items", line=line)
        slots = in_order(reader.slots)
        agenda = agenda_of(slots, reader.unplaced)
        return AgendaFile(self.slug, agenda, *worded(slots, agenda))


class _Rows:
    """Takes row after row; an empty day is that of the row before."""

    def __init__(self, columns: Mapping[int, tuple[str, str]], language: str) -> None:
        self.slots: list[Slot] = []
        self.unplaced: list[Unplaced] = []
        self._columns = columns
        self._language = language
        self._day: dt.date | None = None

    def take(self, line: int, cells: list[str]) -> None:
        if not any(cell.strip() for cell in cells):
            return
        texts = {
            self._columns[place]: cell.strip()
            for place, cell in enumerate(cells)
            if place in self._columns and cell.strip()
        }
        reason = self._placed(line, texts)
        if reason is not None:
            shown = one_line(" ".join(cell for cell in cells if cell))
            self.unplaced.append(Unplaced(line, shown, reason))

    def _placed(self, line: int, texts: Mapping[tuple[str, str], str]) -> str | None:
        """Take the row in, or say why it has no place."""
        plain = {column: text for (column, language), text in texts.items() if not language}
        titles, bodies = self._worded(texts, "title"), self._worded(texts, "text")
        title = one_line(titles.get(self._language))
        if not title:
            return "title_missing"
        if "day" in plain:
            self._day = _read_day(plain["day"])
            if self._day is None:
                return "date_unreadable"
        if self._day is None:
            return "day_missing"
        starts, ends = _read_time(plain.get("start", "")), _read_time(plain.get("end", ""))
        if ("start" in plain and starts is None) or ("end" in plain and ends is None):
            return "time_unreadable"
        if starts is not None and ends is not None and ends <= starts:
            return "ends_before_it_starts"
        self.slots.append(
            Slot(
                line=line,
                day=self._day,
                starts_at=starts,
                ends_at=ends,
                title=title,
                text=bodies.get(self._language),
                number=plain.get("number", "").rstrip("."),
                reference=one_line(plain.get("reference", "")),
                floor=one_line(plain.get("floor", "")),
                titles=titles,
                texts=bodies,
            )
        )
        return None

    def _worded(self, texts: Mapping[tuple[str, str], str], column: str) -> LocalizedText:
        given = {
            language or self._language: text
            for (name, language), text in sorted(texts.items())
            if name == column
        }
        return LocalizedText.of(given)


def _columns(heading: list[str]) -> dict[int, tuple[str, str]]:
    """Place -> (column, language); a heading that says nothing to us is passed over."""
    columns: dict[int, tuple[str, str]] = {}
    for place, cell in enumerate(heading):
        name = _folded(cell)
        localized = _LOCALIZED.fullmatch(name)
        if localized:
            columns[place] = (localized[1], localized[2])
            continue
        known = next((column for column, names in _NAMES.items() if name in names), None)
        if known is not None and (known, "") not in columns.values():
            columns[place] = (known, "")
    return columns


def _folded(cell: str) -> str:
    plain = cell.strip().strip("\ufeff").lower().translate(str.maketrans("éèêíóúãç", "eeeiouac"))
    return " ".join(plain.replace("_", " ").rstrip(".").split())


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _rows(upload: AgendaUpload) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line on which it begins."""
    text = upload.text().lstrip("\n")
    separator = _separator(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refused(upload.name, "broken_csv", str(error), line) from None
        yield line, cells
        line = reader.line_num + 1


def _read_day(text: str) -> dt.date | None:
    """`2018-03-01`, `01/03/2018`, `1.3.2018`: the day before the month, as the UN writes it."""
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


def _read_time(text: str) -> dt.time | None:
    """`9:30`, `09.30`, `9h30`, `2:15 pm`; None for what is none."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower().replace(".", "")
    if half and not 1 <= hour <= _HALF_DAY:
        return None
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None
