"""Messages about questions from the floor and reactions: parsed, limited, handed to one service."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizapp import protocol
from quizapp.domain.errors import UnknownParticipant
from quizapp.domain.event import Participant
from quizapp.domain.text import Json
from quizapp.protocol import In
from quizapp.realtime.connections import Connection
from quizapp.services.floor import Floor
from quizapp.services.floor_questions import Wish
from quizapp.services.ports import Clock

Ack = dict[str, Json]


class FloorMessages:
    """What a phone says to the floor."""

    def __init__(self, floor: Floor, clock: Clock) -> None:
        self._questions = floor.questions
        self._reactions = floor.reactions
        self._clock = clock

    @property
    def handlers(self) -> Mapping[In, Callable[[Connection, object], Ack]]:
        """By the name of the message."""
        return {
            In.ASK: self._ask,
            In.WITHDRAW: self._withdraw,
            In.UPVOTE: self._upvote,
            In.REACT: self._react,
        }

    def _ask(self, connection: Connection, data: object) -> Ack:
        who = _participant(connection)
        ask = protocol.parse_ask(data)
        connection.allowance.asks.take(self._clock.now())
        name, delegation = self._questions.signed(who, ask.name, ask.delegation)
        wish = Wish(ask.key, ask.text, name, delegation, ask.earlier)
        question = self._questions.ask(connection.event_id, connection.floor_id, who.id, wish)
        return {"ok": True, "id": question.id, "standing": question.standing.value}

    def _withdraw(self, connection: Connection, data: object) -> Ack:
        who = _participant(connection)
        self._questions.withdraw(connection.event_id, who.id, protocol.parse_withdraw(data))
        return {"ok": True}

    def _upvote(self, connection: Connection, data: object) -> Ack:
        who = _participant(connection)
        vote = protocol.parse_upvote(data)
        self._questions.upvote(
            connection.event_id, connection.floor_id, who.id, vote.question_id, on=vote.on
        )
        return {"ok": True}

    def _react(self, connection: Connection, data: object) -> Ack:
        who = _participant(connection)
        reaction = protocol.parse_react(data)
        self._reactions.react(connection.event_id, connection.floor_id, who.id, reaction)
        return {"ok": True}


def _participant(connection: Connection) -> Participant:
    if connection.participant is None:
        raise UnknownParticipant
    return connection.participant
