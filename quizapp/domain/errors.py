"""The one error tree. Every refusal has a stable code that clients, tests and logs may rely on.

The texts people read live in the translation catalogues (`presentation.messages`), keyed by code;
`details` fill their placeholders. Nothing here is shown to a person as it is.
"""

from __future__ import annotations

from typing import ClassVar


class QuizappError(Exception):
    """Root of everything the program refuses on purpose."""

    code: ClassVar[str] = "error"

    def __init__(self, **details: str | int) -> None:
        """`details` are the placeholders of the translated message."""
        super().__init__(self.code, details)
        self.details = details

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.code}({given})" if given else self.code


class NotFound(QuizappError):
    """What was named does not exist, or is not to be seen by whoever asked."""

    code = "not_found"


class Forbidden(QuizappError):
    """The account or phone may not do this."""

    code = "forbidden"


class Unauthenticated(QuizappError):
    """Nobody is signed in, or the sign-in is no longer good."""

    code = "sign_in_first"


class Conflict(QuizappError):
    """Somebody else was first; reload and decide again."""

    code = "conflict"


class QuestionChanged(Conflict):
    """The account `by` saved `version` of the question since; nothing was overwritten."""

    code = "question_changed"


class BankInUse(Conflict):
    """An activity or a past round names a question of the bank; it can't be deleted."""

    code = "bank_in_use"


class ActivityPlayed(Conflict):
    """The activity has rounds, and its results would be lost with it."""

    code = "activity_played"


class Busy(QuizappError):
    """More is waiting than the server takes on; the phone keeps its answer and tries again."""

    code = "busy"


class NotSaved(QuizappError):
    """The database did not take it (full disk, locked, gone); the phone keeps it and tries again.

    `reason` is the cause as a stable word, where it is known: for consoles and logs.
    """

    code = "not_saved"


class TooManyRequests(QuizappError):
    """A token bucket is empty."""

    code = "slow_down"


class BadMessage(QuizappError):
    """A message or form that does not have the documented shape; `field` names where."""

    code = "bad_message"


class BadAnswer(QuizappError):
    """An answer that the question does not allow; `reason` is a stable word."""

    code = "bad_answer"


class BadName(QuizappError):
    """A participant's name that is empty, too long, or not printable."""

    code = "bad_name"


class NameTaken(QuizappError):
    """Somebody in the room has a name that looks the same."""

    code = "name_taken"


class NoSuchTeam(QuizappError):
    """None of the event's teams was chosen."""

    code = "no_such_team"


class TeamFixed(QuizappError):
    """A graded question was closed, or a moderator has said which team it is."""

    code = "team_fixed"


class WrongSeatCode(QuizappError):
    """No seat of the event has this code."""

    code = "wrong_seat_code"


class NoSeat(QuizappError):
    """Seats vote in this round, and the phone has taken none (or one that is not theirs)."""

    code = "no_seat"


class Observer(QuizappError):
    """The seat observes: it has no ballot in a secret round."""

    code = "observer"


class VoteHeld(QuizappError):
    """Another seat holds this seat's vote."""

    code = "vote_held"


class SeatUsed(QuizappError):
    """Seats have voted in this event already: none is taken from the list."""

    code = "seat_used"


class JoiningLocked(QuizappError):
    """The moderator has closed the door for new phones."""

    code = "joining_locked"


class Removed(QuizappError):
    """The moderator has removed this participant."""

    code = "removed"


class UnknownParticipant(QuizappError):
    """The phone's token is not known here (any more): it has to join."""

    code = "unknown_participant"


class WrongCode(QuizappError):
    """No event has this code."""

    code = "wrong_code"


class WrongPassword(QuizappError):
    """Account name and password do not fit."""

    code = "wrong_password"


class WeakPassword(QuizappError):
    """Shorter than `least` characters."""

    code = "weak_password"


class LinkUsed(QuizappError):
    """The one-time link was used or is too old."""

    code = "link_used"


class LastAdministrator(QuizappError):
    """Without this account nobody could manage accounts any more."""

    code = "last_administrator"


class CommandRefused(QuizappError):
    """Root of what the live engine refuses."""

    code = "refused"


class Stale(CommandRefused):
    """The step was meant for a stage that has moved on since; nothing was done."""

    code = "stale"


class NothingNext(CommandRefused):
    """No step is left here."""

    code = "nothing_next"


class NothingBack(CommandRefused):
    """Nothing was shown before this."""

    code = "nothing_back"


class NothingToUndo(CommandRefused):
    """The last act has no inverse, or an answer depends on it."""

    code = "nothing_to_undo"


class WrongPhase(CommandRefused):
    """The round is in a `phase` in which this can't be done."""

    code = "wrong_phase"


class LookingBack(CommandRefused):
    """The room looks at something earlier; go forward before touching what is on stage."""

    code = "looking_back"


class OnOtherFloor(CommandRefused):
    """The activity is on the stage of another floor."""

    code = "on_other_floor"


class AsideOpen(CommandRefused):
    """Its questions are open beside the stage: they are closed before it comes onto one."""

    code = "aside_open"


class ActivityBegun(CommandRefused):
    """It was begun on a stage and not finished there."""

    code = "activity_begun"


class NotAside(CommandRefused):
    """Only a poll of phones that keeps who answered what is opened beside the stage."""

    code = "not_aside"


class RoundStillOpen(CommandRefused):
    """A round is open on this floor; close it first."""

    code = "round_open"


class RoundNotOpen(CommandRefused):
    """The round does not take answers (any more)."""

    code = "round_closed"


class NotCountedYet(CommandRefused):
    """The secret ballots of this round are still being sealed; its figures come after that."""

    code = "not_counted_yet"


class AnswerFinal(CommandRefused):
    """In a quiz the first answer stands."""

    code = "answer_final"


class NoDeadline(CommandRefused):
    """An open-ended round has no time to extend."""

    code = "no_deadline"


class VoteOpen(CommandRefused):
    """A round is open in which seats vote: seat list and proxies stand still."""

    code = "vote_open"


class BadProxy(CommandRefused):
    """A vote that is held already is not passed on, and nobody holds their own."""

    code = "bad_proxy"


class NoRollCall(CommandRefused):
    """Nothing is on stage of which the room may see who voted how."""

    code = "no_roll_call"


class CannotAccept(CommandRefused):
    """The question's type can't take this answer as right, or it is right already."""

    code = "cannot_accept"


class TextNotShown(CommandRefused):
    """The text is hidden, or waits for approval."""

    code = "text_not_shown"


class QuestionsNotOpen(CommandRefused):
    """No question from the floor is taken now."""

    code = "questions_not_open"


class TooManyQuestions(CommandRefused):
    """The participant has `limit` questions that wait; one of them has to be settled first."""

    code = "too_many_questions"


class NameWanted(CommandRefused):
    """In this session questions are asked with a name."""

    code = "name_wanted"


class NoUpvotes(CommandRefused):
    """In this session nobody votes for questions."""

    code = "no_upvotes"


class QuestionMerged(CommandRefused):
    """Another question stands for this one."""

    code = "question_merged"


class QuestionNotShown(CommandRefused):
    """The question from the floor was put away: nobody is to read it."""

    code = "question_not_shown"


class QuestionSettled(CommandRefused):
    """The room has dealt with the question: it can't be taken back any more."""

    code = "question_settled"


class ReactionsOff(CommandRefused):
    """No reactions are taken now."""

    code = "reactions_off"


class BadPicture(QuizappError):
    """Root of what is refused of a picture that somebody brings along."""

    code = "bad_picture"


class PictureTooLarge(BadPicture):
    """The file has more than `most` MiB."""

    code = "picture_too_large"


class TooManyPixels(BadPicture):
    """The picture has more than `most` million pixels."""

    code = "picture_too_many_pixels"


class UnknownPictureFormat(BadPicture):
    """Neither PNG nor JPEG, WebP or GIF; SVG is a program and no picture."""

    code = "picture_format"


class BrokenPicture(BadPicture):
    """It begins like a picture and can't be read."""

    code = "picture_broken"


class BadRecord(QuizappError):
    """The file is no record of an event; `where` names what is missing or of another kind."""

    code = "bad_record"


class ContentProblems(QuizappError):
    """Content that can't be used; `problems` names every fault, with the path to it."""

    code = "bad_content"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class Problem:
    """One fault in content: `path` like `questions[3].options[1].text`, a stable `code`, a detail.

    `file`, `line` and `column` (both from 1) say where, as far as it is known.
    """

    __slots__ = ("code", "column", "detail", "file", "line", "path")

    def __init__(
        self,
        path: str,
        code: str,
        detail: str = "",
        file: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = path
        self.code = code
        self.detail = detail
        self.file = file
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """`bank.yaml:12:5`, as editors and terminals jump to it; less where less is known."""
        known = (self.file, self.line, self.column if self.line else None)
        return ":".join(str(each) for each in known if each)

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.path, self.code) if part)
        return where + (f" ({self.detail})" if self.detail else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return f"Problem({self!s})"
