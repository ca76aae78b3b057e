"""What moderators do with questions from the floor.

Words, standing and labels are written to the tables; what the room sees is the engine's, in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import singledispatchmethod
from typing import Final

from quizapp.domain import qa
from quizapp.domain.errors import Conflict, NotFound, QuestionsNotOpen
from quizapp.domain.live import commands as cmd
from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Standing
from quizapp.services.floor_ports import FloorQuestionStore
from quizapp.services.floor_questions import FloorQuestions
from quizapp.services.live import Live
from quizapp.services.ports import Ids

_MOST_TRIES: Final = 8

_Questions = Mapping[str, FloorQuestion]
_Change = Callable[[_Questions, FloorQuestion], tuple[FloorQuestion, ...]]


class Chairing:
    """Carries out commands about questions from the floor."""

    def __init__(
        self, store: FloorQuestionStore, questions: FloorQuestions, live: Live, ids: Ids
    ) -> None:
        self._store = store
        self._questions = questions
        self._live = live
        self._ids = ids

    def execute(
        self,
        event_id: str,
        command: cmd.FloorQuestionCommand,
        actor: str,
        command_id: str | None = None,
    ) -> int:
        """As `Live.execute`. Sent again it changes nothing, for each says how it shall be.

        Also raises `QuestionsNotOpen` before the first session of the floor, `BadMessage`.
        """
        if command.floor_id not in self._live.state(event_id).floors:
            raise NotFound(what="floor")
        prepared = self._done(command, event_id, actor)
        if prepared is None:
            return self._live.state(event_id).seq
        return self._live.execute(event_id, prepared, actor, command_id)

    @singledispatchmethod
    def _done(
        self, command: cmd.FloorQuestionCommand, event_id: str, actor: str
    ) -> cmd.Command | None:
        """Do what is not for the log; returns what the engine is to carry out afterwards."""
        return command

    @_done.register
    def _(self, command: cmd.OpenQuestions, event_id: str, actor: str) -> cmd.Command | None:
        floor = self._live.state(event_id).floors[command.floor_id]
        rules = QaRules()
        if floor.asking.session_id is not None:  # what was agreed goes on
            rules = self._questions.book(event_id, floor.asking.session_id).session.rules
        item_id = None if command.item_id == floor.id else command.item_id
        session = QaSession(self._ids.new(), event_id, floor.id, item_id, rules)
        return replace(command, session_id=self._store.open_session(session))

    @_done.register
    def _(self, command: cmd.SetQuestionRules, event_id: str, actor: str) -> cmd.Command | None:
        session = self._session(event_id, command.floor_id)
        rules = QaRules(command.moderated, command.anonymous, command.upvotes, command.limit)
        self._store.set_rules(session.id, rules)
        self._questions.forget(session)
        return cmd.NoteContentChanged()

    @_done.register
    def _(self, command: cmd.ApproveQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.moved(one, Standing.APPROVED),))
        return None

    @_done.register
    def _(self, command: cmd.ArchiveQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.moved(one, Standing.ARCHIVED),))
        return self._off_screen(event_id, command)

    @_done.register
    def _(self, command: cmd.AnswerQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.moved(one, Standing.ANSWERED),))
        return self._off_screen(event_id, command)

    @_done.register
    def _(self, command: cmd.SpotlightQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.spotlit(one),))
        return command

    @_done.register
    def _(self, command: cmd.EditQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.edited(one, command.text),))
        return None

    @_done.register
    def _(self, command: cmd.LabelQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(
            event_id,
            command,
            lambda _, one: (qa.labelled(one, command.label, on=command.on),),
        )
        return None

    @_done.register
    def _(self, command: cmd.MergeQuestions, event_id: str, actor: str) -> cmd.Command | None:
        def merge(known: _Questions, one: FloorQuestion) -> tuple[FloorQuestion, ...]:
            into = known.get(command.into_id)
            if into is None:
                raise NotFound(what="question")
            return () if one.merged_into == into.id else qa.merged(known, one, into)

        self._change(event_id, command, merge)
        return self._off_screen(event_id, command)

    @_done.register
    def _(self, command: cmd.PartQuestion, event_id: str, actor: str) -> cmd.Command | None:
        self._change(event_id, command, lambda _, one: (qa.parted(one),))
        return None

    def _session(self, event_id: str, floor_id: str) -> QaSession:
        session_id = self._live.state(event_id).floors[floor_id].asking.session_id
        if session_id is None:
            raise QuestionsNotOpen
        return self._questions.book(event_id, session_id).session

    def _change(self, event_id: str, command: cmd.OneQuestionCommand, change: _Change) -> None:
        """Read, change and write, again where another moderator was faster."""
        session = self._session(event_id, command.floor_id)
        for _ in range(_MOST_TRIES):
            known = {each.id: each for each in self._store.questions(session.id)}
            if command.question_id not in known:
                raise NotFound(what="question")
            wanted = change(known, known[command.question_id])
            changed = [each for each in wanted if each != known[each.id]]
            if not changed:
                return
            if self._store.put(changed):
                self._questions.changed(session)
                return
        raise Conflict

    def _off_screen(self, event_id: str, command: cmd.OneQuestionCommand) -> cmd.Command | None:
        """It leaves the screen, where it is there."""
        asking = self._live.state(event_id).floors[command.floor_id].asking
        if asking.spotlight != command.question_id:
            return None
        return cmd.EndQuestionSpotlight(floor_id=command.floor_id)
