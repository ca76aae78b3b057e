"""The seat list from a table: one seat a row, the columns named in any of the six languages."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.domain.errors import Problem
from quizapp.domain.seats import (
    LONGEST_DELEGATION,
    LONGEST_PERSON,
    LONGEST_REGION,
    MOST_SEATS,
    SeatKey,
    SeatLine,
)
from quizapp.domain.typed import fit_for_a_screen, tidy
from quizapp.importers.files import refused

LARGEST_LIST: Final = 512 * 1024
"""In bytes; 3,000 seats have about half of it."""
COLUMNS: Final = ("delegation", "name", "region", "votes")
MOST_COLUMNS: Final = 40
"""What stands further to the right is passed over: a row of commas alone makes a page of 80 MB."""
MOST_FAULTS: Final = 200
"""So many are told; the page that tells them is made while the halls of all events wait."""
_SEPARATORS: Final = ",;\t"
_LONGEST: Final = {
    "delegation": LONGEST_DELEGATION,
    "name": LONGEST_PERSON,
    "region": LONGEST_REGION,
}
_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip().strip("\ufeff").casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", bare).strip(" .:?")


def _words(text: str) -> frozenset[str]:
    return frozenset(_folded(each) for each in text.split())


_HEADINGS: Final[Mapping[str, frozenset[str]]] = {
    "delegation": _words(
        "delegation country state member organization organisation seat delegación país estado"
        " miembro pays état membre organización delegação membro organização الوفد وفد البلد الدولة"
        " المنظمة делегация страна государство организация член"
    ),
    "name": _words(
        "name delegate person representative nom délégué représentant nombre delegado representante"
        " nome الاسم المندوب الممثل имя фио делегат представитель"
    ),
    "region": _words(
        "region región région região group groupe grupo المنطقة الإقليم المجموعة регион группа"
    ),
    "votes": _words(
        "votes vote voting status standing right_to_vote role voix statut droit_de_vote voto votos"
        " vota estatuto حق_التصويت التصويت يصوت الصفة голос голосует голосование статус"
    ),
}
"""Column -> the headings by which it is known."""
_YES: Final = _words(
    "yes y true 1 x votes vote voting member oui o vrai membre votant si sí s sim verdadero miembro"
    " membro vota نعم عضو يصوت да член голосует участник"
)
_NO: Final = _words(
    "no n false 0 observes observer observing non faux observateur observatrice não falso observador"
    " observadora observa لا مراقب нет наблюдатель"
)


@dataclass(frozen=True, slots=True)
class SeatFile:
    """What is in a list. `columns` says of each of the file's what it was taken for, empty: nothing."""

    header: tuple[str, ...]
    columns: tuple[str, ...]
    seats: tuple[SeatLine, ...]
    faults: tuple[Problem, ...]
    """Of the first lines that are left out, each naming its line."""
    left_out: int
    """How many lines are."""

    @property
    def usable(self) -> bool:
        """Whether it says which column has the delegations."""
        return "delegation" in self.columns


def read_seats(name: str, data: bytes, mapped: Sequence[str] = ()) -> SeatFile:
    """Read a list; `mapped` says of each column what it is, where the headings do not.

    Raises `ContentProblems` where it is no table. Without a column of delegations it has no seats.
    """
    rows = _rows(name, _text(name, data))
    line, header = next(rows, (1, []))
    if not any(cell.strip() for cell in header):
        raise refused(name, "no_seats", line=line)
    header = header[:MOST_COLUMNS]
    columns = _mapped(mapped, len(header)) if mapped else _known(header)
    shown = tuple(tidy(cell) for cell in header)
    if "delegation" not in columns:
        return SeatFile(shown, columns, (), (Problem("", "seat_header", "", name, line),), 1)
    reader = _Lines(name, columns)
    for line, cells in rows:
        reader.take(line, cells)
    if not reader.seats and not reader.left_out:
        raise refused(name, "no_seats", line=line)
    return SeatFile(shown, columns, tuple(reader.seats), tuple(reader.faults), reader.left_out)


class _Lines:
    """Takes line after line."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        self.seats: list[SeatLine] = []
        self.faults: list[Problem] = []
        self.left_out = 0
        self._name = name
        self._columns = columns
        self._lines: dict[SeatKey, int] = {}

    def take(self, line: int, cells: list[str]) -> None:
        if not any(cell.strip() for cell in cells):
            return
        found = dict(zip(self._columns, (tidy(cell) for cell in cells), strict=False))
        fault = self._placed(line, found)
        if fault is None:
            return
        self.left_out += 1
        if len(self.faults) < MOST_FAULTS:
            code, column, detail = fault
            self.faults.append(Problem(column, code, detail, self._name, line))

    def _placed(self, line: int, found: Mapping[str, str]) -> tuple[str, str, str] | None:
        """Take the seat in, or say what is wrong: code, column, detail."""
        if fault := _unfit(found):
            return fault
        standing = _standing(found.get("votes")) if "votes" in self._columns else True
        if standing is None:
            return "seat_standing", "votes", found.get("votes", "")
        seat = SeatLine(
            found["delegation"], found.get("name", ""), found.get("region", ""), standing
        )
        before = self._lines.setdefault(seat.key, line)
        if before != line:
            return "seat_twice", "delegation", str(before)
        if len(self.seats) >= MOST_SEATS:
            return "too_many_seats", "", str(MOST_SEATS)
        self.seats.append(seat)
        return None


def _unfit(found: Mapping[str, str]) -> tuple[str, str, str] | None:
    if not found.get("delegation"):
        return "missing", "delegation", ""
    for column, most in _LONGEST.items():
        given = found.get(column, "")
        if len(given) > most:
            return "text_too_long", column, str(most)
        if not fit_for_a_screen(given):
            return "not_for_a_screen", column, ""
    return None


def _standing(given: str | None) -> bool | None:
    word = _folded(given or "")
    if word in _YES:
        return True
    return False if word in _NO else None


def _mapped(mapped: Sequence[str], count: int) -> tuple[str, ...]:
    """Each once; the first of two stands."""
    taken: list[str] = []
    for each in [*mapped[:count], *[""] * (count - len(mapped))]:
        taken.append(each if each in COLUMNS and each not in taken else "")
    return tuple(taken)


def _known(header: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for cell in header:
        name = _folded(cell).replace(" ", "_")
        kind = next((key for key, names in _HEADINGS.items() if name in names), "")
        found.append(kind if kind not in found else "")
    return tuple(found)


def _text(name: str, data: bytes) -> str:
    """UTF-8, what its mark says, or as old spreadsheets save."""
    if b"\x00" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refused(name, "not_text_file")
    encoding = next((each for mark, each in _MARKED if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("windows-1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line on which it begins: a quoted cell may hold line ends."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refused(name, "broken_csv", str(error), line) from None
        yield line, cells
        line = reader.line_num + 1
