"""A run of an activity as it leaves the house. Computed anew from log and table at each call."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from quizapp import runtime
from quizapp.domain.errors import NotFound
from quizapp.domain.event import Activity, Event, JoinMode, Participant
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.domain.report import (
    NO_TEXT,
    Report,
    ReportAnswer,
    ReportBallots,
    ReportGroup,
    ReportRound,
    ReportStanding,
    ReportTeam,
    ReportTexts,
)
from quizapp.domain.seats import by_id
from quizapp.domain.streaks import Streak
from quizapp.domain.tallies import Tally
from quizapp.domain.text import LocalizedText
from quizapp.services.live import Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Clock
from quizapp.services.results import Mark, Results, counting_rounds
from quizapp.services.secret_results import SecretResult
from quizapp.services.teams import teams_of, teams_ranked
from quizapp.services.texts import TextLook, TextLooks

AT_ONCE = 1000
"""Answers that are put into a report before others are let in."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Who may be told apart in the report, and the names of their teams."""

    people: Mapping[str, Participant]
    teams: Mapping[str, LocalizedText]


class Reports:
    """Makes reports."""

    def __init__(
        self,
        live: Live,
        results: Results,
        participants: Participants,
        clock: Clock,
        looks: TextLooks,
    ) -> None:
        self._looks = looks
        self._live = live
        self._results = results
        self._participants = participants
        self._clock = clock

    def runs(self, event_id: str, activity_id: str) -> tuple[int, ...]:
        """Runs of the activity so far, the first is 1."""
        return tuple(range(1, self._live.state(event_id).run_of(activity_id).run + 1))

    def report(self, event_id: str, activity_id: str, run: int) -> Report:
        """The report of one run; raises `NotFound`.

        Rounds that are still open are left out: their figures may not be seen yet.
        """
        known = self._live.snapshot(event_id)
        event, state = known.event, known.state
        activity = _activity(event, activity_id)
        if not 1 <= run <= state.run_of(activity_id).run:
            raise NotFound(what="run")
        everyone = self._participants.all(event_id)
        named = event.join is not JoinMode.ANONYMOUS
        # Whoever joined before the event asked for names stays anonymous.
        people = {key: each for key, each in everyone.items() if named and each.name}
        named_ones = _Named(people, _team_names(event, state, people))
        done = [
            each
            for each in state.rounds_of(activity_id, run)
            if each.phase not in (Phase.ASKED, Phase.OPEN) or not each.rules.answerable
        ]
        counting = {each.id for each in state.counting(activity_id, run)}
        return Report(
            event_slug=event.slug,
            event_title=event.title,
            activity_slug=activity.slug,
            activity_title=activity.title,
            kind=activity.kind,
            scoring=activity.scoring,
            run=run,
            named=named,
            joined=len(everyone.keys() - state.removed),
            generated_at=self._clock.now(),
            log_hash=known.hash,
            rounds=tuple(self._round(state, on, on.id in counting, named_ones) for on in done),
            standings=self._standings(state, activity, run, named_ones),
            teams=self._teams(event, state, activity, run, everyone),
        )

    def _round(self, state: EventState, on: Round, counts: bool, named: _Named) -> ReportRound:
        result = self._results.of_round(state, on) if on.rules.answerable else None
        counted = counting_rounds(state, on.activity_id, on.run, None)
        in_a_row = self._results.streaks(state, counted).get(on.id, {})
        closing = self._live.snapshot(state.event_id).closings.get(on.id)
        return ReportRound(
            round_id=on.id,
            number=on.position + 1,
            question=self._live.graded_question(state.event_id, on),
            amended=on.graded_version != on.version,
            texts=_said(self._looks.look(on), result.tally) if result else ReportTexts(),
            voided=on.voided,
            counts=counts,
            opened_at=on.opened_at,
            closed_at=on.closed_at,
            points=on.rules.worth,
            tally=result.shown if result else None,
            voting=on.rules.voting,
            ballots=_ballots(on, result.secret) if result and result.secret else None,
            head=closing.hash if closing is not None else "",
            answered=result.answered if result else 0,
            right=result.right if result else None,
            answers=self._of_whom(state, on, result.marks, in_a_row, named) if result else (),
        )

    def _of_whom(
        self,
        state: EventState,
        on: Round,
        marks: Mapping[str, Mark],
        in_a_row: Mapping[str, Streak],
        named: _Named,
    ) -> tuple[ReportAnswer, ...]:
        """Where seats vote by name, a seat is told by its number and its delegation."""
        if not on.rules.voting.by_seat:
            return _answers(marks, in_a_row, named)
        seats = by_id(self._live.event(state.event_id).seats)
        rows = (
            ReportAnswer(
                number=seats[voter].number,
                name=seats[voter].label,
                answer=mark.answer,
                elapsed_ms=mark.elapsed_ms,
                right=None,
                points=0,
            )
            for voter, mark in marks.items()
            if voter in seats
        )
        return tuple(sorted(rows, key=_order))

    def _teams(
        self,
        event: Event,
        state: EventState,
        activity: Activity,
        run: int,
        everyone: Mapping[str, Participant],
    ) -> tuple[ReportTeam, ...]:
        rounds = counting_rounds(state, activity.id, run, None)
        if not rounds:
            return ()
        standings = self._results.standings(state, activity.id, run)
        ranked = teams_ranked(event, state, tuple(everyone.values()), standings, rounds[-1])
        names = {each.id: each.name for each in event.teams.in_use}
        return tuple(
            ReportTeam(
                place=each.place,
                shared=each.shared,
                name=names[each.team_id],
                members=each.members,
                points=each.points,
                right=round(float(each.right), 2),
            )
            for each in ranked
        )

    def _standings(
        self, state: EventState, activity: Activity, run: int, named: _Named
    ) -> tuple[ReportStanding, ...]:
        return tuple(
            ReportStanding(
                place=each.place,
                shared=each.shared,
                number=named.people[each.voter_id].number,
                name=named.people[each.voter_id].name,
                points=each.points,
                right=each.right,
                right_ms=each.right_ms,
                team=named.teams.get(each.voter_id, NO_TEXT),
            )
            for each in self._results.standings(state, activity.id, run)
            if each.voter_id in named.people
        )


def _ballots(on: Round, secret: SecretResult) -> ReportBallots:
    return ReportBallots(
        digest=on.digest,
        salt=secret.salt,
        suppressed=secret.suppressed,
        groups=tuple(ReportGroup(each.name, each.tally) for each in secret.groups),
        hidden=secret.hidden,
    )


def _said(look: TextLook, tally: Tally) -> ReportTexts:
    return ReportTexts(hidden=look.hidden(tally), titles=dict(look.titles))


def _activity(event: Event, activity_id: str) -> Activity:
    try:
        return event.activity(activity_id)
    except KeyError:
        raise NotFound(what="activity") from None


def _team_names(
    event: Event, state: EventState, people: Mapping[str, Participant]
) -> dict[str, LocalizedText]:
    names = {each.id: each.name for each in event.teams.in_use}
    team_of = teams_of(event, state, people.values())
    return {participant_id: names[team_id] for participant_id, team_id in team_of.items()}


def _answers(
    marks: Mapping[str, Mark], in_a_row: Mapping[str, Streak], named: _Named
) -> tuple[ReportAnswer, ...]:
    """By number where people are named; else by content, and without the time each took."""
    people, teams = named.people, named.teams
    given, rows = tuple(marks.items()), list[ReportAnswer]()
    for start in range(0, len(given), AT_ONCE):
        runtime.sleep(0)  # a report is long, and answers wait for none
        rows += [
            _answer(mark, people.get(voter), in_a_row.get(voter), teams.get(voter, NO_TEXT))
            for voter, mark in given[start : start + AT_ONCE]
        ]
    rows.sort(key=_order)
    return tuple(rows)


def _answer(
    mark: Mark, who: Participant | None, streak: Streak | None, team: LocalizedText
) -> ReportAnswer:
    if who is None:
        return ReportAnswer(None, "", mark.answer, 0, mark.right, 0, 0, team)
    bonus = streak.bonus if streak is not None else 0
    return ReportAnswer(
        *(who.number, who.name, mark.answer, mark.elapsed_ms, mark.right, mark.points, bonus, team)
    )


def _order(row: ReportAnswer) -> tuple[int, str]:
    """The numbers of people are their own: only where there is none the content decides."""
    return (row.number, "") if row.number else (0, json.dumps(row.answer, sort_keys=True))
