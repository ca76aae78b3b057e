"""Telling screens and consoles of questions and reactions. No phone hears of either.

Questions go out at most four times a second, reactions at most once, however many there are.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.presentation.game import Payload
from quizapp.presentation.qa import for_pulse, for_wall
from quizapp.protocol import Audience, Out
from quizapp.realtime.connections import Connections, consoles_room, screens_room
from quizapp.services.floor import Floor as FloorServices
from quizapp.services.live import Live

QUESTIONS_EVERY_S: Final = 0.25
PULSE_EVERY_S: Final = 1.0
LOOK_EVERY: Final = 4
"""Every so many turns the screens' questions are looked at anew: votes come by other workers, too."""
WRITE_EVERY: Final = 10

Floor = tuple[str, str]

_log = logging.getLogger(__name__)


class FloorNews:
    """Two tasks, one for questions and one for reactions."""

    def __init__(
        self,
        server: Any,
        connections: Connections,
        live: Live,
        floor: FloorServices,
    ) -> None:
        self._server = server
        self._connections = connections
        self._live = live
        self._questions = floor.questions
        self._reactions = floor.reactions
        self._due: set[Floor] = set()
        self._told: dict[Floor, Payload] = {}
        """What the screens of a floor were told last."""
        self._stopped = False

    def start(self) -> None:
        """Start both tasks."""
        self._questions.listen(lambda event_id, floor_id: self._due.add((event_id, floor_id)))
        runtime.spawn(self._tell_questions)
        runtime.spawn(self._tell_reactions)

    def stop(self) -> None:
        """End, and have written what was counted."""
        self._stopped = True
        self._reactions.write(all_of_it=True)

    def _tell_questions(self) -> None:
        turn = 0
        while not self._stopped:
            runtime.sleep(QUESTIONS_EVERY_S)
            turn += 1
            self.tell_questions(look=turn % LOOK_EVERY == 0)

    def tell_questions(self, *, look: bool) -> None:
        """One turn; with `look` also where nobody here has changed anything."""
        due: set[Floor] = set()
        while self._due:
            due.add(self._due.pop())
        for floor in self._connections.floors():
            if look or floor in due:
                try:
                    self._tell(floor, news=floor in due)
                except QuizappError as error:
                    _log.warning("no questions for a floor: %s", error)

    def _tell(self, key: Floor, *, news: bool) -> None:
        event_id, floor_id = key
        state = self._live.state(event_id)
        floor = state.floors[floor_id]
        if not (news or floor.asking.covers):
            return
        audiences = {each.audience for each in self._connections.on_floor(*key)}
        board = self._questions.board(event_id, floor)
        shown = {"rev": state.seq, **for_wall(board)}
        if Audience.SCREEN in audiences and floor.asking.covers and shown != self._told.get(key):
            self._told[key] = shown
            self._send(screens_room(*key), Out.QA, shown)
        if Audience.MODERATOR in audiences and news:
            waiting = 0 if board is None else board.waiting
            self._send(consoles_room(*key), Out.QA, {**shown, "waiting": waiting})

    def _tell_reactions(self) -> None:
        turn = 0
        while not self._stopped:
            runtime.sleep(PULSE_EVERY_S)
            turn += 1
            self.tell_reactions()
            if turn % WRITE_EVERY == 0:
                self._reactions.write()

    def tell_reactions(self) -> None:
        """What came since the last turn, where something did."""
        for key, counts in self._reactions.news(self._connections.floors()).items():
            for_room, for_chair = (for_pulse(counts, chair=each) for each in (False, True))
            if for_room["counts"]:
                self._send(screens_room(*key), Out.PULSE, for_room)
            self._send(consoles_room(*key), Out.PULSE, for_chair)

    def _send(self, room: str, name: Out, payload: Payload) -> None:
        self._server.emit(name.value, payload, to=room)
