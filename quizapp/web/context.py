"""What the routes are given. `app.py` puts it together; tests put fakes in its place."""

from __future__ import annotations

from typing import Protocol, cast

from flask import current_app

from quizapp.config import Settings
from quizapp.domain.live.commands import Command
from quizapp.domain.live.state import EventState
from quizapp.domain.report import Report
from quizapp.services.accounts import Accounts
from quizapp.services.activities import Activities
from quizapp.services.agendas import Agendas
from quizapp.services.annexes import Annexes
from quizapp.services.banks import Banks
from quizapp.services.content_ports import EventStore
from quizapp.services.floor import Floor
from quizapp.services.keeping import Keepings
from quizapp.services.live import Snapshot
from quizapp.services.new_events import NewEvents
from quizapp.services.pictures import Pictures
from quizapp.services.ports import Clock, Ids, ParticipantStore
from quizapp.services.rehearsals import Rehearsals
from quizapp.services.seats import Seats
from quizapp.services.trials import Trials
from quizapp.services.vitals import Health
from quizapp.services.votes import Votes


class LiveEngine(Protocol):
    """The part of the live service that pages need."""

    def state(self, event_id: str) -> EventState:
        """Raises `NotFound`."""

    def snapshot(self, event_id: str) -> Snapshot:
        """Content and state that belong together; raises `NotFound`."""

    def execute(
        self, event_id: str, command: Command, actor: str, command_id: str | None = None
    ) -> int:
        """Carry out a command."""


class Reports(Protocol):
    """Results of activities."""

    def runs(self, event_id: str, activity_id: str) -> tuple[int, ...]:
        """Runs so far, the first is 1."""

    def report(self, event_id: str, activity_id: str, run: int) -> Report:
        """Raises `NotFound`."""


class Presence(Protocol):
    """Who is connected."""

    def here(self, event_id: str) -> frozenset[str]:
        """Ids of participants."""


class WebServices(Protocol):
    """What stands in `app.extensions["quizapp"]`."""

    @property
    def settings(self) -> Settings: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def events(self) -> EventStore: ...
    @property
    def participants(self) -> ParticipantStore: ...
    @property
    def live(self) -> LiveEngine: ...
    @property
    def results(self) -> Reports: ...
    @property
    def presence(self) -> Presence: ...
    @property
    def health(self) -> Health: ...
    @property
    def new_events(self) -> NewEvents: ...
    @property
    def trials(self) -> Trials: ...
    @property
    def rehearsals(self) -> Rehearsals: ...
    @property
    def banks(self) -> Banks: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def agendas(self) -> Agendas: ...
    @property
    def annexes(self) -> Annexes: ...
    @property
    def pictures(self) -> Pictures: ...
    @property
    def keeping(self) -> Keepings: ...
    @property
    def floor(self) -> Floor: ...
    @property
    def seats(self) -> Seats: ...
    @property
    def votes(self) -> Votes: ...
    @property
    def addresses(self) -> tuple[str, ...]:
        """Public URLs without a slash at the end, the first one for QR codes; never empty."""

    @property
    def capacity(self) -> int:
        """For how many phones the limit of open files is good; 0 where that is not known."""

    @property
    def clock(self) -> Clock: ...
    @property
    def ids(self) -> Ids: ...


def services() -> WebServices:
    """The services of the application that answers this request."""
    return cast(WebServices, current_app.extensions["quizapp"])


def public_url(path: str) -> str:
    """A path of ours as phones and other machines open it.

    From the settings or the machine's own addresses, never from the Host that a client sent.
    """
    addresses = services().addresses
    return f"{addresses[0] if addresses else f'http://127.0.0.1:{services().settings.port}'}{path}"
