"""mypy proves that each store has the shape of its port; the test that none of them is missing."""

from quizapp.services import account_ports, content_ports, floor_ports, ports
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.activities import SqlActivities
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.ballots import SqlBallots
from quizapp.storage.bank_store import SqlBanks
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.floor_questions import SqlFloorQuestions
from quizapp.storage.keeping import SqlKeeping
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.pictures import SqlPictures
from quizapp.storage.presence import SqlPresence
from quizapp.storage.reactions import SqlReactions
from quizapp.storage.seats import SqlSeats
from quizapp.storage.texts import SqlTexts


class Stores:
    def __init__(self, database: Database) -> None:
        self.log: ports.LogStore = SqlLog(database)
        self.answers: ports.AnswerStore = SqlAnswers(database)
        self.ballots: ports.BallotStore = SqlBallots(database)
        self.keeping: ports.KeepingStore = SqlKeeping(database)
        self.participants: ports.ParticipantStore = SqlParticipants(database)
        self.seats: ports.SeatStore = SqlSeats(database)
        self.texts: ports.TextStore = SqlTexts(database)
        self.presence: ports.PresenceStore = SqlPresence(database)
        self.events: content_ports.EventStore = SqlEvents(database)
        self.activities: content_ports.ActivityStore = SqlActivities(database)
        self.banks: content_ports.BankStore = SqlBanks(database)
        self.pictures: content_ports.PictureStore = SqlPictures(database)
        self.questions: floor_ports.FloorQuestionStore = SqlFloorQuestions(database)
        self.reactions: floor_ports.ReactionStore = SqlReactions(database)
        self.accounts: account_ports.AccountStore = SqlAccounts(database)


def test_every_port_of_a_store_is_fulfilled(database: Database) -> None:
    fulfilled = vars(Stores(database))
    modules = (account_ports, content_ports, floor_ports, ports)
    declared = {name for module in modules for name in vars(module) if name.endswith("Store")}
    assert len(fulfilled) == len(declared)
