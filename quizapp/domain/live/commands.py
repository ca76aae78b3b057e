"""What may be asked of the engine: imperative, parsed at the door, each with its least role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from quizapp.domain.live.events import Cause


class Factor(IntEnum):
    """A participant's time limits, in tenths of everybody's."""

    PLAIN = 10
    HALF_MORE = 15
    DOUBLE = 20


class Role(IntEnum):
    """What an account may do in an event; each role may do what the lower ones may."""

    VIEWER = 1
    HELPER = 2
    MODERATOR = 3


@dataclass(frozen=True, kw_only=True)
class Command:
    """Root of all commands. `internal` ones come from the server itself, never over the wire."""

    role: ClassVar[Role] = Role.MODERATOR
    internal: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class FloorCommand(Command):
    """Something done to one floor's stage."""

    floor_id: str


@dataclass(frozen=True, kw_only=True)
class StepCommand(FloorCommand):
    """Moves the stage. `rev` is the `moved_seq` the moderator saw; an older one is `stale`."""

    rev: int


@dataclass(frozen=True, kw_only=True)
class RoundCommand(Command):
    """Something done to one round."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class ShowLobby(StepCommand):
    """Put the lobby on stage."""


@dataclass(frozen=True, kw_only=True)
class ShowIdle(StepCommand):
    """Clear the stage."""


@dataclass(frozen=True, kw_only=True)
class StartActivity(StepCommand):
    """Put an activity on stage: where it was left, or from the beginning once it was finished."""

    activity_id: str


@dataclass(frozen=True, kw_only=True)
class TakeItem(StepCommand):
    """Put an agenda item on the floor, and clear the stage for it."""

    item_id: str


@dataclass(frozen=True, kw_only=True)
class LeaveItem(StepCommand):
    """No agenda item is on the floor any more; what is on stage stays."""


@dataclass(frozen=True, kw_only=True)
class NextStep(StepCommand):
    """The one big button. `round_id` is a fresh id, used where the step asks a question."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class Back(StepCommand):
    """Show what was shown before; changes nothing else."""


@dataclass(frozen=True, kw_only=True)
class Reveal(StepCommand):
    """The key C: close where open, and reveal."""


@dataclass(frozen=True, kw_only=True)
class ShowRanking(StepCommand):
    """The key R: the ranking so far."""


@dataclass(frozen=True, kw_only=True)
class FinishActivity(StepCommand):
    """End the activity now: the podium of a quiz, an empty stage after a poll."""


@dataclass(frozen=True, kw_only=True)
class AskAgain(StepCommand):
    """Ask the question on stage once more, as a new round with the fresh id `round_id`."""

    round_id: str


@dataclass(frozen=True, kw_only=True)
class EndBreather(FloorCommand):
    """The breather is over (from the timer): ask the question, with the fresh id `round_id`."""

    internal: ClassVar[bool] = True
    round_id: str


@dataclass(frozen=True, kw_only=True)
class OpenRound(RoundCommand):
    """The question stood alone long enough (from the timer)."""

    internal: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CloseRound(RoundCommand):
    """Close: by the timer at deadline + grace, or because all have answered."""

    internal: ClassVar[bool] = True
    cause: Cause = Cause.DEADLINE
    waited_for: frozenset[str] = frozenset()
    """Participants who may still answer in their own, longer time (the service says)."""


@dataclass(frozen=True, kw_only=True)
class CountBallots(RoundCommand):
    """The secret ballots of a closed round are sealed (from whoever has sealed them)."""

    internal: ClassVar[bool] = True
    voted: int
    digest: str
    groups: str = ""


@dataclass(frozen=True, kw_only=True)
class GiveTimeBack(RoundCommand):
    """After a restart: the server was down for `lost_ms`."""

    internal: ClassVar[bool] = True
    lost_ms: int


@dataclass(frozen=True, kw_only=True)
class PauseRound(FloorCommand):
    """Stop the count-down, or let it go on."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ExtendRound(FloorCommand):
    """Move the deadline by so many milliseconds."""

    by_ms: int = 10_000


@dataclass(frozen=True, kw_only=True)
class ReopenRound(StepCommand):
    """Take answers again in the round on stage, which is closed and not revealed."""


@dataclass(frozen=True, kw_only=True)
class VoidRound(RoundCommand):
    """Count the round for nothing; an open one is closed first."""


@dataclass(frozen=True, kw_only=True)
class UnvoidRound(RoundCommand):
    """Let a voided round count again."""


@dataclass(frozen=True, kw_only=True)
class Undo(Command):
    """Take back the last act, of one floor where one is named.

    `of` is what the moderator means to take back, as `possible` named it: two who press at once do
    not undo each other. `answered` holds the rounds that have answers (the service says).
    """

    floor_id: str | None = None
    of: str | None = None
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class BlankScreen(FloorCommand):
    """Darken the screen, or not."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class EnlargeQr(FloorCommand):
    """Fill the screen with the QR, or not."""

    role: ClassVar[Role] = Role.HELPER
    on: bool


@dataclass(frozen=True, kw_only=True)
class HideResults(FloorCommand):
    """Keep figures off the screen, or not."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class ShowRoll(FloorCommand):
    """Show who voted how in the round on stage, where that was said before it opened, or not."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class FloorQuestionCommand(FloorCommand):
    """About questions from the floor; a service does what is not for the log."""

    role: ClassVar[Role] = Role.HELPER


@dataclass(frozen=True, kw_only=True)
class OpenQuestions(FloorQuestionCommand):
    """Take questions about an agenda item, or (the floor's own id) about nothing special.

    The service puts the id of the session for it.
    """

    role: ClassVar[Role] = Role.MODERATOR
    item_id: str
    session_id: str = ""


@dataclass(frozen=True, kw_only=True)
class CloseQuestions(FloorQuestionCommand):
    """Take no questions any more; those that are there stay."""

    role: ClassVar[Role] = Role.MODERATOR


@dataclass(frozen=True, kw_only=True)
class SetQuestionRules(FloorQuestionCommand):
    """What is agreed for the session on the floor."""

    role: ClassVar[Role] = Role.MODERATOR
    moderated: bool
    anonymous: bool
    upvotes: bool
    limit: int


@dataclass(frozen=True, kw_only=True)
class ListQuestions(FloorQuestionCommand):
    """Show the most wanted questions on the screen, or not."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class EndQuestionSpotlight(FloorQuestionCommand):
    """Take the question off the screen."""


@dataclass(frozen=True, kw_only=True)
class OneQuestionCommand(FloorQuestionCommand):
    """About one question from the floor."""

    question_id: str


@dataclass(frozen=True, kw_only=True)
class ApproveQuestion(OneQuestionCommand):
    """Let room and phones read it; also one that was put away or answered."""


@dataclass(frozen=True, kw_only=True)
class ArchiveQuestion(OneQuestionCommand):
    """Put it away."""


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(OneQuestionCommand):
    """It was answered; it leaves the screen."""


@dataclass(frozen=True, kw_only=True)
class SpotlightQuestion(OneQuestionCommand):
    """Show it large on the screen, which approves of it."""


@dataclass(frozen=True, kw_only=True)
class EditQuestion(OneQuestionCommand):
    """Put it in other words; room and phones are told that it was edited."""

    text: str


@dataclass(frozen=True, kw_only=True)
class LabelQuestion(OneQuestionCommand):
    """Put a label on it, or take it off."""

    label: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class MergeQuestions(OneQuestionCommand):
    """Let another question stand for this one, with the votes of both."""

    into_id: str


@dataclass(frozen=True, kw_only=True)
class PartQuestion(OneQuestionCommand):
    """Let it stand on its own again."""


@dataclass(frozen=True, kw_only=True)
class SwitchReactions(FloorCommand):
    """Take reactions on the floor, or not."""

    on: bool


@dataclass(frozen=True, kw_only=True)
class LockJoining(Command):
    """Keep new phones out, or let them in."""

    role: ClassVar[Role] = Role.HELPER
    on: bool


@dataclass(frozen=True, kw_only=True)
class RemoveParticipant(Command):
    """Put a participant out."""

    role: ClassVar[Role] = Role.HELPER
    participant_id: str


@dataclass(frozen=True, kw_only=True)
class ReadmitParticipant(Command):
    """Let a removed participant in again."""

    role: ClassVar[Role] = Role.HELPER
    participant_id: str


@dataclass(frozen=True, kw_only=True)
class GrantExtraTime(Command):
    """Give a participant longer time limits than everybody's, or the plain ones again."""

    role: ClassVar[Role] = Role.HELPER
    participant_id: str
    factor: Factor


@dataclass(frozen=True, kw_only=True)
class ChooseExtraTime(Command):
    """Participants have asked for it while joining. What a moderator granted stays."""

    internal: ClassVar[bool] = True
    choices: tuple[tuple[str, Factor], ...]
    """(participant id, factor), nobody twice."""


@dataclass(frozen=True, kw_only=True)
class AcceptAnswer(RoundCommand):
    """Take a typed answer as right after all. `key` is its group's in the tally.

    The service stores the new version of the question, and says what it was made from.
    """

    key: str
    version: int = 0
    made_from: int = 0


@dataclass(frozen=True, kw_only=True)
class TextCommand(RoundCommand):
    """About one typed text. `key` is its group's in the tally; the service puts the id for it."""

    key: str
    text_id: str = ""


@dataclass(frozen=True, kw_only=True)
class HideText(TextCommand):
    """Keep a text off screen and phones."""


@dataclass(frozen=True, kw_only=True)
class ShowText(TextCommand):
    """Show a text: one that was hidden, or one that waits for approval."""


@dataclass(frozen=True, kw_only=True)
class GroupText(TextCommand):
    """Put a text under a title; the service puts the group's id for it."""

    title: str
    group_id: str = ""


@dataclass(frozen=True, kw_only=True)
class UngroupText(TextCommand):
    """Take a text from under its title."""


@dataclass(frozen=True, kw_only=True)
class SpotlightText(TextCommand):
    """Show one text large on the screen."""


@dataclass(frozen=True, kw_only=True)
class EndSpotlight(RoundCommand):
    """Show all texts of the round alike."""


@dataclass(frozen=True, kw_only=True)
class AssignTeam(Command):
    """Put a participant into a team, whatever the phone has said."""

    role: ClassVar[Role] = Role.HELPER
    participant_id: str
    team_id: str


@dataclass(frozen=True, kw_only=True)
class GiveProxy(Command):
    """Let another seat cast this seat's vote; the service keeps the note that belongs to it."""

    internal: ClassVar[bool] = True
    seat_id: str
    holder_id: str | None
    """None takes it back."""


@dataclass(frozen=True, kw_only=True)
class OpenAside(FloorCommand):
    """Open all questions of a poll on phones at once, beside the stage.

    `round_ids` are fresh ids, one for each question (the service says).
    """

    activity_id: str
    round_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CloseAside(FloorCommand):
    """Take no more answers to the questions of an activity beside the stage."""

    activity_id: str


@dataclass(frozen=True, kw_only=True)
class NoteNamesDeleted(Command):
    """The names of people were deleted, by hand or by date."""

    internal: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class NoteContentChanged(Command):
    """Content was edited through the settings pages."""

    internal: ClassVar[bool] = True
