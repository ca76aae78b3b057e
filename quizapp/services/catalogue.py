"""All services together, as the web edge is given them (`app.extensions["quizapp"]`)."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.config import Settings
from quizapp.services.accounts import Accounts
from quizapp.services.activities import Activities
from quizapp.services.agendas import Agendas
from quizapp.services.annexes import Annexes
from quizapp.services.answers import Answers
from quizapp.services.ballots import Ballots
from quizapp.services.banks import Banks
from quizapp.services.content_ports import EventStore
from quizapp.services.floor import Floor
from quizapp.services.history import History
from quizapp.services.keeping import Keepings
from quizapp.services.live import Live
from quizapp.services.moderating import Moderating
from quizapp.services.new_events import NewEvents
from quizapp.services.participants import Participants
from quizapp.services.peers import Peers
from quizapp.services.pictures import Pictures
from quizapp.services.ports import Clock, Ids, ParticipantStore
from quizapp.services.presence import Presence
from quizapp.services.rehearsals import Rehearsals
from quizapp.services.reports import Reports
from quizapp.services.seats import Seats
from quizapp.services.trials import Trials
from quizapp.services.vitals import Health
from quizapp.services.votes import Votes


@dataclass(frozen=True, slots=True)
class Services:
    """All of them.

    `addresses` are the public URLs for phones, without a slash at the end; `capacity` is for how
    many phones the limit of open files is good.
    """

    settings: Settings
    accounts: Accounts
    events: EventStore
    participants: ParticipantStore
    joining: Participants
    live: Live
    moderating: Moderating
    history: History
    answers: Answers
    ballots: Ballots
    keeping: Keepings
    results: Reports
    annexes: Annexes
    presence: Presence
    peers: Peers
    new_events: NewEvents
    rehearsals: Rehearsals
    health: Health
    trials: Trials
    banks: Banks
    activities: Activities
    agendas: Agendas
    pictures: Pictures
    floor: Floor
    seats: Seats
    votes: Votes
    addresses: tuple[str, ...]
    capacity: int
    clock: Clock
    ids: Ids
