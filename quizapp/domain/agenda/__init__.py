"""Reads the agenda of a meeting from plain text, as it is pasted from a document.

One layout is known: ``Day 1`` headings, Roman items (``VIII.``), lettered sub-items (``(a)``),
unnumbered items in capitals, document references, bullets and wrapped paragraphs. Nothing is
lost: what a line says stands in the tree, or the line stands in ``Agenda.unplaced`` with its
number and the reason.
"""

from quizapp.domain.agenda.drawing import format_tree
from quizapp.domain.agenda.reader import read_agenda
from quizapp.domain.agenda.tree import (
    NO_AGENDA,
    REASONS,
    Agenda,
    AgendaDay,
    AgendaFile,
    AgendaItem,
    Unplaced,
    walk,
)

__all__ = [
    "NO_AGENDA",
    "REASONS",
    "Agenda",
    "AgendaDay",
    "AgendaFile",
    "AgendaItem",
    "Unplaced",
    "format_tree",
    "read_agenda",
    "walk",
]
