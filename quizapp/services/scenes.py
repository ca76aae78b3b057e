"""What one floor looks like now, gathered once for all audiences; presentation picks from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest

from quizapp.domain.bank import Question
from quizapp.domain.event import Activity, Event, Participant
from quizapp.domain.leaderboard import Standing, movement
from quizapp.domain.live.state import EventState, FloorState, Kind, Phase, Round, Shown
from quizapp.domain.live.steps import next_position
from quizapp.domain.outcome import quorum_of
from quizapp.domain.streaks import Streak
from quizapp.domain.tallies import Tally, Texts
from quizapp.domain.teams import (
    TeamRight,
    TeamStanding,
    right_by_team,
    team_movement,
)
from quizapp.services.accepting import MOST_WRONG, WrongAnswer, wrong_answers
from quizapp.services.counting import Counting
from quizapp.services.extra_time import still_answering
from quizapp.services.floor_questions import Board, FloorQuestions
from quizapp.services.history import past_rounds
from quizapp.services.live import Closing, Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Clock
from quizapp.services.presence import Presence
from quizapp.services.recent import Recent
from quizapp.services.results import Results, RoundResult, counting_rounds
from quizapp.services.teams import least_shown, sizes, teams_of, teams_ranked
from quizapp.services.texts import NO_LOOK, TextLook, TextLooks

OVER = (Phase.REVEALED, Phase.RANKING)


@dataclass(frozen=True, slots=True)
class RoundScene:
    """A round as it is shown: `beat` is what is shown, the round's phase where it really is."""

    round: Round
    beat: Phase
    question: Question
    activity: Activity
    tally: Tally | None
    """The figures, where anyone may see them at this beat; without texts that the room may not."""
    result: RoundResult | None
    """Marks and tally of a revealed round, at the beats that show them."""
    in_a_row: Mapping[str, Streak] = field(default_factory=dict)
    """With the result: voter -> streak, where right answers in a row earn a bonus."""
    look: TextLook = NO_LOOK
    """What the moderator said of its typed texts."""
    all_texts: Tally | None = None
    """The tally with the texts that the room may not see, for consoles alone."""
    wrong: tuple[WrongAnswer, ...] = ()
    """What was not right and could be accepted, most frequent first, for consoles alone."""
    graded: Question | None = None
    """The question in the version that holds the key now, where that is another one."""

    @property
    def keyed(self) -> Question:
        """The question in the version that holds the key."""
        return self.graded or self.question

    by_team: Mapping[str, TeamRight] = field(default_factory=dict)
    """With the result of a graded round: team -> how it fared, of teams that may be told of."""
    closing: Closing | None = None
    """Where something was decided: the head of the log when it was, from the close on."""

    @property
    def revealed(self) -> bool:
        """Whether key, explanation and marks may be shown."""
        return self.beat in OVER and self.round.revealed()


@dataclass(frozen=True, slots=True)
class AsideScene:
    """An activity that is open beside the stage, with its rounds in order."""

    activity: Activity
    rounds: tuple[RoundScene, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A voter's standing, with the way to the next better place (None for the first)."""

    standing: Standing
    of: int
    gap: int | None
    gap_place: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking with its movement since the round before, and each voter's place in it."""

    standings: tuple[Standing, ...] = ()
    gained: Mapping[str, int] | None = None
    moved: Mapping[str, int] | None = None
    places: Mapping[str, Place] | None = None
    teams: tuple[TeamStanding, ...] = ()
    teams_moved: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Team -> (points gained, places won or lost) since the round before."""


@dataclass(frozen=True, slots=True)
class Breather:
    """Quiet before the question with this 1-based number."""

    ends_at: int
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One floor of one event at one moment."""

    event: Event
    state: EventState
    floor: FloorState
    shown: Shown
    activity: Activity | None
    on_screen: RoundScene | None
    on_phones: RoundScene | None
    """The open round where there is one, else what is on the screen."""
    ranking: Ranking
    breather: Breather | None
    people: Mapping[str, Participant]
    now: int
    past: int = 0
    """How many revealed rounds a phone may look back on."""
    asides: tuple[AsideScene, ...] = ()
    """What takes answers beside this stage."""
    board: Board | None = None
    """Questions from the floor, since they were opened first."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What grows with the audience. Names of the latest arrivals, newest first."""

    joined: int
    here: int
    answered: int
    of: int
    round_id: str | None
    arrivals: tuple[Participant, ...]
    teams: tuple[tuple[str, int], ...] = ()
    """(team, how many are in it), in the organiser's order."""
    extra: int = 0
    """How many of the open round may still answer in their extra time."""
    asides: tuple[tuple[str, int], ...] = ()
    """(activity open beside the stage, how many have answered any of its questions)."""
    by_seat: bool = False
    """Whether seats vote in the round: `of` is how many may."""
    quorum: int = 0
    """How many seats must have voted; 0: no quorum."""
    voted_seats: frozenset[str] | None = None
    """Of a round by seats that is not secret: which have voted. For consoles alone."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What people have typed: texts in rounds, and questions from the floor."""

    looks: TextLooks
    questions: FloorQuestions


class Scenes:
    """Gathers scenes and crowds."""

    def __init__(
        self,
        live: Live,
        results: Results,
        counting: Counting,
        participants: Participants,
        presence: Presence,
        clock: Clock,
        typed: Typed,
    ) -> None:
        self._live = live
        self._questions = typed.questions
        self._looks = typed.looks
        self._wrong: Recent[tuple[object, ...], tuple[WrongAnswer, ...]] = Recent(MOST_WRONG)
        self._results = results
        self._counting = counting
        self._participants = participants
        self._presence = presence
        self._clock = clock

    def scene(self, event_id: str, floor_id: str) -> Scene:
        """Everything the audiences of this floor may need."""
        known = self._live.snapshot(event_id)
        event, state = known.event, known.state
        floor = state.floors[floor_id]
        shown = floor.shown
        people = self._participants.all(event_id)
        team_of = teams_of(event, state, people.values())
        on_screen = self._round(event, state, shown, team_of)
        open_round = state.open_round(floor_id)
        on_phones = on_screen
        if open_round is not None:
            at = Shown(Kind.ROUND, open_round.activity_id, open_round.id, open_round.phase)
            on_phones = self._round(event, state, at, team_of)
        return Scene(
            event=event,
            state=state,
            floor=floor,
            shown=shown,
            activity=_activity(event, shown.activity_id),
            on_screen=on_screen,
            on_phones=on_phones,
            ranking=self._ranking(event, state, shown, people),
            breather=_breather(state, shown),
            people=people,
            now=self._clock.now(),
            past=len(past_rounds(state, floor)),
            asides=self._asides(event, state, floor_id, team_of),
            board=self._questions.board(event_id, floor),
        )

    def crowd(self, event_id: str, floor_id: str, arrivals: int = 12) -> Crowd:
        """Counts of the moment."""
        state = self._live.state(event_id)
        people = self._participants.all(event_id)
        inside = [p for p in people.values() if p.id not in state.removed and not p.left]
        on = self._counted_round(state, floor_id)
        voters = self._counting.voters(on.id) - state.removed if on else frozenset()
        expected = self._presence.expected(event_id)
        of = len((expected - state.removed) | voters) if on else 0
        seats = on if on is not None and on.rules.voting.by_seat else None
        extra = still_answering(state, on, expected, voters) if on else frozenset()
        newest = nlargest(arrivals, inside, key=lambda p: p.number)
        return Crowd(
            joined=len(inside),
            here=len(self._presence.here(event_id) - state.removed),
            answered=len(voters),
            of=of if seats is None else seats.rules.seats,
            round_id=on.id if on else None,
            arrivals=tuple(newest),
            teams=sizes(self._live.event(event_id), state, people),
            extra=len(extra),
            asides=self._aside_counts(state, floor_id),
            by_seat=seats is not None,
            quorum=0 if seats is None else quorum_of(seats.rules.voting.quorum, seats.rules.seats),
            voted_seats=None if seats is None or seats.secret else voters,
        )

    def _asides(
        self, event: Event, state: EventState, floor_id: str, team_of: Mapping[str, str]
    ) -> tuple[AsideScene, ...]:
        open_now = (_activity(event, each) for each in state.asides_on(floor_id))
        return tuple(
            AsideScene(activity, self._aside_rounds(event, state, activity.id, team_of))
            for activity in open_now
            if activity is not None
        )

    def _aside_rounds(
        self, event: Event, state: EventState, activity_id: str, team_of: Mapping[str, str]
    ) -> tuple[RoundScene, ...]:
        views = (
            self._round(event, state, Shown(Kind.ROUND, activity_id, on.id, on.phase), team_of)
            for on in _open_aside(state, activity_id)
        )
        return tuple(view for view in views if view is not None)

    def _aside_counts(self, state: EventState, floor_id: str) -> tuple[tuple[str, int], ...]:
        counts: list[tuple[str, int]] = []
        for activity_id in state.asides_on(floor_id):
            answered: set[str] = set()
            for on in _open_aside(state, activity_id):
                self._counting.load(on.id)
                answered |= self._counting.voters(on.id)
            counts.append((activity_id, len(answered - state.removed)))
        return tuple(counts)

    def live_tally(self, event_id: str, floor_id: str) -> tuple[Round, Tally] | None:
        """The round on the floor's stage that is open or closed, with its figures so far."""
        state = self._live.state(event_id)
        on = self._counted_round(state, floor_id)
        if on is None or on.phase not in (Phase.OPEN, Phase.CLOSED) or on.secret:
            return None
        return on, self._results.live_tally(state, on)

    def look(self, on: Round) -> TextLook:
        """What the moderator said of the round's typed texts."""
        return self._looks.look(on)

    def for_console(self, event_id: str, floor_id: str) -> Scene:
        """The same, and what a moderator may accept as right after all."""
        scene = self.scene(event_id, floor_id)
        view = scene.on_screen
        if view is None:
            return scene
        return replace(scene, on_screen=replace(view, wrong=self._wrong_answers(scene.state, view)))

    def _wrong_answers(self, state: EventState, view: RoundScene) -> tuple[WrongAnswer, ...]:
        """Of a round that is closed; counted anew only after a change."""
        on = view.round
        if not on.rules.graded:
            return ()
        if on.phase in (Phase.ASKED, Phase.OPEN) or view.question.shape != Texts.shape:
            return ()
        self._counting.load(on.id, on.closed_at)
        key = (on.id, on.graded_version, state.removed, self._counting.answers(on.id)[0])
        known = self._wrong.get(key)
        if known is None:
            found = wrong_answers(view.keyed, self._results.of_round(state, on))
            known = self._wrong.put(key, found[:MOST_WRONG])
        return known

    def _counted_round(self, state: EventState, floor_id: str) -> Round | None:
        on = state.open_round(floor_id)
        if on is None:
            on = state.rounds.get(state.floors[floor_id].shown.round_id or "")
        if on is not None and on.phase is not Phase.ASKED:
            self._counting.load(on.id, on.closed_at)
        return on

    def _round(
        self, event: Event, state: EventState, shown: Shown, team_of: Mapping[str, str]
    ) -> RoundScene | None:
        on = state.rounds.get(shown.round_id or "")
        if on is None or shown.kind is not Kind.ROUND:
            return None
        activity = _activity(event, on.activity_id)
        if activity is None:
            return None
        beat = shown.phase or on.phase
        over = beat in OVER and on.revealed()
        result = self._results.of_round(state, on) if over else None
        in_a_row: Mapping[str, Streak] = {}
        by_team: Mapping[str, TeamRight] = {}
        if result is not None and not on.voided:
            rounds = counting_rounds(state, activity.id, on.run, None)
            in_a_row = self._results.streaks(state, rounds).get(on.id, {})
            by_team = _by_team(event, result, team_of)
        tally = result.shown if result else None
        if tally is None and shows_live(on, beat):
            tally = self._results.live_tally(state, on)
        question = self._live.question(event.id, on)
        look = self._looks.look(on)
        amended = on.graded_version != on.version
        return RoundScene(
            round=on,
            beat=beat,
            question=question,
            activity=activity,
            tally=None if tally is None else look.for_room(tally),
            result=result,
            in_a_row=in_a_row,
            by_team=by_team,
            look=look,
            all_texts=tally if isinstance(tally, Texts) else None,
            graded=self._live.graded_question(event.id, on) if amended else None,
            closing=self._closing(event.id, on),
        )

    def _closing(self, event_id: str, on: Round) -> Closing | None:
        voting = on.rules.voting
        if not (voting.formal or voting.secret) or on.uncounted:
            return None
        if on.phase in (Phase.ASKED, Phase.OPEN):
            return None
        return self._live.snapshot(event_id).closings.get(on.id)

    def _ranking(
        self, event: Event, state: EventState, shown: Shown, people: Mapping[str, Participant]
    ) -> Ranking:
        activity = state.script.activity(shown.activity_id or "")
        if activity is None:
            return Ranking()
        run = _run_shown(state, shown)
        rounds = counting_rounds(state, activity.id, run, None)
        if not rounds:
            return Ranking()
        after = self._results.standings(state, activity.id, run)
        before: tuple[Standing, ...] = ()
        if len(rounds) > 1:
            upto = rounds[-2].id
            before = self._results.standings(state, activity.id, run, upto)
        earlier = {each.voter_id: each.points for each in before}
        there = tuple(people.values())
        teams = teams_ranked(event, state, there, after, rounds[-1])
        earlier_teams = teams_ranked(event, state, there, before, rounds[-2]) if before else ()
        return Ranking(
            standings=after,
            gained={s.voter_id: s.points - earlier.get(s.voter_id, 0) for s in after},
            moved=movement(before, after),
            places=_places(after),
            teams=teams,
            teams_moved=team_movement(earlier_teams, teams),
        )


def _by_team(
    event: Event, result: RoundResult, team_of: Mapping[str, str]
) -> Mapping[str, TeamRight]:
    """Of a team of which too few answered nothing is said: it would say it of each of them."""
    if not result.graded or not team_of:
        return {}
    right = {voter: bool(mark.right) for voter, mark in result.marks.items()}
    fared = right_by_team(right, team_of)
    least = least_shown(event)
    return {team_id: each for team_id, each in fared.items() if each.answered >= least}


def _breather(state: EventState, shown: Shown) -> Breather | None:
    activity = state.script.activity(shown.activity_id or "")
    if shown.ends_at is None or activity is None:
        return None
    position = next_position(state, activity)
    number = len(activity.questions) if position is None else position + 1
    return Breather(shown.ends_at, number, len(activity.questions))


def _run_shown(state: EventState, shown: Shown) -> int:
    """The run of what is on stage: who looks back may see the one before."""
    on = state.rounds.get(shown.round_id or "")
    if on is not None:
        return on.run
    return shown.run or state.run_of(shown.activity_id or "").run


def shows_live(on: Round, beat: Phase) -> bool:
    """Whether figures are shown at this beat, before any reveal: live, and nothing is graded."""
    return (
        on.rules.shows_live and beat in (Phase.OPEN, Phase.CLOSED) and on.phase is not Phase.ASKED
    )


def _open_aside(state: EventState, activity_id: str) -> tuple[Round, ...]:
    rounds = state.rounds_of(activity_id, state.run_of(activity_id).run)
    return tuple(on for on in rounds if on.aside and on.phase is Phase.OPEN)


def _activity(event: Event, activity_id: str | None) -> Activity | None:
    return next((each for each in event.activities if each.id == activity_id), None)


def _places(ranked: tuple[Standing, ...]) -> dict[str, Place]:
    """One pass: the better neighbour of a place is the last standing of the place before it."""
    places: dict[str, Place] = {}
    better: Standing | None = None
    last: Standing | None = None
    for each in ranked:
        if last is not None and each.place != last.place:
            better = last
        gap = None if better is None else better.points - each.points
        gap_place = None if better is None else better.place
        places[each.voter_id] = Place(each, len(ranked), gap, gap_place)
        last = each
    return places
