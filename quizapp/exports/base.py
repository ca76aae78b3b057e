"""The contract of an exporter. One file a format; the registry is in `quizapp.exports`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from quizapp.domain.report import Report

Translate: TypeAlias = Callable[[str], str]
"""gettext of the language asked for."""


class Exporter(Protocol):
    """A format that a report can be written in."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    @property
    def label(self) -> str:
        """English; a message id of the catalogues."""

    @property
    def content_type(self) -> str:
        """As the HTTP header says it."""

    @property
    def extension(self) -> str:
        """Of the file, with its dot."""

    def write(self, report: Report, language: str, translate: Translate) -> bytes:
        """The whole file. Who can't be told apart in the report can't be in the file."""
