"""Who is connected to this process: sockets, and what each may have. Nothing here is the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizapp import runtime
from quizapp.domain.event import Participant
from quizapp.domain.live.commands import Role
from quizapp.protocol import Audience
from quizapp.realtime.limits import Allowance, Allowances


@dataclass(slots=True)
class Connection:
    """One socket. A phone that has not joined has no participant, and gets nothing."""

    sid: str
    audience: Audience
    event_id: str
    floor_id: str
    language: str
    participant: Participant | None = None
    session_token: str | None = None
    role: Role | None = None
    rooms: tuple[str, ...] = ()
    allowance: Allowance = field(default_factory=Allowance)
    """The participant's, once it is known who that is."""

    def wanted_rooms(self) -> tuple[str, ...]:
        """The socket rooms this connection belongs to."""
        match self.audience:
            case Audience.PHONE:
                if self.participant is None:
                    return ()
                return (phones_room(self.event_id, self.floor_id, self.language),)
            case Audience.SCREEN:
                return (screens_room(self.event_id, self.floor_id),)
            case Audience.MODERATOR:
                role = self.role or Role.VIEWER
                return (
                    moderators_room(self.event_id, self.floor_id, role, self.language),
                    consoles_room(self.event_id, self.floor_id),
                )


def phones_room(event_id: str, floor_id: str, language: str) -> str:
    """Phones of one floor that read one language."""
    return f"{event_id}/{floor_id}/phone/{language}"


def screens_room(event_id: str, floor_id: str) -> str:
    """Screens of one floor."""
    return f"{event_id}/{floor_id}/screen"


def moderators_room(event_id: str, floor_id: str, role: Role, language: str) -> str:
    """Consoles that get the same state."""
    return f"{event_id}/{floor_id}/moderator/{role.value}/{language}"


def consoles_room(event_id: str, floor_id: str) -> str:
    """All consoles of one floor."""
    return f"{event_id}/{floor_id}/console"


class Connections:
    """The sockets of this process, by sid, by participant and by floor."""

    def __init__(self) -> None:
        self._lock = runtime.Lock()
        """Guards who has a participant's one place; the rest is safe in single steps."""
        self._by_sid: dict[str, Connection] = {}
        self._by_participant: dict[str, str] = {}
        self._floors: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._allowances = Allowances()

    def add(self, connection: Connection) -> None:
        """A new socket."""
        self._by_sid[connection.sid] = connection
        self._floors[connection.event_id, connection.floor_id].add(connection.sid)

    def remove(self, sid: str) -> Connection | None:
        """A socket is gone; what it was, or None where it was not known."""
        connection = self._by_sid.pop(sid, None)
        if connection is None:
            return None
        self._floors[connection.event_id, connection.floor_id].discard(sid)
        self._free(connection)
        return connection

    def by_audience(self) -> dict[str, int]:
        """How many sockets each audience has."""
        counted = dict.fromkeys((each.value for each in Audience), 0)
        for connection in self.all():
            counted[connection.audience.value] += 1
        return counted

    def get(self, sid: str) -> Connection | None:
        """What this socket is."""
        return self._by_sid.get(sid)

    def bind(self, connection: Connection, participant: Participant) -> str | None:
        """The socket is this participant's from now on; the sid that it replaces, if any."""
        connection.participant = participant
        connection.allowance = self._allowances.of(participant.id, connection.allowance)
        with self._lock:
            earlier = self._by_participant.get(participant.id)
            self._by_participant[participant.id] = connection.sid
        return earlier if earlier != connection.sid else None

    def unbind(self, connection: Connection) -> None:
        """The phone is nobody any more; the socket stays."""
        self._free(connection)
        connection.participant = None

    def _free(self, connection: Connection) -> None:
        """Give the participant's place up, unless a newer socket has it."""
        who = connection.participant
        with self._lock:
            if who is not None and self._by_participant.get(who.id) == connection.sid:
                del self._by_participant[who.id]

    def of_participant(self, participant_id: str) -> Connection | None:
        """The participant's socket in this process."""
        return self._by_sid.get(self._by_participant.get(participant_id, ""))

    def on_floor(self, event_id: str, floor_id: str) -> tuple[Connection, ...]:
        """Everyone on a floor."""
        sids = tuple(self._floors.get((event_id, floor_id), ()))
        return tuple(each for sid in sids if (each := self._by_sid.get(sid)) is not None)

    def floors(self) -> tuple[tuple[str, str], ...]:
        """Floors with at least one socket."""
        return tuple(key for key, sids in tuple(self._floors.items()) if sids)

    def all(self) -> Iterator[Connection]:
        """Every socket."""
        yield from tuple(self._by_sid.values())

    def count(self, audience: Audience) -> int:
        """Sockets of one audience."""
        return sum(1 for each in self.all() if each.audience is audience)
