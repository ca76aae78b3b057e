"""What the gateway is given. `app.py` puts it together; tests put fakes in its place."""

from __future__ import annotations

from typing import Protocol

from quizapp.services.accounts import Accounts
from quizapp.services.answers import Answers
from quizapp.services.content_ports import EventStore
from quizapp.services.floor import Floor
from quizapp.services.history import History
from quizapp.services.live import Live
from quizapp.services.moderating import Moderating
from quizapp.services.participants import Participants
from quizapp.services.peers import Peers
from quizapp.services.ports import Clock, Ids
from quizapp.services.presence import Presence
from quizapp.services.seats import Seats


class LiveServices(Protocol):
    """The services behind the messages."""

    @property
    def accounts(self) -> Accounts: ...
    @property
    def events(self) -> EventStore: ...
    @property
    def joining(self) -> Participants: ...
    @property
    def live(self) -> Live: ...
    @property
    def moderating(self) -> Moderating: ...
    @property
    def history(self) -> History: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def presence(self) -> Presence: ...
    @property
    def peers(self) -> Peers: ...
    @property
    def floor(self) -> Floor: ...
    @property
    def seats(self) -> Seats: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def ids(self) -> Ids: ...
