"""Typed texts as the moderator wants them shown: what the ids of the log stand for, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.domain.live.board import Board, TextMark
from quizapp.domain.live.state import Round
from quizapp.domain.questions.folding import fold
from quizapp.domain.questions.profanity import is_profane
from quizapp.domain.tallies import Tally, Texts, without
from quizapp.services.ports import TextStore
from quizapp.services.recent import Recent

MOST_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class TextLook:
    """What was said of the texts of a round, by the keys that their groups have in the tally."""

    marks: Mapping[str, TextMark] = field(default_factory=dict)
    """Texts of which something was said; the others are new."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Text -> title of the group under which it stands."""
    spotlight: str | None = None
    moderated: bool = False
    """Whether a new text waits until it is approved."""

    def mark_of(self, key: str, text: str) -> TextMark:
        """The mark of a text. Strong language is hidden until a moderator has approved it.

        The words are looked at, not the key: of whole sentences that is a digest.
        """
        mark = self.marks.get(key, TextMark.NEW)
        return TextMark.HIDDEN if mark is TextMark.NEW and is_profane(fold(text)) else mark

    def is_shown(self, key: str, text: str) -> bool:
        """Whether the room may see the text."""
        mark = self.mark_of(key, text)
        return mark is TextMark.APPROVED or (mark is TextMark.NEW and not self.moderated)

    def hidden(self, tally: Tally) -> frozenset[str]:
        """Keys of the texts that the room may not see."""
        if not isinstance(tally, Texts):
            return frozenset()
        return frozenset(
            key for key, group in tally.groups.items() if not self.is_shown(key, group.text)
        )

    def for_room(self, tally: Tally) -> Tally:
        """The tally as screen and phones may have it."""
        return without(tally, self.hidden(tally))


NO_LOOK = TextLook()


class TextLooks:
    """Looks of rounds. A text or title that has an id never changes: what is read once is kept."""

    def __init__(self, store: TextStore) -> None:
        self._store = store
        self._keys: Recent[str, dict[str, str]] = Recent(MOST_ROUNDS)
        self._titles: Recent[str, dict[str, str]] = Recent(MOST_ROUNDS)

    def look(self, on: Round) -> TextLook:
        """The look of a round; reads nothing where nothing was said."""
        board = on.board
        if board == Board():
            return TextLook(moderated=on.rules.moderated)
        keys, titles = self._words_of(on.id, board), self._titles_of(on.id, board)
        return TextLook(
            marks={keys[each]: mark for each, mark in board.marks.items() if each in keys},
            titles={
                keys[each]: titles[group]
                for each, group in board.groups.items()
                if each in keys and group in titles
            },
            spotlight=keys.get(board.spotlight or ""),
            moderated=on.rules.moderated,
        )

    def _words_of(self, round_id: str, board: Board) -> Mapping[str, str]:
        wanted = {*board.marks, *board.groups, *filter(None, [board.spotlight])}
        known = self._keys.get(round_id) or {}
        if wanted <= known.keys():
            return known
        read = {each.id: each.key for each in self._store.texts(round_id)}
        return self._keys.put(round_id, read)

    def _titles_of(self, round_id: str, board: Board) -> Mapping[str, str]:
        known = self._titles.get(round_id) or {}
        if set(board.groups.values()) <= known.keys():
            return known
        read = {each.id: each.title for each in self._store.titles(round_id)}
        return self._titles.put(round_id, read)
