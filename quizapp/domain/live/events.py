"""What happened: the vocabulary of the log. Past tense, ids only, never a name or an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.live.board import TextMark
from quizapp.domain.live.rules import Rules


class Cause(StrEnum):
    """Why a round was closed."""

    MODERATOR = "moderator"
    DEADLINE = "deadline"
    ALL_ANSWERED = "all_answered"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Root of all events. `at` is wall time in milliseconds."""

    at: int


@dataclass(frozen=True, kw_only=True)
class FloorEvent(Event):
    """Something that changed what is on one floor's stage."""

    floor_id: str


@dataclass(frozen=True, kw_only=True)
class RoundEvent(Event):
    """Something that happened to one round."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class LobbyShown(FloorEvent):
    """The lobby is on stage: how to join, and who has."""


@dataclass(frozen=True, kw_only=True)
class IdleShown(FloorEvent):
    """Nothing is on stage but the meeting's title."""


@dataclass(frozen=True, kw_only=True)
class ActivityStarted(FloorEvent):
    """An activity is on stage: `resumed` where it was left, else at the beginning of a new run."""

    activity_id: str
    run: int
    resumed: bool = False
    was_finished: bool = False
    """Resumed after its end: what phones answered beside the stage is shown now."""


@dataclass(frozen=True, kw_only=True)
class ActivityFinished(FloorEvent):
    """The last question is done; a quiz shows its podium."""

    activity_id: str
    podium: bool


@dataclass(frozen=True, kw_only=True)
class ShowingUndone(FloorEvent):
    """The lobby (or the empty stage) was taken off again."""

    lobby: bool


@dataclass(frozen=True, kw_only=True)
class StartUndone(FloorEvent):
    """The start was undone; the activity stands at `run` and `finished`, as before it."""

    activity_id: str
    run: int
    finished: bool


@dataclass(frozen=True, kw_only=True)
class FinishUndone(FloorEvent):
    """The end was undone: the activity goes on."""

    activity_id: str
    podium: bool


@dataclass(frozen=True, kw_only=True)
class BreatherBegun(FloorEvent):
    """A moment of quiet before the next question, which is asked by itself after `for_ms`."""

    activity_id: str
    for_ms: int


@dataclass(frozen=True, kw_only=True)
class BreatherUndone(FloorEvent):
    """The breather was undone before the question was asked."""

    activity_id: str
    for_ms: int


@dataclass(frozen=True, kw_only=True)
class RoundAsked(RoundEvent):
    """A question is on stage, alone; with `opens_at` it opens by itself then."""

    floor_id: str
    activity_id: str
    run: int
    position: int
    question_id: str
    version: int
    rules: Rules
    opens_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundWithdrawn(RoundEvent):
    """The asking was undone; the round never was."""


@dataclass(frozen=True, kw_only=True)
class RoundOpened(RoundEvent):
    """Answers are taken, until `deadline_at` where there is one."""

    deadline_at: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundUnopened(RoundEvent):
    """The opening was undone before anyone had answered."""


@dataclass(frozen=True, kw_only=True)
class RoundPaused(RoundEvent):
    """The count-down stands still."""


@dataclass(frozen=True, kw_only=True)
class RoundResumed(RoundEvent):
    """The count-down goes on; `paused_ms` were given back."""

    paused_ms: int


@dataclass(frozen=True, kw_only=True)
class RoundExtended(RoundEvent):
    """The moderator moved the deadline by `by_ms` (negative where it is taken back)."""

    by_ms: int


@dataclass(frozen=True, kw_only=True)
class TimeGivenBack(RoundEvent):
    """The server was down for `lost_ms` while the round was open."""

    lost_ms: int


@dataclass(frozen=True, kw_only=True)
class RoundClosed(RoundEvent):
    """No further answer is taken."""

    cause: Cause


@dataclass(frozen=True, kw_only=True)
class BallotsCounted(RoundEvent):
    """The secret ballots of a closed round are apart from their voters and sealed.

    `digest` is the seal of the sorted ballots, `groups` the one over the seals of their groups
    (empty without any); `domain/ballots.py` says how they are made.
    """

    voted: int
    digest: str
    groups: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundReopened(RoundEvent):
    """Answers are taken again, for `left_ms` more where the round has a deadline."""

    left_ms: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundRevealed(RoundEvent):
    """Figures, and in a quiz the key and the explanation, are shown."""


@dataclass(frozen=True, kw_only=True)
class RankingShown(RoundEvent):
    """The ranking after this round is on stage."""


@dataclass(frozen=True, kw_only=True)
class RoundVoided(RoundEvent):
    """The round counts for nothing; every ranking follows."""


@dataclass(frozen=True, kw_only=True)
class RoundUnvoided(RoundEvent):
    """The voiding was undone."""


@dataclass(frozen=True, kw_only=True)
class StageMoved(FloorEvent):
    """The room looks at an earlier (or again a later) thing; nothing else changed."""

    cursor: int


@dataclass(frozen=True, kw_only=True)
class ScreenBlanked(FloorEvent):
    """The screen is dark, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class QrEnlarged(FloorEvent):
    """The QR fills the screen, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ResultsHidden(FloorEvent):
    """Figures are kept off the screen, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class RollShown(FloorEvent):
    """The screen shows who voted how in the round on stage, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class QuestionsSwitched(FloorEvent):
    """Questions from the floor are taken in this session, or not any more."""

    session_id: str | None
    on: bool
    was: str | None = None
    was_on: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionSpotlit(FloorEvent):
    """A question from the floor stands large on the screen, or (None) none any more."""

    question_id: str | None = None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionsListed(FloorEvent):
    """The screen shows the questions that are wanted most, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ReactionsSwitched(FloorEvent):
    """Reactions are taken on the floor, or not any more."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class JoiningLocked(Event):
    """New phones are kept out, or let in again."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ParticipantRemoved(Event):
    """A participant is out; their answers count no more."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class ParticipantReadmitted(Event):
    """A removed participant is in again, with all their answers."""

    participant_id: str


@dataclass(frozen=True, kw_only=True)
class ExtraTimeGranted(Event):
    """A moderator gave a participant so many tenths of each time limit (10 takes it away)."""

    participant_id: str
    tenths: int
    was: int = 10


@dataclass(frozen=True, kw_only=True)
class ExtraTimeChosen(Event):
    """A participant asked for so many tenths of each time limit while joining."""

    participant_id: str
    tenths: int


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(RoundEvent):
    """The round is graded by another version of its question; `was` is the one before."""

    version: int
    was: int


@dataclass(frozen=True, kw_only=True)
class TextEvent(RoundEvent):
    """Something said of one typed text. The id says nothing of its words."""

    text_id: str


@dataclass(frozen=True, kw_only=True)
class TextHidden(TextEvent):
    """The text is kept off screen and phones."""

    was: TextMark


@dataclass(frozen=True, kw_only=True)
class TextApproved(TextEvent):
    """The text may be shown."""

    was: TextMark


@dataclass(frozen=True, kw_only=True)
class TextUnmarked(TextEvent):
    """What was said of the text was undone: it is new again."""

    was: TextMark


@dataclass(frozen=True, kw_only=True)
class TextGrouped(TextEvent):
    """The text stands under a title, or (None) under none any more."""

    group_id: str | None = None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class TextSpotlit(RoundEvent):
    """One text of the round stands large on the screen, or (None) none any more."""

    text_id: str | None = None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class TeamAssigned(Event):
    """A moderator put a participant into a team; None: into the one that the phone has."""

    participant_id: str
    team_id: str | None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(Event):
    """A seat's vote is held by another seat, or (None) by nobody but itself any more."""

    seat_id: str
    holder_id: str | None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class ItemTaken(FloorEvent):
    """An agenda item is on the floor, or (None) none any more; `was` is the one before."""

    item_id: str | None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class ItemReturned(FloorEvent):
    """The taking of `item_id` was undone: `was` is on the floor, as if it had never left."""

    item_id: str | None
    was: str | None = None


@dataclass(frozen=True, kw_only=True)
class AsideRound:
    """One question of an activity that is open beside the stage."""

    round_id: str
    position: int
    question_id: str
    version: int
    rules: Rules


@dataclass(frozen=True, kw_only=True)
class AsideEvent(FloorEvent):
    """Something that happened to an activity beside the stage, all its questions at once."""

    activity_id: str
    run: int


@dataclass(frozen=True, kw_only=True)
class AsideOpened(AsideEvent):
    """Phones take answers to all its questions, whatever the stage shows."""

    rounds: tuple[AsideRound, ...]


@dataclass(frozen=True, kw_only=True)
class AsideWithdrawn(AsideEvent):
    """The opening was undone before anyone had answered; the rounds never were."""

    rounds: tuple[AsideRound, ...]


@dataclass(frozen=True, kw_only=True)
class AsideClosed(AsideEvent):
    """None of its questions takes answers any more."""


@dataclass(frozen=True, kw_only=True)
class AsideReopened(AsideEvent):
    """The close was undone: all of them take answers again."""


@dataclass(frozen=True, kw_only=True)
class NamesDeleted(Event):
    """The names of people were deleted; ids, answers and figures stay."""


@dataclass(frozen=True, kw_only=True)
class ContentChanged(Event):
    """Settings, agenda or activities were edited: everyone draws anew."""
