"""An application with fakes behind it: one event, an administrator, a helper and a viewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from quizapp import paths, web
from quizapp.config import Settings
from quizapp.domain.accounts import Account
from quizapp.domain.agenda import Agenda
from quizapp.domain.annex import Annex
from quizapp.domain.bank import Question, Source
from quizapp.domain.errors import NotFound, QuizappError
from quizapp.domain.event import (
    Activity,
    ActivityKind,
    ActivityQuestion,
    Event,
    Floor,
    JoinMode,
    Participant,
    Wifi,
)
from quizapp.domain.keeping import Keeping, Kept
from quizapp.domain.live.commands import Command, Role
from quizapp.domain.live.state import EventState, fresh
from quizapp.domain.questions.options import Option
from quizapp.domain.questions.scale import ScaleContent
from quizapp.domain.questions.single_choice import SingleChoiceContent
from quizapp.domain.report import Report, ReportAnswer, ReportRound, ReportStanding
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import EventLine, EventSettings
from quizapp.domain.text import LocalizedText
from quizapp.services.accounts import Accounts
from quizapp.services.activities import Activities
from quizapp.services.agendas import Agendas
from quizapp.services.banks import Banks
from quizapp.services.floor import Floor as FromFloor
from quizapp.services.live import Snapshot, script_of
from quizapp.services.pictures import Pictures
from quizapp.services.sign_in import SESSION_COOKIE
from quizapp.services.vitals import Commits, Vitals
from tests.bank_fakes import FakeActivities, FakeBanks
from tests.fake_floor import FakeFloorQuestions, FakeReactions
from tests.fakes import (
    FakeAccountStore,
    FakeClock,
    FakeHasher,
    FakeIds,
    FakePictures,
    with_agenda,
)

ADDRESS = "http://192.168.1.20:8000"


def text(en: str, fr: str = "") -> LocalizedText:
    return LocalizedText.of({"en": en, "fr": fr})


QUESTION = Question(
    slug="committee",
    type="single_choice",
    prompt=text(
        "Which article asks each member for a national committee?",
        "Quel article demande à chaque membre un comité national ?",
    ),
    content=SingleChoiceContent(
        tuple(
            Option(key, text(f"Article {n}")) for key, n in zip("abcd", (1, 6, 10, 23), strict=True)
        ),
        "d",
    ),
    explanation=text("Each member sets up or keeps a national committee."),
    source=Source("Agreement on Trade Facilitation", "WTO", 2014),
)
SCALE = Question(
    slug="trust",
    type="scale",
    prompt=text("How far do you agree?", "Êtes-vous d’accord ?"),
    content=ScaleContent(
        (Option("s1", text("Rotation works", "La rotation fonctionne")),),
        1,
        5,
        text("not at all", "pas du tout"),
        text("fully", "tout à fait"),
    ),
)
ACTIVITY = Activity(
    id="activity",
    slug="integrity-quiz",
    kind=ActivityKind.QUIZ,
    title=text("Integrity Quiz", "Quiz sur l’intégrité"),
    item_id=None,
    position=0,
    questions=(ActivityQuestion("q1", 1, QUESTION, 20), ActivityQuestion("q2", 1, SCALE, None)),
)
EVENT = Event(
    id="event",
    slug="isc-17",
    code="482913",
    title=text("17th session, Integrity Sub-Committee", "17e session, Sous-Comité sur l’éthique"),
    theme=text("Security and integrity: curbing threats, leveraging opportunities"),
    time_zone="Europe/Brussels",
    languages=("en", "fr"),
    screen_languages=("en", "fr"),
    days=(date(2018, 3, 1), date(2018, 3, 2)),
    join=JoinMode.NICKNAME,
    wifi=Wifi("ISC-Hall", "customs2018"),
    screen_token="screen-token",
    floors=(Floor("floor", LocalizedText.of({"en": "Hall"}), 0),),
    agenda=(),
    activities=(ACTIVITY,),
)


REHEARSAL = replace(
    EVENT, id="copy", slug="copy", code="555555", screen_token="copy-screen", rehearsal_of=EVENT.id
)


@dataclass
class FakeEvents:
    """Events by id. Only what the web edge asks for."""

    rows: dict[str, Event]

    def events(self) -> tuple[EventLine, ...]:
        return tuple(
            EventLine(e.id, e.slug, e.code, e.title, e.days, e.rehearsal_of)
            for e in self.rows.values()
        )

    def get(self, event_id: str) -> Event:
        if event_id not in self.rows:
            raise NotFound(what="event")
        return self.rows[event_id]

    def id_by_code(self, code: str) -> str | None:
        return next((each.id for each in self.rows.values() if each.code == code), None)

    def id_by_screen(self, screen_token: str) -> str | None:
        found = (each.id for each in self.rows.values() if each.screen_token == screen_token)
        return next(found, None)

    def import_agenda(
        self,
        event_id: str,
        agenda: Agenda,
        titles: Mapping[str, LocalizedText],
        texts: Mapping[str, LocalizedText],
    ) -> None:
        self.rows[event_id] = with_agenda(self.rows[event_id], agenda, titles, texts)

    def change(self, event_id: str, settings: EventSettings) -> None:
        self.rows[event_id] = replace(
            self.rows[event_id],
            title=settings.title,
            theme=settings.theme,
            join=settings.join,
            wifi=settings.wifi,
            screen_languages=settings.screen_languages,
            teams=settings.teams,
            extra_time_by_choice=settings.extra_time_by_choice,
        )


@dataclass
class FakeParticipants:
    """Those who joined."""

    people: tuple[Participant, ...] = ()

    def all(self, event_id: str) -> tuple[Participant, ...]:
        return tuple(each for each in self.people if each.event_id == event_id)


@dataclass
class FakeLive:
    """Remembers what was asked of it."""

    removed: frozenset[str] = frozenset()
    done: list[tuple[str, Command, str]] = field(default_factory=list)

    def state(self, event_id: str) -> EventState:
        return EventState(event_id, removed=self.removed)

    def snapshot(self, event_id: str) -> Snapshot:
        """An event in which nothing has happened."""
        return Snapshot(EVENT, fresh(event_id, script_of(EVENT)), "")

    def execute(
        self, event_id: str, command: Command, actor: str, command_id: str | None = None
    ) -> int:
        self.done.append((event_id, command, actor))
        return len(self.done)


@dataclass
class FakeReports:
    """One report a run."""

    made: dict[int, Report] = field(default_factory=dict)

    def runs(self, event_id: str, activity_id: str) -> tuple[int, ...]:
        return tuple(sorted(self.made))

    def report(self, event_id: str, activity_id: str, run: int) -> Report:
        return self.made[run]


def annex() -> Annex:
    """Of an event of which nothing has been asked yet."""
    return Annex(
        "isc-17",
        EVENT.title,
        EVENT.theme,
        EVENT.days,
        EVENT.time_zone,
        1_519_898_400_000,
        "0" * 64,
        (),
    )


@dataclass
class FakeAnnexes:
    """One annex."""

    made: Annex

    def annex(self, event_id: str) -> Annex:
        return self.made


@dataclass
class FakePresence:
    """Who is connected."""

    ids: frozenset[str] = frozenset()

    def here(self, event_id: str) -> frozenset[str]:
        return self.ids


def report(run: int = 1, *, named: bool = True) -> Report:
    """85 voters on the choice, two on the scale."""
    choices = ["a"] * 7 + ["b"] * 11 + ["c"] * 18 + ["d"] * 49
    scale = [{"s1": 4}, {"s1": 5}]
    return Report(
        event_slug=EVENT.slug,
        event_title=EVENT.title,
        activity_slug=ACTIVITY.slug,
        activity_title=ACTIVITY.title,
        kind=ACTIVITY.kind,
        scoring=Scoring.ACCURACY,
        run=run,
        named=named,
        joined=87,
        generated_at=1_519_900_000_000,
        log_hash="ab" * 32,
        rounds=(
            ReportRound(
                round_id="r1",
                number=1,
                question=QUESTION,
                voided=False,
                counts=True,
                opened_at=1_519_899_000_000,
                closed_at=1_519_899_020_000,
                points=1000,
                tally=QUESTION.tally(choices),
                answered=85,
                right=49,
                answers=(ReportAnswer(1, "Ada" if named else "", "d", 2500, True, 1000),),
            ),
            ReportRound(
                round_id="r2",
                number=2,
                question=SCALE,
                voided=True,
                counts=False,
                opened_at=None,
                closed_at=None,
                points=0,
                tally=SCALE.tally(scale),
                answered=2,
                right=None,
                answers=(),
            ),
        ),
        standings=(
            ReportStanding(1, False, 1, "Ada", 3500, 4, 9000),
            ReportStanding(2, True, 2, "مندوب", 2500, 3, 9500),
        )
        if named
        else (),
    )


@dataclass
class FakeHealth:
    """A process that does well, unless a test says otherwise."""

    database: bool = True
    redis: bool | None = None

    def writable(self) -> bool:
        return self.database

    def line_reachable(self) -> bool | None:
        return self.redis

    def vitals(self) -> Vitals:
        return Vitals(
            connections={"phone": 87, "screen": 1, "moderator": 2},
            rounds={"open": 1},
            commits={"answers": Commits(9, 85, 0.25, 0.125, 3, failing=False)},
            refused={"bad_message": 4},
            lag_s=0.001,
            longest_lag_s=0.5,
        )


@dataclass
class FakeNewEvents:
    """Keeps what was asked for; every event that it makes is the one there is."""

    made: list[tuple[LocalizedText, tuple[str, ...], str, JoinMode]] = field(default_factory=list)

    def create(
        self, title: LocalizedText, languages: tuple[str, ...], time_zone: str, join: JoinMode
    ) -> str:
        self.made.append((title, languages, time_zone, join))
        return EVENT.id


@dataclass
class FakeTrials:
    """Every event that it makes is the one there is."""

    made: int = 0
    removed: list[str] = field(default_factory=list)

    def make(self) -> Event:
        self.made += 1
        return EVENT

    def remove(self, event_id: str) -> None:
        self.removed.append(event_id)


@dataclass
class FakeRehearsals:
    """Copies by the event that they are of."""

    events: FakeEvents
    copies: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    """Event id -> (activity, phones)."""

    def of(self, event_id: str) -> Event | None:
        return replace(REHEARSAL, rehearsal_of=event_id) if event_id in self.copies else None

    def start(self, event_id: str, activity_slug: str | None, phones: int) -> Event:
        self.copies[event_id] = (activity_slug, phones)
        self.events.rows[REHEARSAL.id] = REHEARSAL
        return REHEARSAL

    def fill(self, event_id: str, phones: int) -> None:
        self.copies[event_id] = (self.copies[event_id][0], phones)

    def phones(self, event_id: str) -> int:
        return self.copies.get(event_id, (None, 0))[1]

    def wipe(self, event_id: str) -> None:
        self.copies.pop(event_id, None)
        self.events.rows.pop(REHEARSAL.id, None)


class FakeSeats:
    """A list on which nobody sits."""

    def sitting(self, _: str) -> dict[str, int]:
        return {}

    def proxies(self, _: str) -> tuple[()]:
        return ()


@dataclass
class FakeKeepings:
    """What was asked to be deleted."""

    days: Keeping = field(default_factory=Keeping)
    deleted: list[str] = field(default_factory=list)
    refusal: QuizappError | None = None

    def dates(self, event_id: str) -> Keeping:
        return self.days

    def set_dates(self, event_id: str, keeping: Keeping) -> None:
        self.days = keeping

    def delete_names(self, event_id: str, actor: str) -> None:
        self.deleted.append(f"names of {event_id} by {actor}")

    def delete_event(self, event_id: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.deleted.append(event_id)

    def record(self, event_id: str) -> bytes:
        return b'{"the": "record"}'

    def kept(self) -> tuple[Kept, ...]:
        title = LocalizedText.of({"en": "A meeting of before"})
        return (Kept("gone", "before", title, 1_519_900_000_000),)

    def kept_record(self, event_id: str) -> bytes:
        if event_id not in {"gone", EVENT.id}:
            raise NotFound(what="record")
        return b'{"an": "old record"}'


@dataclass
class House:
    """What stands in `app.extensions["quizapp"]`, and ways to be somebody in it."""

    settings: Settings
    events: FakeEvents = field(default_factory=lambda: FakeEvents({EVENT.id: EVENT}))
    participants: FakeParticipants = field(default_factory=FakeParticipants)
    live: FakeLive = field(default_factory=FakeLive)
    annexes: FakeAnnexes = field(default_factory=lambda: FakeAnnexes(annex()))
    results: FakeReports = field(default_factory=lambda: FakeReports({1: report()}))
    presence: FakePresence = field(default_factory=FakePresence)
    addresses: tuple[str, ...] = (ADDRESS,)
    capacity: int = 1744
    clock: FakeClock = field(default_factory=FakeClock)
    ids: FakeIds = field(default_factory=FakeIds)
    store: FakeAccountStore = field(default_factory=FakeAccountStore)
    picture_store: FakePictures = field(default_factory=FakePictures)
    asked: FakeFloorQuestions = field(default_factory=FakeFloorQuestions)
    slept: list[float] = field(default_factory=list)
    shelf: FakeBanks = field(default_factory=FakeBanks)
    plans: FakeActivities = field(default_factory=FakeActivities)

    def __post_init__(self) -> None:
        self.keeping = FakeKeepings()
        self.seats: Any = FakeSeats()
        self.health = FakeHealth()
        self.new_events = FakeNewEvents()
        self.trials = FakeTrials()
        self.pictures = Pictures(self.picture_store)
        self.rehearsals = FakeRehearsals(self.events)
        self.accounts = Accounts(self.store, self.clock, self.ids, FakeHasher(), self.slept.append)
        nobody: Any = self.live
        self.floor = FromFloor.over(self.asked, FakeReactions(), nobody, self.clock, self.ids)
        self.banks = Banks(self.shelf, nobody, nobody, self.clock, self.ids)
        self.activities = Activities(self.plans, nobody, self.ids)
        all_events: Any = self.events
        self.agendas = Agendas(all_events, nobody)
        self.admin = Account("admin", "Ada", administrator=True)
        self.store.create(self.admin)
        for name, role in (
            ("Mary", Role.MODERATOR),
            ("Grace", Role.HELPER),
            ("Emmy", Role.VIEWER),
            ("Sofia", None),
        ):
            self.store.create(Account(name.lower(), name, administrator=False))
            self.store.set_role(name.lower(), EVENT.id, role)

    def app(self) -> Flask:
        """The application, its forms without CSRF unless a test switches it on."""
        app = Flask("quizapp", static_folder=None, template_folder=str(paths.templates()))
        app.secret_key = b"a secret of the tests alone"
        web.register(app, self)  # type: ignore[arg-type]  # fakes know only what pages ask for
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    def sign_in(self, client: FlaskClient, account_id: str) -> FlaskClient:
        """Have this browser signed in."""
        client.set_cookie(SESSION_COOKIE, self.accounts.sign_in.start_session(account_id))
        return client


def house(data_dir: Path, **changes: object) -> House:
    """With default settings, some of them changed."""
    return House(Settings.from_environ({}, data_dir=str(data_dir), **changes))
