"""The use cases over their stores, without pages or sockets: what every worker has of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from quizapp.services.answers import Answers
from quizapp.services.ballots import Ballots
from quizapp.services.counting import Counting
from quizapp.services.floor import Floor
from quizapp.services.live import Live
from quizapp.services.participants import Participants
from quizapp.services.presence import Presence
from quizapp.services.reports import Reports
from quizapp.services.results import Results
from quizapp.services.scenes import Scenes, Typed
from quizapp.services.system import SystemClock, SystemIds
from quizapp.services.texts import TextLooks
from quizapp.services.voters import Voters
from quizapp.services.votes import Votes
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.ballots import SqlBallots
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.floor_questions import SqlFloorQuestions
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.presence import SqlPresence
from quizapp.storage.reactions import SqlReactions
from quizapp.storage.seats import SqlSeats
from quizapp.storage.texts import SqlTexts


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores that several use cases share."""

    answers: SqlAnswers
    ballots: SqlBallots
    events: SqlEvents
    log: SqlLog
    people: SqlParticipants
    presence: SqlPresence
    seats: SqlSeats
    texts: SqlTexts

    @classmethod
    def over(cls, database: Database) -> Self:
        """All of one database."""
        return cls(
            answers=SqlAnswers(database),
            ballots=SqlBallots(database),
            events=SqlEvents(database),
            log=SqlLog(database),
            people=SqlParticipants(database),
            presence=SqlPresence(database),
            seats=SqlSeats(database),
            texts=SqlTexts(database),
        )


@dataclass(frozen=True, slots=True)
class Core:
    """The engine, what takes answers, and what is made of them.

    `shared` says whether other workers write to the same database.
    """

    clock: SystemClock
    ids: SystemIds
    worker_id: str
    shared: bool
    stores: Stores
    counting: Counting
    ballots: Ballots
    answers: Answers
    live: Live
    participants: Participants
    voters: Voters
    presence: Presence
    results: Results
    votes: Votes
    reports: Reports
    floor: Floor
    scenes: Scenes


def build_core(database: Database, *, shared: bool) -> Core:
    """Put it together; nothing is started."""
    clock, ids, stores = SystemClock(), SystemIds(), Stores.over(database)
    worker_id = ids.new()
    counting = Counting(stores.answers, stores.ballots, shared=shared)
    ballots = Ballots(stores.ballots, counting)
    answers = Answers(stores.answers, ballots, counting, clock)
    live = Live(stores.log, stores.events, stores.answers, clock, answers.drain)
    participants = Participants(stores.people, live, clock, ids)
    voters = Voters(live, participants)
    answers.join(live, voters)
    presence = Presence(stores.presence, clock, worker_id, shared=shared)
    results = Results(stores.answers, stores.ballots, counting, live)
    looks = TextLooks(stores.texts)
    floor = Floor.over(
        SqlFloorQuestions(database), SqlReactions(database), live, clock, ids, shared=shared
    )
    typed = Typed(looks, floor.questions)
    return Core(
        clock=clock,
        ids=ids,
        worker_id=worker_id,
        shared=shared,
        stores=stores,
        counting=counting,
        ballots=ballots,
        answers=answers,
        live=live,
        participants=participants,
        voters=voters,
        presence=presence,
        results=results,
        votes=Votes(live, results, stores.answers, stores.seats),
        reports=Reports(live, results, participants, clock, looks),
        floor=floor,
        scenes=Scenes(live, results, counting, participants, presence, clock, typed),
    )
