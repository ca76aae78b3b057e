"""What one floor looks like now, gathered once for all audiences; presentation picks from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from quizapp.domain.bank import Question
from quizapp.domain.event import Activity, Event, Participant, ResultsWhen
from quizapp.domain.leaderboard import Standing, movement
from quizapp.domain.live.state import EventState, FloorState, Kind, Phase, Round, Shown
from quizapp.domain.tallies import Tally
from quizapp.services.counting import Counting
from quizapp.services.live import Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Clock
from quizapp.services.presence import Presence
from quizapp.services.results import Results, RoundResult, counting_rounds

OVER = (Phase.REVEALED, Phase.RANKING)


@dataclass(frozen=True, slots=True)
class RoundScene:
    """A round as it is shown: `beat` is what is shown, the round's phase where it really is."""

    round: Round
    beat: Phase
    question: Question
    activity: Activity
    tally: Tally | None
    """The figures, where anyone may see them at this beat."""
    result: RoundResult | None
    """Marks and tally of a revealed round, at the beats that show them."""

    @property
    def revealed(self) -> bool:
        """Whether key, explanation and marks may be shown."""
        return self.beat in OVER and self.round.revealed()


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
    people: Mapping[str, Participant]
    now: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """What grows with the audience. Names of the latest arrivals, newest first."""

    joined: int
    here: int
    answered: int
    of: int
    round_id: str | None
    arrivals: tuple[Participant, ...]


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
    ) -> None:
        self._live = live
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
        on_screen = self._round(event, state, shown)
        open_round = state.open_round(floor_id)
        on_phones = on_screen
        if open_round is not None:
            at = Shown(Kind.ROUND, open_round.activity_id, open_round.id, open_round.phase)
            on_phones = self._round(event, state, at)
        return Scene(
            event=event,
            state=state,
            floor=floor,
            shown=shown,
            activity=_activity(event, shown.activity_id),
            on_screen=on_screen,
            on_phones=on_phones,
            ranking=self._ranking(state, shown),
            people=self._participants.all(event_id),
            now=self._clock.now(),
        )

    def crowd(self, event_id: str, floor_id: str, arrivals: int = 12) -> Crowd:
        """Counts of the moment."""
        state = self._live.state(event_id)
        people = self._participants.all(event_id)
        inside = [p for p in people.values() if p.id not in state.removed and not p.left]
        on = self._counted_round(state, floor_id)
        voters = self._counting.voters(on.id) - state.removed if on else frozenset()
        of = len((self._presence.expected(event_id) - state.removed) | voters) if on else 0
        newest = nlargest(arrivals, inside, key=lambda p: p.number)
        return Crowd(
            joined=len(inside),
            here=len(self._presence.here(event_id) - state.removed),
            answered=len(voters),
            of=of,
            round_id=on.id if on else None,
            arrivals=tuple(newest),
        )

    def live_tally(self, event_id: str, floor_id: str) -> tuple[Round, Tally] | None:
        """The round on the floor's stage that is open or closed, with its figures so far."""
        state = self._live.state(event_id)
        on = self._counted_round(state, floor_id)
        if on is None or on.phase not in (Phase.OPEN, Phase.CLOSED):
            return None
        return on, self._results.live_tally(state, on)

    def _counted_round(self, state: EventState, floor_id: str) -> Round | None:
        on = state.open_round(floor_id)
        if on is None:
            on = state.rounds.get(state.floors[floor_id].shown.round_id or "")
        if on is not None and on.phase is not Phase.ASKED:
            self._counting.load(on.id)
        return on

    def _round(self, event: Event, state: EventState, shown: Shown) -> RoundScene | None:
        on = state.rounds.get(shown.round_id or "")
        if on is None or shown.kind is not Kind.ROUND:
            return None
        activity = _activity(event, on.activity_id)
        if activity is None:
            return None
        beat = shown.phase or on.phase
        over = beat in OVER and on.revealed()
        result = self._results.of_round(state, on) if over else None
        tally = result.tally if result else None
        if tally is None and shows_live(on, beat):
            tally = self._results.live_tally(state, on)
        question = self._live.question(event.id, on)
        return RoundScene(on, beat, question, activity, tally, result)

    def _ranking(self, state: EventState, shown: Shown) -> Ranking:
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
        return Ranking(
            standings=after,
            gained={s.voter_id: s.points - earlier.get(s.voter_id, 0) for s in after},
            moved=movement(before, after),
            places=_places(after),
        )


def _run_shown(state: EventState, shown: Shown) -> int:
    """The run of what is on stage: who looks back may see the one before."""
    on = state.rounds.get(shown.round_id or "")
    if on is not None:
        return on.run
    return shown.run or state.run_of(shown.activity_id or "").run


def shows_live(on: Round, beat: Phase) -> bool:
    """Whether figures are shown at this beat, before any reveal: live, and nothing is graded."""
    live = on.rules.results is ResultsWhen.LIVE and not on.rules.graded
    return live and beat in (Phase.OPEN, Phase.CLOSED) and on.phase is not Phase.ASKED


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
