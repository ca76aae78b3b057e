"""What is going on in an event, as folded from its log. Times are wall milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quizapp.domain.event import ActivityKind, RankingWhen
from quizapp.domain.live.asking import NOTHING_ASKED, Asking
from quizapp.domain.live.board import Board
from quizapp.domain.live.events import Event as LiveEvent
from quizapp.domain.live.rules import Rules


class Phase(StrEnum):
    """Phases of a round, in their order. A poll has neither `asked` nor `ranking`."""

    ASKED = "asked"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    RANKING = "ranking"


class Kind(StrEnum):
    """What a floor has on its stage."""

    LOBBY = "lobby"
    IDLE = "idle"
    INTRO = "intro"
    ROUND = "round"
    BREATHER = "breather"
    PODIUM = "podium"


@dataclass(frozen=True, slots=True)
class ScriptQuestion:
    """A question as it will be asked: its version, and the rules its round will carry."""

    question_id: str
    version: int
    rules: Rules


@dataclass(frozen=True, slots=True)
class ScriptItem:
    """An agenda item in the run sheet; on one floor, or (None) on whichever takes it."""

    id: str
    floor_id: str | None = None


@dataclass(frozen=True, slots=True)
class ScriptActivity:
    """What the engine must know of an activity."""

    id: str
    kind: ActivityKind
    questions: tuple[ScriptQuestion, ...]
    ranking: RankingWhen
    breather_ms: int = 0
    """Quiet between one question and the next; 0: none."""
    item_id: str | None = None
    """The agenda item to which it belongs."""
    floor_id: str | None = None
    """The floor to which it belongs; None: to that of its item, or to whichever starts it."""


@dataclass(frozen=True, slots=True)
class Script:
    """What can be put on stage, in the order of the run sheet. Not part of the log."""

    floors: tuple[str, ...] = ()
    activities: tuple[ScriptActivity, ...] = ()
    teams: tuple[str, ...] = ()
    """Ids of the event's teams."""
    items: tuple[ScriptItem, ...] = ()
    """The agenda, in its order."""
    voting_seats: tuple[str, ...] = ()
    """Ids of the seats that vote, in the order of the list."""

    def has_item(self, item_id: str) -> bool:
        """Whether the agenda has it (still)."""
        return any(each.id == item_id for each in self.items)

    def items_of(self, floor_id: str) -> tuple[str, ...]:
        """Ids of the items that this floor goes through, in order."""
        mine = (None, floor_id)
        return tuple(each.id for each in self.items if self._floor(each.floor_id) in mine)

    def floor_of(self, activity: ScriptActivity) -> str | None:
        """The floor to which the activity belongs; None: to whichever starts it."""
        items = {each.id: each.floor_id for each in self.items}
        return self._floor(activity.floor_id) or self._floor(items.get(activity.item_id or ""))

    def _floor(self, floor_id: str | None) -> str | None:
        """None also for a floor that was taken away."""
        return floor_id if floor_id in self.floors else None

    def activity(self, activity_id: str) -> ScriptActivity | None:
        """The activity, or None where the script has it not (any more)."""
        return next((each for each in self.activities if each.id == activity_id), None)


@dataclass(frozen=True, slots=True)
class Round:
    """One opening of one question. `position` is the question's 0-based place in its activity."""

    id: str
    floor_id: str
    activity_id: str
    run: int
    position: int
    question_id: str
    version: int
    rules: Rules
    phase: Phase
    asked_at: int
    opens_at: int | None = None
    opened_at: int | None = None
    deadline_at: int | None = None
    paused_at: int | None = None
    stopped_ms: int = 0
    """Time since the opening that does not count: pauses, downtime, closed before a reopening."""
    closed_at: int | None = None
    reopened: bool = False
    voided: bool = False
    extra: Mapping[str, int] = field(default_factory=dict)
    """Participant -> tenths of the time limit, of those who have more than the ten of all.

    Fixed with the close, so that what is granted later changes no points of before.
    """
    amended_version: int | None = None
    """The version of the question by which it is graded, where an answer was accepted later."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """Where seats voted: whose votes were held by whom, fixed with the close."""
    board: Board = field(default_factory=Board)
    aside: bool = False
    """Open beside the stage with the others of its activity; on it from its reveal on."""
    voted: int | None = None
    """How many ballots a secret round holds, once they are sealed and may be counted."""
    digest: str = ""
    """Their seal, from then on."""

    @property
    def secret(self) -> bool:
        """Whether its ballots are kept apart from their voters."""
        return self.rules.voting.secret

    @property
    def uncounted(self) -> bool:
        """Whether it is closed, and its secret ballots are still to be sealed."""
        return self.secret and self.phase is Phase.CLOSED and self.voted is None

    @property
    def off_stage(self) -> bool:
        """Whether no stage has shown it yet, though it was opened."""
        return self.aside and not self.revealed()

    @property
    def linkable(self) -> bool:
        """Whether its secret ballots may be in staging, beside the register of who has voted."""
        return self.secret and (self.phase is Phase.OPEN or self.uncounted)

    @property
    def graded_version(self) -> int:
        """The version of the question that holds the key."""
        return self.version if self.amended_version is None else self.amended_version

    def extra_ms(self, voter_id: str) -> int:
        """What this voter has beyond the time limit of all."""
        return (self.rules.limit_ms or 0) * (self.extra.get(voter_id, 10) - 10) // 10

    def limit_of(self, voter_id: str) -> int | None:
        """The voter's own time limit."""
        limit_ms = self.rules.limit_ms
        return None if limit_ms is None else limit_ms + self.extra_ms(voter_id)

    def deadline_of(self, voter_id: str) -> int | None:
        """The voter's own deadline."""
        return None if self.deadline_at is None else self.deadline_at + self.extra_ms(voter_id)

    @property
    def closes_early(self) -> bool:
        """Whether it may close once all have answered.

        Not once reopened: all may have answered already, and it was opened for somebody else.
        """
        return self.rules.quiz and self.phase is Phase.OPEN and not (self.paused or self.reopened)

    @property
    def paused(self) -> bool:
        """Whether the count-down stands still."""
        return self.paused_at is not None

    def elapsed_ms(self, at: int) -> int:
        """Time that counts between the opening and `at`; 0 before the opening."""
        if self.opened_at is None:
            return 0
        stops = (each for each in (self.paused_at, self.closed_at) if each is not None)
        return max(0, min(at, *stops, at) - self.opened_at - self.stopped_ms)

    def shows_results(self) -> bool:
        """Whether its figures may be shown to the room and to phones now."""
        if self.phase in (Phase.REVEALED, Phase.RANKING):
            return True
        return self.rules.shows_live and self.phase in (Phase.OPEN, Phase.CLOSED)

    def revealed(self) -> bool:
        """Whether key and explanation may be shown now."""
        return self.phase in (Phase.REVEALED, Phase.RANKING)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that is or was on stage. `run` is that of a podium or a breather."""

    kind: Kind
    activity_id: str | None = None
    round_id: str | None = None
    phase: Phase | None = None
    run: int = 0
    ends_at: int | None = None
    """When a breather is over."""

    @property
    def running(self) -> bool:
        """Whether an activity is under way here."""
        return self.kind in (Kind.INTRO, Kind.ROUND, Kind.BREATHER)


@dataclass(frozen=True, slots=True)
class FloorState:
    """A stage. `cursor` points into `history`; behind its end means the moderator went back."""

    id: str
    history: tuple[Shown, ...] = (Shown(Kind.LOBBY),)
    cursor: int = 0
    blank: bool = False
    big_qr: bool = False
    results_hidden: bool = False
    roll_shown: bool = False
    """Whether the room sees who voted how, until the stage moves on."""
    moved_seq: int = 0
    """`seq` of the last event that changed this stage: a step that names an older one is stale."""
    last: LiveEvent | None = None
    """The last act on this floor (or on the whole event) that undo looks at."""
    withdrawn: Round | None = None
    """The round withdrawn last, so that undoing the withdrawal can ask it again."""
    item_id: str | None = None
    """The agenda item on the floor. From the first one on, the next step follows the agenda."""
    asking: Asking = NOTHING_ASKED
    """Questions from the floor."""

    @property
    def shown(self) -> Shown:
        """What the room sees."""
        return self.history[self.cursor]

    @property
    def head(self) -> Shown:
        """What was put on stage last."""
        return self.history[-1]

    @property
    def at_head(self) -> bool:
        """False while the moderator looks back."""
        return self.cursor == len(self.history) - 1

    @property
    def lit(self) -> bool:
        """Whether the room sees the head: not looking back, no dark screen, nothing over it."""
        return self.at_head and not (self.blank or self.big_qr or self.asking.covers)

    def breather_over(self, now: int) -> bool:
        """Whether a breather is on stage, and its time has come where the room sees it."""
        ends_at = self.head.ends_at
        return ends_at is not None and now >= ends_at and self.lit

    @property
    def in_view(self) -> bool:
        """Whether the room sees the head, or another beat of the same round."""
        same_round = self.head.round_id is not None and self.shown.round_id == self.head.round_id
        return self.at_head or same_round


@dataclass(frozen=True, slots=True)
class ActivityState:
    """`run` counts the times it was started from its beginning; 0 is never.

    `floor_id` is the floor it was on last, empty before the first start.
    """

    run: int = 0
    finished: bool = False
    floor_id: str = ""
    aside: bool = False
    """Whether its questions are open beside the stage now."""


@dataclass(frozen=True, slots=True)
class Visit:
    """For how long an agenda item was on a floor; `ended_at` is None while it is."""

    item_id: str
    floor_id: str
    began_at: int
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class EventState:
    """The fold of an event's log."""

    event_id: str
    script: Script = field(default_factory=Script)
    seq: int = 0
    joining_locked: bool = False
    removed: frozenset[str] = frozenset()
    extra_time: Mapping[str, int] = field(default_factory=dict)
    """Participant -> tenths of each time limit, as chosen or granted; also ten, once taken away."""
    floors: Mapping[str, FloorState] = field(default_factory=dict)
    activities: Mapping[str, ActivityState] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    last: LiveEvent | None = None
    """The last act on any floor."""
    team_moves: Mapping[str, str] = field(default_factory=dict)
    """Participant -> the team that a moderator put them into."""
    visits: tuple[Visit, ...] = ()
    """What was on the floors, in order: the real times of the agenda."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """Seat -> the seat that holds its vote."""

    @property
    def joining_closed(self) -> bool:
        """Whether nobody new may come in: the moderator said so, or a vote by phones is open."""
        return self.joining_locked or any(
            on.phase is Phase.OPEN and on.rules.voting.locks_joining and not on.voided
            for on in self.rounds.values()
        )

    @property
    def teams_fixed(self) -> bool:
        """Whether nobody may change team any more: a question that is graded was closed."""
        before = (Phase.ASKED, Phase.OPEN)
        return any(on.rules.graded and on.phase not in before for on in self.rounds.values())

    @property
    def seats_vote(self) -> bool:
        """Whether a round is open in which seats vote: the seat list stands still meanwhile."""
        return any(
            on.rules.voting.by_seat and on.phase is Phase.OPEN and not on.voided
            for on in self.rounds.values()
        )

    def held_by(self, seat_id: str) -> tuple[str, ...]:
        """The seats whose votes this one holds."""
        return tuple(giver for giver, holder in self.proxies.items() if holder == seat_id)

    def with_script(self, script: Script) -> EventState:
        """The same state with edited content; a new floor gets a fresh stage."""
        floors = {floor_id: FloorState(floor_id) for floor_id in script.floors}
        return replace(self, script=script, floors={**floors, **self.floors})

    def host(self, activity_id: str) -> str | None:
        """The floor that has the activity under way on its stage."""
        for floor in self.floors.values():
            if floor.head.running and floor.head.activity_id == activity_id:
                return floor.id
        return None

    def in_sight(self, round_id: str) -> bool:
        """Whether the room sees this round as it is: on stage, not looking back, not dark."""
        on = self.rounds.get(round_id)
        floor = None if on is None else self.floors.get(on.floor_id)
        return floor is not None and floor.lit and floor.head.round_id == round_id

    def open_round(self, floor_id: str) -> Round | None:
        """The round that is open on that floor's stage."""
        for each in self.rounds.values():
            here = each.floor_id == floor_id and not each.aside
            if here and each.phase is Phase.OPEN and not each.voided:
                return each
        return None

    def asides_on(self, floor_id: str) -> tuple[str, ...]:
        """Activities open beside the stage of that floor: its own, and those for all."""
        return tuple(
            activity_id
            for activity_id, each in self.activities.items()
            if each.aside and self._concerns(activity_id, floor_id)
        )

    def _concerns(self, activity_id: str, floor_id: str) -> bool:
        activity = self.script.activity(activity_id)
        return activity is not None and self.script.floor_of(activity) in (None, floor_id)

    def unshown(self, activity_id: str) -> tuple[Round, ...]:
        """Rounds answered beside the stage whose figures no stage has shown yet, in order."""
        was = self.run_of(activity_id)
        rounds = () if was.aside else self.rounds_of(activity_id, was.run)
        return tuple(
            on for on in rounds if on.off_stage and on.phase is Phase.CLOSED and not on.voided
        )

    def time_of(self, item_id: str) -> tuple[int | None, int | None]:
        """When the item came onto a floor first, and when it was left last; None: not so far."""
        visits = [each for each in self.visits if each.item_id == item_id]
        if not visits:
            return None, None
        return visits[0].began_at, visits[-1].ended_at

    def run_of(self, activity_id: str) -> ActivityState:
        """How often that activity was started, and whether it is finished."""
        return self.activities.get(activity_id, ActivityState())

    def rounds_of(self, activity_id: str, run: int) -> tuple[Round, ...]:
        """The rounds of one run of an activity, in the order asked; voided ones included."""
        return tuple(
            each
            for each in self.rounds.values()
            if each.activity_id == activity_id and each.run == run
        )

    def counting(self, activity_id: str, run: int) -> tuple[Round, ...]:
        """The rounds that count for the ranking: revealed, not voided, the latest per question.

        By position; a question is known by its id too, for an edit may have moved it.
        """
        latest = {
            (each.position, each.question_id): each
            for each in self.rounds_of(activity_id, run)
            if each.revealed() and not each.voided
        }
        return tuple(latest[place] for place in sorted(latest))


def fresh(event_id: str, script: Script) -> EventState:
    """The state of an event with an empty log."""
    floors = {floor_id: FloorState(floor_id) for floor_id in script.floors}
    return EventState(event_id, script=script, floors=floors)
