"""Commands about typed texts and answers: what they need from outside the log, then the engine.

The log holds ids alone. The words behind them, and the question with another key, are stored
before the command is decided; what was stored for a command that is refused does no harm.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.errors import BadMessage, CannotAccept, NotFound, Stale
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.domain.tallies import Texts
from quizapp.services.accepting import wrong_answers
from quizapp.services.content_ports import EventStore
from quizapp.services.live import Live
from quizapp.services.ports import Ids, TextStore
from quizapp.services.results import Results

MOST_TRIES = 5


class Moderating:
    """Carries out what a moderator commands."""

    def __init__(
        self, live: Live, results: Results, events: EventStore, texts: TextStore, ids: Ids
    ) -> None:
        self._live = live
        self._results = results
        self._events = events
        self._texts = texts
        self._ids = ids

    def execute(
        self, event_id: str, command: cmd.Command, actor: str, command_id: str | None = None
    ) -> int:
        """As `Live.execute`.

        Also raises `NotFound` where the round has no such text, `CannotAccept`, `BadMessage`.
        """
        for _ in range(MOST_TRIES):
            prepared = self._prepared(event_id, command)
            try:
                return self._live.execute(event_id, prepared, actor, command_id)
            except Stale:
                # Two moderators accept at once: the second answer joins the first one's key.
                if not isinstance(command, cmd.AcceptAnswer):
                    raise
                self._live.refresh(event_id)
        raise Stale

    def _prepared(self, event_id: str, command: cmd.Command) -> cmd.Command:
        state = self._live.state(event_id)
        if isinstance(command, cmd.AcceptAnswer):
            return self._accepting(state, command)
        if isinstance(command, cmd.TextCommand):
            return self._named(state, command)
        if isinstance(command, cmd.OpenAside):
            return self._with_round_ids(state, command)
        return command

    def _with_round_ids(self, state: EventState, command: cmd.OpenAside) -> cmd.OpenAside:
        activity = state.script.activity(command.activity_id)
        questions = () if activity is None else activity.questions
        return replace(command, round_ids=tuple(self._ids.new() for _ in questions))

    def _accepting(self, state: EventState, command: cmd.AcceptAnswer) -> cmd.AcceptAnswer:
        on = _round(state, command.round_id)
        if on.phase in (Phase.ASKED, Phase.OPEN) or not on.rules.graded:
            return command  # the engine refuses it
        question = self._live.graded_question(state.event_id, on)
        result = self._results.of_round(state, on)
        if not isinstance(result.tally, Texts) or command.key not in result.tally.groups:
            raise NotFound(what="text")
        wrong = {each.key: each for each in wrong_answers(question, result)}
        chosen = wrong.get(command.key)
        amended = None if chosen is None else question.accept(chosen.answer)
        if amended is None:
            raise CannotAccept
        version = self._events.amend(on.question_id, on.graded_version, amended)
        return replace(command, version=version, made_from=on.graded_version)

    def _named(self, state: EventState, command: cmd.TextCommand) -> cmd.TextCommand:
        on = _round(state, command.round_id)
        if not self._has_text(state, on, command.key):
            raise NotFound(what="text")
        if isinstance(command, cmd.GroupText):
            group_id = self._texts.name_title(
                state.event_id, on.id, _title(command.title), self._ids.new()
            )
            command = replace(command, group_id=group_id)
        text_id = self._texts.name_text(state.event_id, on.id, command.key, self._ids.new())
        return replace(command, text_id=text_id)

    def _has_text(self, state: EventState, on: Round, key: str) -> bool:
        if on.phase is Phase.ASKED:
            return False
        if on.revealed():
            tally = self._results.of_round(state, on).tally
        else:
            tally = self._results.live_tally(state, on)
        return isinstance(tally, Texts) and key in tally.groups


def _round(state: EventState, round_id: str) -> Round:
    on = state.rounds.get(round_id)
    if on is None:
        raise NotFound(what="round")
    return on


def _title(typed: str) -> str:
    title = " ".join(typed.split())
    if not title or not title.isprintable():
        raise BadMessage(field="title")
    return title
