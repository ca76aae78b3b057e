"""The contract of an importer of agendas. One file a format; the registry is in this package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from quizapp.domain.agenda import AgendaFile
from quizapp.importers.files import utf8

LARGEST_AGENDA: Final = 1024 * 1024
"""In bytes. The schedule of a conference of 500 talks has about half of it."""
MOST_ITEMS: Final = 1000
_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, overrides of the direction, halves of characters: no database takes the last, and
screens, phones and papers show what stands around the others as it does not stand there."""


def harmless(text: str) -> str:
    """With a space for each of what no screen may be given."""
    return _HARMFUL.sub(" ", text)


@dataclass(frozen=True, slots=True)
class AgendaUpload:
    """A file as it came. `zone` is the meeting's: times of other zones are turned into its own.

    `languages` are the event's, the agenda's own first.
    """

    name: str
    data: bytes
    zone: ZoneInfo
    languages: tuple[str, ...] = ("en",)

    def text(self) -> str:
        """The text of the file, `harmless`; raises `ContentProblems` where it is not UTF-8."""
        text = utf8(self.name, self.data).replace("\r\n", "\n").replace("\r", "\n")
        return harmless(text)


class AgendaImporter(Protocol):
    """A format that an agenda can be read from."""

    @property
    def slug(self) -> str:
        """Its name."""

    @property
    def label(self) -> str:
        """English; a message id of the catalogues."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of the files' names, lower case, with the dot."""

    def recognises(self, name: str, data: bytes) -> bool:
        """Whether this looks like a file of the format; cheap, and never raises."""

    def read(self, upload: AgendaUpload) -> AgendaFile:
        """What is in the file. What finds no place is in `agenda.unplaced`, with its line.

        Raises `ContentProblems` where nothing in it can be used, and nothing else.
        """
