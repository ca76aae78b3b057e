"""A hall to play in: the use cases of the show composed over fakes, with ways to be everybody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar

from quizapp.domain.bank import Question, read_question
from quizapp.domain.event import (
    Activity,
    ActivityKind,
    ActivityQuestion,
    AgendaLine,
    Event,
    Floor,
    JoinMode,
    Participant,
    RankingOf,
    RankingWhen,
    ResultsWhen,
    Wifi,
)
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import EventState, FloorState, Phase, Round
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.scoring import Scoring
from quizapp.domain.teams import Team, TeamMode, Teams
from quizapp.domain.text import Json, LocalizedText
from quizapp.services.answers import Answers, Saved
from quizapp.services.ballots import Ballots
from quizapp.services.counting import Counting
from quizapp.services.floor import Floor as FromFloor
from quizapp.services.history import History
from quizapp.services.live import Change, Live
from quizapp.services.moderating import Moderating
from quizapp.services.participants import Participants
from quizapp.services.presence import Presence
from quizapp.services.reports import Reports
from quizapp.services.results import Results
from quizapp.services.scenes import Scene, Scenes, Typed
from quizapp.services.sealing import Sealing
from quizapp.services.seats import Seats
from quizapp.services.texts import TextLooks
from quizapp.services.timers import Timers
from quizapp.services.voters import Voters
from quizapp.services.votes import Votes
from tests.fake_floor import FakeFloorQuestions, FakeReactions
from tests.fakes import (
    FakeAnswers,
    FakeBallots,
    FakeClock,
    FakeEvents,
    FakeIds,
    FakeLog,
    FakeParticipants,
    FakePresence,
    FakeSeats,
    FakeTexts,
)

EVENT, HALL, ANNEX = "event", "hall", "annex"
MODERATOR = "moderator"
ASK_MS, LIMIT_MS, GRACE_MS = 5_000, 20_000, 500

T = TypeVar("T")


# ---- what is asked --------------------------------------------------------------------------


def text(mark: str) -> dict[str, Json]:
    """A text that is found again wherever it comes out."""
    return {"en": f"[{mark} en]", "fr": f"[{mark} fr]"}


def choice(slug: str, **changes: Json) -> Question:
    """Four options; `a` is right."""
    data: dict[str, Json] = {
        "slug": slug,
        "type": "single_choice",
        "prompt": text(f"{slug} prompt"),
        "options": [{"id": each, "text": text(f"{slug} option {each}")} for each in "abcd"],
        "correct": "a",
        "explanation": text(f"{slug} explanation"),
        "source": {"title": f"[{slug} source]", "issuer": "Somebody", "year": 2014},
    }
    return read_question(data | changes)


def question_of(type_slug: str, slug: str, *, keyed: bool = True) -> Question:
    """A question of any registered type, made of what the type says of its fields."""
    data: dict[str, Json] = {
        "slug": slug,
        "type": type_slug,
        "prompt": text(f"{slug} prompt"),
        "explanation": text(f"{slug} explanation"),
        "source": {"title": f"[{slug} source]", "issuer": "Somebody", "year": 2014},
    }
    if QUESTION_TYPES[type_slug].needs_picture:
        data["picture"] = {"id": "5" * 32, "width": 800, "height": 600, "alt": text(f"{slug} alt")}
    lists: list[list[str]] = []
    for each in QUESTION_TYPES[type_slug].fields:
        if each.kind in ("options", "entries"):
            start = 10 * len(lists)
            ids = [f"{slug}-{n}" for n in range(start, start + max(int(each.least or 0), 3))]
            lists.append(ids)
            data[each.name] = [{"id": i, "text": text(f"{i} option")} for i in ids]
        elif each.kind in ("text", "long_text"):
            data[each.name] = text(f"{slug} {each.name}")
        elif each.kind == "integer" and each.required:
            data[each.name] = max(each.least or 0, 2)
        elif each.key and (keyed or each.required) and each.default is None:
            data[each.name] = _key(each.kind, slug, lists)
    return read_question(data)


def _key(kind: str, slug: str, lists: list[list[str]]) -> Json:
    """A key of that kind."""
    if kind in ("option", "option_list", "order"):
        (ids,) = lists
        made: dict[str, Json] = {"option": ids[0], "option_list": ids[:2], "order": ids[::-1]}
        return made[kind]
    if kind == "pairs":
        return dict(zip(lists[0], reversed(lists[1]), strict=True))
    if kind == "regions":
        return [[[0.4, 0.4], [0.6, 0.4], [0.5, 0.6]]]
    if kind == "accepted":
        return {"en": [f"[{slug} right]"]}
    return {"decimal": 42}[kind]


def activity(
    activity_id: str, kind: ActivityKind, *questions: Question, **changes: Any
) -> Activity:
    """A quiz asks for 5 s and takes answers for 20 s; polls are open-ended."""
    limit_s = LIMIT_MS // 1000 if kind is ActivityKind.QUIZ else None
    made = Activity(
        id=activity_id,
        slug=activity_id,
        kind=kind,
        title=LocalizedText.of({"en": f"[{activity_id} en]", "fr": f"[{activity_id} fr]"}),
        item_id=None,
        position=0,
        questions=tuple(ActivityQuestion(each.slug, 1, each, limit_s) for each in questions),
        ask_s=ASK_MS // 1000,
    )
    return replace(made, **changes)


def quiz(*questions: Question, activity_id: str = "quiz", **changes: Any) -> Activity:
    return activity(activity_id, ActivityKind.QUIZ, *questions, **changes)


def poll(*questions: Question, activity_id: str = "poll", **changes: Any) -> Activity:
    return activity(activity_id, ActivityKind.POLL, *questions, **changes)


def event(*activities: Activity, **changes: Any) -> Event:
    """An event on two floors, in English and French."""
    made = Event(
        id=EVENT,
        slug="isc-17",
        code="482913",
        title=LocalizedText.of({"en": "[event en]", "fr": "[event fr]"}),
        theme=LocalizedText.of({"en": "[theme en]", "fr": "[theme fr]"}),
        time_zone="UTC",
        languages=("en", "fr"),
        screen_languages=("en", "fr"),
        days=(date(2018, 3, 1), date(2018, 3, 2)),
        join=JoinMode.NICKNAME,
        wifi=Wifi(),
        screen_token="<screen token>",
        floors=(
            Floor(HALL, LocalizedText.of({"en": "Hall"}), 0),
            Floor(ANNEX, LocalizedText.of({"en": "Annex"}), 1),
        ),
        agenda=(),
        activities=activities or usual(),
    )
    return replace(made, **changes)


RED, BLUE = (
    Team(each, LocalizedText.of({"en": f"[{each} en]", "fr": f"[{each} fr]"}))
    for each in ("red", "blue")
)
ASSIGNED = Teams(TeamMode.ASSIGNED, (RED, BLUE))
"""Two teams that fill up in turn, the red one first."""
GAME: dict[str, Any] = {"streak": True, "ranking_of": RankingOf.BOTH, "breather_s": 5}
"""Everything that a quiz may have beside questions."""


def usual() -> tuple[Activity, ...]:
    """A quiz of three, a poll whose figures wait for the reveal, and a live one."""
    return (
        quiz(choice("q1"), choice("q2"), choice("q3")),
        poll(choice("p1"), question_of("word_cloud", "p2")),
        poll(choice("l1"), activity_id="live", results=ResultsWhen.LIVE),
    )


def every_type() -> tuple[Activity, ...]:
    """Every registered type in a quiz, in a poll and in a live poll.

    Live figures are wished for the quiz, too: its graded questions must not heed it.
    """
    types = tuple(QUESTION_TYPES)
    return (
        quiz(
            *(question_of(each, _slug("q", each)) for each in types),
            scoring=Scoring.CLASSIC,
            results=ResultsWhen.LIVE,
            ranking=RankingWhen.EACH,
            **GAME,
        ),
        poll(*(question_of(each, _slug("p", each), keyed=False) for each in types)),
        poll(
            *(question_of(each, _slug("l", each), keyed=False) for each in types),
            activity_id="live",
            results=ResultsWhen.LIVE,
        ),
    )


def _slug(prefix: str, type_slug: str) -> str:
    return f"{prefix}-{type_slug}".replace("_", "-")


def agenda_line(line_id: str, number: str, parent: str | None = None, day: int = 1) -> AgendaLine:
    title = LocalizedText.of({"en": f"[{line_id} en]", "fr": f"[{line_id} fr]"})
    return AgendaLine(line_id, line_id, number, title, LocalizedText(), "", day, parent, 0)


# ---- who plays ------------------------------------------------------------------------------


class HallIds(FakeIds):
    """None is the beginning of another, so that each is found where it is and nowhere else."""

    def new(self) -> str:
        return f"<id {self._next()}>"

    def secret(self) -> str:
        return f"<secret {self._next()}>"

    def seed(self) -> int:
        return 900_000_000 + self._next()


@dataclass
class Stores:
    """The database, which several processes may share, and the time."""

    clock: FakeClock = field(default_factory=FakeClock)
    ids: FakeIds = field(default_factory=HallIds)
    log: FakeLog = field(default_factory=FakeLog)
    events: FakeEvents = field(default_factory=FakeEvents)
    people: FakeParticipants = field(default_factory=FakeParticipants)
    presence: FakePresence = field(default_factory=FakePresence)
    texts: FakeTexts = field(default_factory=FakeTexts)
    questions: FakeFloorQuestions = field(default_factory=FakeFloorQuestions)
    reactions: FakeReactions = field(default_factory=FakeReactions)

    def __post_init__(self) -> None:
        self.answers = FakeAnswers(self.log)
        self.box = FakeBallots(self.log)


class Hall:
    """One process. Use it as a context: its committers run inside."""

    def __init__(
        self, stage: Event | None = None, stores: Stores | None = None, shared: str = ""
    ) -> None:
        """`shared` is the name of one of several workers; without one it is alone."""
        self.worker_id = shared or "worker"
        self.stores = stores or Stores()
        if stores is None:
            self.stores.events.put(stage or event())
        at = self.stores
        self.clock = at.clock
        self.counting = Counting(at.answers, at.box, shared=bool(shared))
        self.ballots = Ballots(at.box, self.counting)
        self.answers = Answers(at.answers, self.ballots, self.counting, at.clock)
        self.live = Live(at.log, at.events, at.answers, at.clock, self.answers.drain)
        self.participants = Participants(at.people, self.live, at.clock, at.ids)
        self.voters = Voters(self.live, self.participants)
        seat_store = FakeSeats(at.events)
        self.seats = Seats(seat_store, self.live, self.participants, at.ids)
        self.answers.join(self.live, self.voters)
        self.presence = Presence(at.presence, at.clock, shared, shared=bool(shared))
        self.results = Results(at.answers, at.box, self.counting, self.live)
        self.votes = Votes(self.live, self.results, at.answers, seat_store)
        self.sealing = Sealing(self.live, at.box)
        self.looks = TextLooks(at.texts)
        self.from_floor = FromFloor.over(at.questions, at.reactions, self.live, at.clock, at.ids)
        self.scenes = Scenes(
            self.live,
            self.results,
            self.counting,
            self.participants,
            self.presence,
            at.clock,
            Typed(self.looks, self.from_floor.questions),
        )
        self.moderating = Moderating(self.live, self.results, at.events, at.texts, at.ids)
        self.history = History(self.live, self.results, self.voters)
        self.reports = Reports(self.live, self.results, self.participants, at.clock, self.looks)
        self.timers = Timers(
            self.live, self.counting, self.presence, at.presence, at.clock, at.ids, self.worker_id
        )
        self.told: list[Change] = []
        self.live.listen(self.told.append)
        self._threads = ThreadPoolExecutor()

    def __enter__(self) -> Self:
        self.from_floor.questions.batcher.start()
        self.answers.batcher.start()
        self.ballots.batcher.start()
        self.participants.batcher.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stores.answers.gate.set()
        self.from_floor.questions.batcher.stop()
        self.answers.batcher.stop()
        self.ballots.batcher.stop()
        self.participants.batcher.stop()
        self._threads.shutdown()

    def beside(self, shared: str = "") -> Hall:
        """Another process on the same database."""
        return Hall(stores=self.stores, shared=shared)

    def meanwhile(self, job: Callable[[], T]) -> Future[T]:
        """Have it done in a thread of its own."""
        return self._threads.submit(job)

    # --- what is so -----------------------------------------------------------------------

    @property
    def state(self) -> EventState:
        return self.live.state(EVENT)

    def floor(self, floor_id: str = HALL) -> FloorState:
        return self.state.floors[floor_id]

    def on_stage(self, floor_id: str = HALL) -> Round:
        """The round that was put on stage last."""
        return self.state.rounds[self.floor(floor_id).head.round_id or ""]

    def scene(self, floor_id: str = HALL) -> Scene:
        return self.scenes.scene(EVENT, floor_id)

    # --- the moderator --------------------------------------------------------------------

    def do(self, kind: type[cmd.Command], command_id: str | None = None, **args: object) -> int:
        """Carry out a command on the hall's floor, as seen now; `args` say what is different."""
        known = {each.name for each in fields(kind)}
        floor = self.state.floors[str(args.get("floor_id", HALL))]
        usual: dict[str, object] = {"floor_id": floor.id, "rev": floor.moved_seq}
        if issubclass(kind, cmd.StepCommand):
            usual["round_id"] = self.stores.ids.new()
        elif issubclass(kind, cmd.RoundCommand):
            usual["round_id"] = floor.head.round_id
        values = {key: value for key, value in (usual | args).items() if key in known}
        return self.live.execute(EVENT, kind(**values), MODERATOR, command_id)

    def start(self, activity_id: str = "quiz", floor_id: str = HALL) -> None:
        self.do(cmd.StartActivity, activity_id=activity_id, floor_id=floor_id)

    def aside(self, activity_id: str, floor_id: str = HALL) -> tuple[Round, ...]:
        """Open an activity beside the stage; its rounds, in order."""
        opening = cmd.OpenAside(floor_id=floor_id, activity_id=activity_id)
        self.moderating.execute(EVENT, opening, MODERATOR)
        return self.state.rounds_of(activity_id, self.state.run_of(activity_id).run)

    def next(self, floor_id: str = HALL) -> None:
        self.do(cmd.NextStep, floor_id=floor_id)

    def until(self, phase: Phase) -> Round:
        """Press the big button until a round on stage enters that phase."""
        for _ in range(6):
            self.next()
            if self.floor().head.phase is phase:
                return self.on_stage()
        raise AssertionError(f"never {phase}")

    def open_question(self, activity_id: str = "quiz") -> Round:
        """Start an activity and open its first question."""
        self.start(activity_id)
        return self.until(Phase.OPEN)

    # --- the audience ---------------------------------------------------------------------

    def join(self, *names: str, language: str = "en") -> tuple[Participant, ...]:
        """Come in, and be there."""
        joined = [self.participants.join(EVENT, each, language, None).participant for each in names]
        for each in joined:
            self.presence.connected(EVENT, each.id)
        return tuple(joined)

    def answer(
        self,
        who: Participant,
        answer: Json,
        number: int = 1,
        on: Round | None = None,
        seat: str | None = None,
    ) -> Saved:
        round_id = (on or self.on_stage()).id
        return self.answers.submit(EVENT, who.id, round_id, number, answer, seat)

    def answer_all(self, people: Iterable[Participant], answer: Json) -> None:
        for each in people:
            self.answer(each, answer)


def eventually(condition: Callable[[], object], patience_s: float = 10) -> None:
    """Wait until it is so."""
    limit = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < limit, "it never came true"
        time.sleep(0.001)
