"""The text of an agenda, as it is pasted from a document."""

from __future__ import annotations

from quizapp.domain.agenda import AgendaFile, read_agenda
from quizapp.domain.text import N_
from quizapp.importers.agenda.base import AgendaUpload
from quizapp.importers.files import refused


class PlainText:
    """`Day 1`, `VIII.`, `(a)`: the layout is told in `quizapp.domain.agenda`."""

    slug = "text"
    label = N_("Text, as it stands in the document")
    suffixes = (".txt",)

    def recognises(self, name: str, data: bytes) -> bool:
        return True

    def read(self, upload: AgendaUpload) -> AgendaFile:
        agenda = read_agenda(upload.text())
        if not agenda.items:
            line = agenda.unplaced[0].line if agenda.unplaced else None
            raise refused(upload.name, "no_agenda_items", line=line)
        return AgendaFile(self.slug, agenda)
