"""What the command line does with files of banks; no database is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.bank_files import Exported, Imported, Level, Note
from quizapp.domain.bank_lint import Remark, lint_file
from quizapp.domain.errors import ContentProblems, Problem
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.exports.banks.base import BankExporter
from quizapp.exports.banks.template import template_bank
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.importers.banks import LARGEST_ZIP, read_any
from quizapp.importers.banks.notes import understood
from quizapp.importers.event_yaml import read_event_file
from quizapp.importers.files import parse_yaml, read_bytes, utf8
from quizapp.importers.marks import Marks
from quizapp.presentation.content_words import note_text, problem_text, remark_text
from quizapp.services.pictures import make_picture

BANK_FILE = "bank.yaml"
_SPOKEN = "en"
"""What the command line speaks, whatever language a bank is in."""
_YAML = (".yaml", ".yml")
_EVENT = b"quizapp-event/"
_HEAD = 4096
"""Bytes in which a file says what it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check. `fault`: the file, or a question of it, can't be used as it is."""

    fault: bool
    place: str
    text: str
    path: str = ""


def check_file(path: Path, language: str = "en") -> tuple[Finding, ...]:
    """Everything that is wrong, left out or could be better in a bank or event file."""
    try:
        imported = read_bank_or_event(path, language)
    except ContentProblems as error:
        return tuple(
            Finding(True, each.place or path.name, problem_text(each, _SPOKEN), each.path)
            for each in error.problems
        )
    if imported is None:
        return ()
    marks = _marks(path)
    lines = {each.slug: each for each in imported.notes if each.slug}
    return (
        *(_noted(path, each) for each in imported.notes if not _is_well(each)),
        *(_remarked(path, each, marks, lines) for each in lint_file(imported)),
    )


def read_bank_or_event(path: Path, language: str) -> Imported | None:
    """The bank in a file, or in a folder with `bank.yaml`; None for an event file without a fault."""
    file = path / BANK_FILE if path.is_dir() else path
    if file.suffix.lower() not in _YAML:
        return read_any(file.name, read_bytes(file, LARGEST_ZIP), language, make_picture)
    if _EVENT in read_bytes(file)[:_HEAD]:
        read_event_file(file, file.parent, make_picture)
        return None
    bank = read_bank_file(file, make_picture)
    notes = (
        understood(number, each, language) for number, each in enumerate(bank.questions, start=1)
    )
    return Imported("yaml", bank, tuple(notes))


def convert(path: Path, target: Path, slug: str, language: str) -> tuple[Exported, list[str]]:
    """A bank in another format, and what got lost on either way, a line each."""
    exporter = exporter_of(target, slug)
    imported = read_bank_or_event(path, language)
    if imported is None:
        raise ContentProblems((Problem("", "not_a_bank", "", path.name),))
    pictures = {each.id: each.data for each in imported.bank.pictures}
    exported = exporter.write(imported.bank, pictures, language)
    said = [
        f"{_place(path, each)}: {note_text(each, _SPOKEN)}"
        for each in imported.notes
        if not _is_well(each)
    ]
    said += [
        ": ".join(part for part in (target.name, each.slug, note_text(each, _SPOKEN)) if part)
        for each in exported.notes
    ]
    return exported, said


def template(target: Path, slug: str, language: str) -> Exported:
    """A small bank to begin with, in the format that the file's name asks for."""
    return exporter_of(target, slug).write(template_bank(), {}, language)


def exporter_of(target: Path, slug: str) -> BankExporter:
    """By its slug, else by the suffix of the file; raises `ContentProblems`."""
    suffix = ".yaml" if target.suffix.lower() in _YAML else target.suffix.lower()
    for exporter in BANK_EXPORTERS.values():
        if exporter.slug == slug or (not slug and exporter.suffix == suffix):
            return exporter
    raise ContentProblems((Problem("", "unknown_format", "", target.name),))


def _noted(path: Path, note: Note) -> Finding:
    """A question that is not in the bank is a fault, a part of one is worth a look."""
    left_out = note.level is Level.LEFT_OUT and note.question_number > 0 and not note.slug
    place = str(note.details.get("path", "")) or note.slug or note.excerpt
    return Finding(left_out, _place(path, note), note_text(note, _SPOKEN), place)


def _remarked(
    path: Path, remark: Remark, marks: Marks | None, notes: Mapping[str, Note]
) -> Finding:
    note = notes.get(remark.slug)
    line, column = marks.place(remark.path) if marks else (None, None)
    if marks is None and note is not None:
        line, column = note.line, note.column
    place = Problem("", "", "", _name(path), line, column).place
    tail = remark.path.partition(".")[2]
    at = ": ".join(part for part in (remark.slug, tail) if part) or remark.path
    return Finding(False, place, remark_text(remark, _SPOKEN), at)


def _marks(path: Path) -> Marks | None:
    file = path / BANK_FILE if path.is_dir() else path
    if file.suffix.lower() not in _YAML:
        return None
    return parse_yaml(file.name, utf8(file.name, read_bytes(file)))[1]


def _is_well(note: Note) -> bool:
    return note.level is Level.UNDERSTOOD


def _place(path: Path, note: Note) -> str:
    return Problem("", "", "", _name(path), note.line, note.column).place


def _name(path: Path) -> str:
    return BANK_FILE if path.is_dir() else path.name
