"""What a moderator said of the typed texts of one round, by the ids that the log knows them by.

Which words an id stands for, and what a group is called, is kept outside the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class TextMark(StrEnum):
    """What was said of one text. A new one is shown unless the round is moderated."""

    NEW = "new"
    APPROVED = "approved"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Board:
    """The typed texts of a round as the moderator has arranged them. Texts without a mark are new."""

    marks: Mapping[str, TextMark] = field(default_factory=dict)
    """Text id -> mark; a new text has none."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Text id -> id of the group under whose title it stands."""
    spotlight: str | None = None
    """Id of the one text that the screen shows large."""

    def mark_of(self, text_id: str) -> TextMark:
        """The mark of a text."""
        return self.marks.get(text_id, TextMark.NEW)

    def marked(self, text_id: str, mark: TextMark) -> Board:
        """With another mark on a text."""
        kept = {key: each for key, each in self.marks.items() if key != text_id}
        return replace(self, marks=kept if mark is TextMark.NEW else {**kept, text_id: mark})

    def grouped(self, text_id: str, group_id: str | None) -> Board:
        """With a text under a title, or under none."""
        kept = {key: each for key, each in self.groups.items() if key != text_id}
        return replace(self, groups=kept if group_id is None else {**kept, text_id: group_id})
