"""Random shows: two floors, several moderators, a timer, restarts, edits, answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from quizapp.domain.errors import NotCountedYet, QuizappError, Stale
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.answering import accept
from quizapp.domain.live.decide import decide
from quizapp.domain.live.evolve import evolve, fold
from quizapp.domain.live.log import GENESIS, Entry, decode, first_fault, record
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import (
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    Script,
    fresh,
)
from quizapp.domain.live.steps import StepKind, next_step, preview
from quizapp.domain.live.undo import last_act
from tests.domain.live.stagehand import (
    ANNEX,
    BREATHING,
    BREATHING_POLL,
    HALL,
    HAND_QUIZ,
    ITEMS,
    LIVE_POLL,
    POLL,
    QUIZ,
    ROLL_CALL,
    SECRET_POLL,
    SLIDE_POLL,
    SLIDE_QUIZ,
    START,
    script,
)

EDGES = {
    (None, Phase.ASKED),
    (Phase.ASKED, None),
    (Phase.OPEN, None),
    (Phase.ASKED, Phase.OPEN),
    (Phase.OPEN, Phase.ASKED),
    (Phase.OPEN, Phase.CLOSED),
    (Phase.CLOSED, Phase.OPEN),
    (Phase.CLOSED, Phase.REVEALED),
    (Phase.REVEALED, Phase.RANKING),
}
SCRIPTS = (
    script(QUIZ, POLL, LIVE_POLL, HAND_QUIZ, SLIDE_POLL),
    script(HAND_QUIZ, replace(QUIZ, questions=QUIZ.questions[::-1]), LIVE_POLL),
    script(SLIDE_QUIZ, replace(QUIZ, questions=QUIZ.questions[:1]), POLL),
    script(BREATHING, BREATHING_POLL),
    replace(
        script(
            replace(QUIZ, item_id="ii"),
            replace(POLL, item_id="i"),
            replace(LIVE_POLL, floor_id=ANNEX),
            SLIDE_POLL,
        ),
        items=ITEMS,
    ),
    script(replace(POLL, questions=())),
    script(ROLL_CALL, SECRET_POLL, POLL),
    script(),
)
floors = st.sampled_from([HALL, ANNEX])
moderators = st.sampled_from(["first", "second"])
ids = st.sampled_from(
    ["quiz", "poll", "live", "hand", "roll", "slide-quiz", "slide-poll", "secret", "nowhere"]
)
places = st.integers(0, 12)


class Show(RuleBasedStateMachine):
    """What may happen in a hall, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.script: Script = SCRIPTS[0]
        self.state: EventState = fresh("event", self.script)
        self.replayed: EventState = self.state
        self.log: list[Entry] = []
        self.now = START
        self.asked = 0
        self.answers: dict[str, set[str]] = {}
        self.ran_ms: dict[str, int] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.versions = 1

    # --- what people and timers do -----------------------------------------------------------

    @rule(floor_id=floors, moderator=moderators, looks=st.booleans(), times=st.integers(1, 4))
    def next_step(self, floor_id: str, moderator: str, looks: bool, times: int) -> None:
        for _ in range(times):
            self.step(cmd.NextStep, moderator, looks, floor_id=floor_id, round_id=self.fresh_id())

    @rule(
        kind=st.sampled_from(
            [
                cmd.ShowLobby,
                cmd.ShowIdle,
                cmd.Back,
                cmd.Reveal,
                cmd.ShowRanking,
                cmd.FinishActivity,
                cmd.ReopenRound,
            ]
        ),
        floor_id=floors,
        moderator=moderators,
        looks=st.booleans(),
    )
    def plain_step(
        self, kind: type[cmd.StepCommand], floor_id: str, moderator: str, looks: bool
    ) -> None:
        self.step(kind, moderator, looks, floor_id=floor_id)

    @rule(floor_id=floors, moderator=moderators, activity_id=ids)
    def start(self, floor_id: str, moderator: str, activity_id: str) -> None:
        self.step(cmd.StartActivity, moderator, True, floor_id=floor_id, activity_id=activity_id)

    @rule(floor_id=floors, moderator=moderators)
    def again(self, floor_id: str, moderator: str) -> None:
        self.step(cmd.AskAgain, moderator, True, floor_id=floor_id, round_id=self.fresh_id())

    @rule(
        kind=st.sampled_from([cmd.PauseRound, cmd.BlankScreen, cmd.EnlargeQr, cmd.HideResults]),
        floor_id=floors,
        on=st.booleans(),
    )
    def switch(self, kind: Any, floor_id: str, on: bool) -> None:
        self.try_to(kind(floor_id=floor_id, on=on))

    @rule(
        kind=st.sampled_from([cmd.ListQuestions, cmd.SwitchReactions]),
        floor_id=floors,
        on=st.booleans(),
    )
    def switch_over_the_stage(self, kind: Any, floor_id: str, on: bool) -> None:
        self.try_to(kind(floor_id=floor_id, on=on))

    @rule(
        floor_id=floors,
        session_id=st.sampled_from(["s1", "s2", ""]),
        question_id=st.sampled_from(["q1", "q2", ""]),
    )
    def questions_from_the_floor(self, floor_id: str, session_id: str, question_id: str) -> None:
        self.try_to(
            cmd.OpenQuestions(floor_id=floor_id, item_id=floor_id, session_id=session_id)
            if session_id
            else cmd.CloseQuestions(floor_id=floor_id)
        )
        assert self.state.floors[floor_id].asking.open is bool(session_id)
        self.try_to(
            cmd.SpotlightQuestion(floor_id=floor_id, question_id=question_id)
            if question_id
            else cmd.EndQuestionSpotlight(floor_id=floor_id)
        )
        assert self.state.floors[floor_id].asking.spotlight == (question_id or None)

    @rule(floor_id=floors, by_ms=st.sampled_from([10_000, -5_000, -(10**9), 10**9]))
    def extend(self, floor_id: str, by_ms: int) -> None:
        self.try_to(cmd.ExtendRound(floor_id=floor_id, by_ms=by_ms))

    @rule(kind=st.sampled_from([cmd.VoidRound, cmd.UnvoidRound]), place=places)
    def void(self, kind: Any, place: int) -> None:
        self.try_to(kind(round_id=self.round_id(place)))

    @rule(on=st.booleans(), who=st.sampled_from(["ada", "ben"]))
    def door(self, on: bool, who: str) -> None:
        self.try_to(cmd.LockJoining(on=on))
        people = cmd.RemoveParticipant if on else cmd.ReadmitParticipant
        self.try_to(people(participant_id=who))

    @rule(who=st.sampled_from(["ada", "ben"]), team=st.sampled_from(["t1", "t2", "gone"]))
    def team(self, who: str, team: str) -> None:
        moved = self.try_to(cmd.AssignTeam(participant_id=who, team_id=team))
        assert not moved or self.state.team_moves.get(who) == team

    @rule(
        seat=st.sampled_from(["s1", "s2", "s3", "gone"]),
        holder=st.sampled_from(["s1", "s2", "s3", None]),
        floor_id=floors,
    )
    def proxy(self, seat: str, holder: str | None, floor_id: str) -> None:
        given = self.try_to(cmd.GiveProxy(seat_id=seat, holder_id=holder))
        assert not given or (self.state.proxies.get(seat) == holder and not self.state.seats_vote)
        shown = self.try_to(cmd.ShowRoll(floor_id=floor_id, on=holder is not None))
        assert not shown or self.state.floors[floor_id].roll_shown is (holder is not None)

    @rule(
        who=st.sampled_from(["ada", "ben"]),
        factor=st.sampled_from(cmd.Factor),
    )
    def extra_time(self, who: str, factor: cmd.Factor) -> None:
        self.try_to(cmd.GrantExtraTime(participant_id=who, factor=factor))

    @rule(choices=st.dictionaries(st.sampled_from(["ada", "ben"]), st.sampled_from(cmd.Factor)))
    def extra_time_by_choice(self, choices: dict[str, cmd.Factor]) -> None:
        self.try_to(cmd.ChooseExtraTime(choices=tuple(choices.items())))

    @rule(
        place=places,
        text_id=st.sampled_from(["t1", "t2"]),
        kind=st.sampled_from([cmd.HideText, cmd.ShowText, cmd.UngroupText, cmd.SpotlightText]),
    )
    def text(self, place: int, text_id: str, kind: type[cmd.TextCommand]) -> None:
        self.try_to(kind(round_id=self.round_id(place), key="", text_id=text_id))

    @rule(place=places, group_id=st.sampled_from(["g1", "g2", ""]))
    def group(self, place: int, group_id: str) -> None:
        on = self.round_id(place)
        if group_id:
            grouping = cmd.GroupText(round_id=on, key="", title="", text_id="t1", group_id=group_id)
            self.try_to(grouping)
        else:
            self.try_to(cmd.EndSpotlight(round_id=on))

    @rule(place=places, behind=st.integers(0, 1))
    def accept_answer(self, place: int, behind: int) -> None:
        on = self.state.rounds.get(self.round_id(place))
        if on is not None:
            made_from, self.versions = on.graded_version - behind, self.versions + 1
            command = cmd.AcceptAnswer(
                round_id=on.id, key="", version=self.versions, made_from=made_from
            )
            assert not (self.try_to(command) and behind)

    @rule(floor_id=st.sampled_from([HALL, ANNEX, None, "nowhere"]), of=st.booleans())
    def undo(self, floor_id: str | None, of: bool) -> None:
        named = possible(self.state, HALL, self.now).undo if of and floor_id == HALL else None
        command = cmd.Undo(floor_id=floor_id, of=named, answered=self.answered())
        if self.try_to(command):
            self.redo_brings_it_back(floor_id)

    @rule(place=places, who=st.sampled_from(["ada", "ben", "cy"]))
    def answer(self, place: int, who: str) -> None:
        try:
            accepted = accept(self.state, self.round_id(place), who, self.now)
        except QuizappError:
            return
        on = accepted.round
        self.answers.setdefault(on.id, set()).add(who)
        assert accepted.elapsed_ms >= 0
        deadline_at = on.deadline_of(who)
        if deadline_at is not None:
            stands_at = self.now if on.paused_at is None else on.paused_at
            assert stands_at <= deadline_at + on.rules.grace_ms

    @rule(ms=st.sampled_from([0, 100, 1_000, 5_000, 10_000, 20_500]))
    def wait(self, ms: int) -> None:
        self.now += ms
        for on in self.state.rounds.values():
            if on.phase is Phase.OPEN and not on.paused:
                self.ran_ms[on.id] += ms

    @rule(waited_for=st.sampled_from([frozenset(), frozenset({"ada"}), frozenset({"ada", "ben"})]))
    def tick(self, waited_for: frozenset[str]) -> None:
        for floor_id in (HALL, ANNEX):
            asks = self.state.floors[floor_id].breather_over(self.now)
            ended = self.try_to(cmd.EndBreather(floor_id=floor_id, round_id=self.fresh_id()))
            assert asks or not ended
        for on in tuple(self.state.rounds.values()):
            self.try_to(cmd.OpenRound(round_id=on.id))
            closing = cmd.CloseRound(round_id=on.id, waited_for=waited_for)
            if self.try_to(closing):
                deadlines = [on.deadline_of(who) for who in waited_for or {"nobody"}]
                assert self.now >= max(each or 0 for each in deadlines) + on.rules.grace_ms

    @rule(place=places, cause=st.sampled_from(ev.Cause))
    def early_close(self, place: int, cause: ev.Cause) -> None:
        self.try_to(cmd.CloseRound(round_id=self.round_id(place), cause=cause))

    @rule(place=places, voted=st.integers(0, 9))
    def count_ballots(self, place: int, voted: int) -> None:
        on = self.state.rounds.get(self.round_id(place))
        was_due = on is not None and on.uncounted
        command = cmd.CountBallots(round_id=self.round_id(place), voted=voted, digest="d")
        assert self.try_to(command) == was_due

    @rule(down_ms=st.sampled_from([0, 300, 30_000]), late_ms=st.sampled_from([0, 900]))
    def restart(self, down_ms: int, late_ms: int) -> None:
        """Down for a while; the last sign of life may be a little older than the end."""
        left = {on.id: (on, self.now) for on in self.state.rounds.values()}
        self.now += down_ms
        self.state = self.folded_anew()
        assert self.state == self.replayed
        for on, at in left.values():
            self.try_to(cmd.GiveTimeBack(round_id=on.id, lost_ms=down_ms + late_ms))
            after = self.state.rounds[on.id]
            if on.phase is Phase.OPEN and not on.paused:
                self.ran_ms[on.id] = max(0, self.ran_ms[on.id] - late_ms)
            assert after.elapsed_ms(self.now) <= on.elapsed_ms(at)
            if on.phase is Phase.OPEN and not on.paused and on.deadline_at is not None:
                assert after.deadline_at is not None
                assert after.deadline_at - self.now >= on.deadline_at - at

    @rule(edited=st.sampled_from(SCRIPTS))
    def edit(self, edited: Script) -> None:
        self.script = edited
        self.state = self.state.with_script(edited)
        self.replayed = self.replayed.with_script(edited)
        self.try_to(cmd.NoteContentChanged())

    @precondition(lambda self: self.log)
    @rule(place=st.integers(0, 10_000), field=st.sampled_from(["kind", "hash", "actor", "data"]))
    def tamper(self, place: int, field: str) -> None:
        at = place % len(self.log)
        entry = self.log[at]
        forged: Any = {"at": 1} if field == "data" else flipped(getattr(entry, field), place)
        changed = [*self.log]
        changed[at] = replace(entry, **{field: forged})
        assert first_fault(self.log) is None
        assert first_fault(changed) == entry.seq

    @rule(
        floor_id=floors,
        moderator=moderators,
        looks=st.booleans(),
        item_id=st.sampled_from(["i", "ii", "iii", None, "gone"]),
    )
    def take_item(self, floor_id: str, moderator: str, looks: bool, item_id: str | None) -> None:
        if item_id is None:
            self.step(cmd.LeaveItem, moderator, looks, floor_id=floor_id)
            return
        self.step(cmd.TakeItem, moderator, looks, floor_id=floor_id, item_id=item_id)

    @rule(floor_id=floors, activity_id=ids, closing=st.booleans())
    def aside(self, floor_id: str, activity_id: str, closing: bool) -> None:
        stages = {each.id: each.history for each in self.state.floors.values()}
        if closing:
            self.try_to(cmd.CloseAside(floor_id=floor_id, activity_id=activity_id))
        else:
            fresh_ids = (self.fresh_id(), self.fresh_id(), self.fresh_id())
            opening = cmd.OpenAside(floor_id=floor_id, activity_id=activity_id, round_ids=fresh_ids)
            self.try_to(opening)
        assert stages == {each.id: each.history for each in self.state.floors.values()}

    # --- how it is done ----------------------------------------------------------------------

    def fresh_id(self) -> str:
        self.asked += 1
        return f"r{self.asked}"

    def round_id(self, place: int) -> str:
        known = list(self.state.rounds)
        return known[-1 - place] if place < len(known) else "no such round"

    def answered(self) -> frozenset[str]:
        return frozenset(self.answers)

    def step(self, kind: Any, moderator: str, looks: bool, **args: Any) -> None:
        """A step with the `rev` that this moderator saw last; only an old one is stale."""
        place = (moderator, args["floor_id"])
        stands_at = self.state.floors[args["floor_id"]].moved_seq
        if looks:
            self.seen[place] = stands_at
        rev = self.seen.get(place, 0)
        try:
            self.carry_out(kind(rev=rev, **args))
        except Stale:
            assert rev < stands_at
        except QuizappError:
            assert rev >= stands_at

    def try_to(self, command: cmd.Command) -> bool:
        try:
            return bool(self.carry_out(command))
        except QuizappError:
            return False

    def carry_out(self, command: cmd.Command) -> tuple[ev.Event, ...]:
        happened = decide(self.state, command, self.now)
        last = self.log[-1].hash if self.log else GENESIS
        self.log.extend(record("event", self.state.seq, last, happened, "server"))
        for event in happened:
            before, self.state = self.state, evolve(self.state, event)
            self.moved_along_edges(before)
        return happened

    def moved_along_edges(self, before: EventState) -> None:
        for round_id in {**before.rounds, **self.state.rounds}:
            was, now = before.rounds.get(round_id), self.state.rounds.get(round_id)
            edge = (was and was.phase, now and now.phase)
            aside = edge == (None, Phase.OPEN) and now is not None and now.aside
            assert edge[0] is edge[1] or edge in EDGES or aside
            if edge == (Phase.ASKED, Phase.OPEN) or aside:
                self.ran_ms[round_id] = 0
            assert now is not None or round_id not in self.answers
            if was and now and Phase.OPEN not in edge:
                assert was.extra == now.extra, "what was earned in time stays earned"

    def folded_anew(self) -> EventState:
        events = (decode(entry.kind, entry.data) for entry in self.log)
        return fold(fresh("event", self.script), events)

    def redo_brings_it_back(self, floor_id: str | None) -> None:
        """Undoing what an undo did, twice, changes nothing that anyone can see."""
        if isinstance(last_act(self.state, floor_id), ev.RoundExtended):
            return  # the time that was there once may be over
        state = self.state
        for _ in range(2):
            again = cmd.Undo(floor_id=floor_id, answered=self.answered())
            state = fold(state, decide(state, again, self.now))
        assert {f.id: f.history for f in state.floors.values()} == {
            f.id: f.history for f in self.state.floors.values()
        }
        assert {r.id: (r.phase, r.voided, r.paused) for r in state.rounds.values()} == {
            r.id: (r.phase, r.voided, r.paused) for r in self.state.rounds.values()
        }
        assert state.activities == self.state.activities
        assert {f.id: f.item_id for f in state.floors.values()} == {
            f.id: f.item_id for f in self.state.floors.values()
        }
        if not isinstance(last_act(self.state, floor_id), ev.FloorEvent | ev.RoundEvent):
            return
        assert {f.id: (f.asking.session_id, f.asking.open) for f in state.floors.values()} == {
            f.id: (f.asking.session_id, f.asking.open) for f in self.state.floors.values()
        }

    def teardown(self) -> None:
        assert self.folded_anew() == self.state
        assert first_fault(self.log) is None

    # --- what always holds -------------------------------------------------------------------

    @invariant()
    def log_is_the_state(self) -> None:
        """Another process, told of each entry by the log, is always where this one is."""
        news = self.log[self.replayed.seq :]
        self.replayed = fold(self.replayed, (decode(each.kind, each.data) for each in news))
        assert self.replayed == self.state
        assert self.state.seq == len(self.log)
        assert not news or news[-1].seq == len(self.log)

    @invariant()
    def what_runs_is_on_stage(self) -> None:
        running = [
            on
            for on in self.state.rounds.values()
            if (on.phase is Phase.OPEN and not on.aside)
            or (on.phase is Phase.ASKED and on.rules.answerable and not on.voided)
        ]
        assert len({on.floor_id for on in running}) == len(running)
        for on in running:
            assert self.state.floors[on.floor_id].head.round_id == on.id
            assert not on.voided

    @invariant()
    def what_is_beside_the_stage_is_on_none(self) -> None:
        """It is open together, without an end of its own, and shown from its reveal on."""
        on_stages = {
            shown.round_id for floor in self.state.floors.values() for shown in floor.history
        }
        for on in self.state.rounds.values():
            if not on.aside:
                continue
            was = self.state.run_of(on.activity_id)
            assert on.phase is not Phase.ASKED
            assert on.deadline_at is None
            assert not on.closes_early
            assert on.revealed() or on.id not in on_stages
            if on.phase is Phase.OPEN:
                assert (was.aside, was.run) == (True, on.run)
        for activity_id, was in self.state.activities.items():
            assert not was.aside or (not was.finished and self.state.host(activity_id) is None)

    @invariant()
    def each_floor_has_one_item_at_most(self) -> None:
        now = {
            visit.floor_id: visit.item_id for visit in self.state.visits if visit.ended_at is None
        }
        assert len(now) == sum(visit.ended_at is None for visit in self.state.visits)
        for floor in self.state.floors.values():
            assert now.get(floor.id) == floor.item_id
        for visit in self.state.visits:
            assert visit.ended_at is None or visit.began_at <= visit.ended_at

    @invariant()
    def slides_stay_as_they_are_asked(self) -> None:
        for on in self.state.rounds.values():
            if not on.rules.answerable:
                assert (on.phase, on.opens_at, on.voided) == (Phase.ASKED, None, False)
                assert on.id not in self.answers

    @invariant()
    def no_proxy_is_passed_on(self) -> None:
        assert not self.state.proxies.keys() & set(self.state.proxies.values())

    @invariant()
    def times_are_sane(self) -> None:
        for on in self.state.rounds.values():
            if on.opened_at is None:
                assert on.elapsed_ms(self.now) == 0
                continue
            assert on.deadline_at is None or on.deadline_at >= on.opened_at
            assert 0 <= on.stopped_ms <= self.now - on.opened_at
            assert on.elapsed_ms(self.now) == self.ran_ms[on.id]

    @invariant()
    def stages_are_sane(self) -> None:
        heads = [f.head.activity_id for f in self.state.floors.values() if f.head.running]
        assert len(set(heads)) == len(heads)
        for floor in self.state.floors.values():
            assert 0 <= floor.cursor < len(floor.history)
            for shown in floor.history:
                assert (shown.kind is Kind.ROUND) == (shown.round_id is not None)
                assert (shown.kind is Kind.BREATHER) == (shown.ends_at is not None)
                assert shown.kind is not Kind.BREATHER or shown is floor.head
                assert shown.round_id is None or shown.round_id in self.state.rounds
            on = self.state.rounds.get(floor.head.round_id or "")
            assert on is None or (floor.head.phase, on.floor_id) == (on.phase, floor.id)

    @invariant()
    def no_dead_end(self) -> None:
        """The big button always works, and is missing only where nothing is left to start."""
        for floor in self.state.floors.values():
            step, _ = preview(self.state, floor.id)
            assert step == next_step(self.state, floor.id)
            if step is None:
                assert not floor.head.running
                assert not self.startable(floor)
                continue
            command = cmd.NextStep(floor_id=floor.id, rev=floor.moved_seq, round_id="next")
            on = self.state.rounds.get(floor.head.round_id or "")
            if step.kind is StepKind.REVEAL and on is not None and on.uncounted:
                self.waits_for_the_count(command, on)
                continue
            after = fold(self.state, decide(self.state, command, self.now))
            assert after.floors[floor.id] != floor
            possible(self.state, floor.id, self.now, self.answered())

    def waits_for_the_count(self, command: cmd.NextStep, on: Round) -> None:
        """Only the count is missing."""
        with pytest.raises(NotCountedYet):
            decide(self.state, command, self.now)
        counted = cmd.CountBallots(round_id=on.id, voted=3, digest="d")
        after = fold(self.state, decide(self.state, counted, self.now))
        assert decide(after, command, self.now)

    @invariant()
    def secret_rounds_keep_their_secret(self) -> None:
        """Closed for good, no figure before the count, none at all while it is open."""
        for on in self.state.rounds.values():
            if on.secret:
                assert not on.reopened
                assert not on.revealed() or on.voted is not None
                assert on.shows_results() == on.revealed()
                assert on.voted is None or on.phase not in (Phase.ASKED, Phase.OPEN)

    def startable(self, floor: FloorState) -> bool:
        mine = ("", floor.id)
        return any(
            each.questions
            and not self.state.run_of(each.id).finished
            and not self.state.run_of(each.id).aside
            and self.script.floor_of(each) in (None, floor.id)
            and self.state.run_of(each.id).floor_id in mine
            and self.state.host(each.id) is None
            for each in self.script.activities
        )


def flipped(text: str, place: int) -> str:
    """The text with one bit of one character turned."""
    at = place % len(text)
    return text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]


TestShow = Show.TestCase
TestShow.settings = settings(stateful_step_count=60)
