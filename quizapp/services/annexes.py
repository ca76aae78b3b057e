"""Puts the annex of a summary record together. Computed anew from log and tables at each call."""

from __future__ import annotations

from quizapp.domain.annex import (
    Annex,
    AnnexActivity,
    AnnexItem,
    AnnexQuestion,
    AnnexRound,
    AskedState,
    cited,
)
from quizapp.domain.event import Activity
from quizapp.domain.qa import FloorQuestion, Standing, by_votes
from quizapp.domain.report import ReportRound
from quizapp.domain.vote_record import VoteRecord
from quizapp.services.floor_questions import FloorQuestions
from quizapp.services.live import Live
from quizapp.services.ports import Clock
from quizapp.services.reports import Reports
from quizapp.services.votes import Votes


class Annexes:
    """Makes annexes."""

    def __init__(
        self,
        live: Live,
        reports: Reports,
        votes: Votes,
        questions: FloorQuestions,
        clock: Clock,
    ) -> None:
        self._live = live
        self._reports = reports
        self._votes = votes
        self._questions = questions
        self._clock = clock

    def annex(self, event_id: str) -> Annex:
        """What the room has done up to now; raises `NotFound`."""
        known = self._live.snapshot(event_id)
        event = known.event
        lines = {each.id: each for each in event.agenda}
        activities: dict[str | None, list[AnnexActivity]] = {}
        for each in event.activities:
            home = each.item_id if each.item_id in lines else None
            activities.setdefault(home, []).extend(self._runs(event_id, each))
        asked: dict[str | None, list[AnnexQuestion]] = {}
        for book in self._questions.sessions(event_id):
            item_id = book.session.item_id
            home = item_id if item_id in lines else None
            questions = by_votes(tuple(book.questions))
            asked.setdefault(home, []).extend(_asked(each) for each in questions if _kept(each))
        items = (
            AnnexItem(
                line=lines[item_id] if item_id is not None else None,
                number=cited(lines[item_id], lines) if item_id is not None else "",
                activities=tuple(activities.get(item_id, ())),
                questions=tuple(asked.get(item_id, ())),
            )
            for item_id in (*lines, None)
        )
        return Annex(
            event_slug=event.slug,
            title=event.title,
            theme=event.theme,
            days=event.days,
            time_zone=event.time_zone,
            generated_at=self._clock.now(),
            log_hash=known.hash,
            items=tuple(each for each in items if each.activities or each.questions),
        )

    def _runs(self, event_id: str, activity: Activity) -> list[AnnexActivity]:
        runs = self._reports.runs(event_id, activity.id)
        made: list[AnnexActivity] = []
        for run in runs:
            report = self._reports.report(event_id, activity.id, run)
            rounds = tuple(
                AnnexRound(each, self._vote(event_id, each))
                for each in report.rounds
                if each.question.answerable
            )
            if rounds:
                shown = run if len(runs) > 1 else 0
                made.append(
                    AnnexActivity(
                        activity.id, activity.title, activity.kind, shown, report.joined, rounds
                    )
                )
        return made

    def _vote(self, event_id: str, on: ReportRound) -> VoteRecord | None:
        voting = on.voting
        revealed = self._live.state(event_id).rounds[on.round_id].revealed()
        if not revealed or not (voting.secret or voting.formal or voting.by_seat):
            return None
        return self._votes.record(event_id, on.round_id)


def _kept(question: FloorQuestion) -> bool:
    """What a moderator put away, or nobody but they have read, is not on record."""
    return question.shown


def _asked(question: FloorQuestion) -> AnnexQuestion:
    by = ", ".join(each for each in (question.name, question.delegation) if each)
    answered = question.standing is Standing.ANSWERED
    state = AskedState.ANSWERED if answered else AskedState.NOT_ANSWERED
    return AnnexQuestion(question.text, by, question.votes, state, question.edited)
