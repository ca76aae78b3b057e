"""The whole report as JSON, `quizapp-report/1`, for programs.

The keys, always in this order:

```
{ format, event: {slug, title}, activity: {slug, title, kind, scoring}, run, named, joined,
  generated_at, log_hash,
  rounds: [{ id, number, question, voided, counts, opened_at, closed_at, points,
             answered, right, tally, amended, texts: {hidden: [key], titles: {key: title}},
             answers: [{number, name, answer, elapsed_ms, right, points, bonus, team}],
             voting, head, ballots: {digest, salt, suppressed, groups: [{name, tally}], hidden: [name]} }],
  standings: [{place, shared, number, name, points, right, right_ms, team}],
  teams: [{place, shared, name, members, points, right}] }
```

`title`, `team` and a team's `name` map languages to texts, `question` is as in a bank file, `tally` as in docs/protocol.md (null
for a slide), times are milliseconds since 1970. `answers` and `standings` are empty where nobody gave
a name. `amended`: an answer was accepted after the close, and `question` has the key with it. `texts`
is what the moderator did with typed texts, by the keys of the tally's groups. `voting` says who voted and
what is kept, `head` is the hash of the log's entry with which the round was closed; `ballots` is null but
of a secret round, whose tally is null too until it is revealed, and for ever where fewer than k voted.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from quizapp.domain.report import (
    Report,
    ReportAnswer,
    ReportBallots,
    ReportRound,
    ReportStanding,
)
from quizapp.domain.text import N_, Json
from quizapp.domain.voting import to_data
from quizapp.exports.base import Translate

FORMAT = "quizapp-report/1"


class JsonReport:
    """Plain data, independent of the language asked for."""

    slug = "json"
    label = N_("JSON for programs")
    content_type = "application/json"
    extension = ".json"

    def write(self, report: Report, language: str, translate: Translate) -> bytes:
        return (json.dumps(_report(report), ensure_ascii=False, indent=2) + "\n").encode()


def _report(report: Report) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "event": {"slug": report.event_slug, "title": report.event_title.to_dict()},
        "activity": {
            "slug": report.activity_slug,
            "title": report.activity_title.to_dict(),
            "kind": report.kind,
            "scoring": report.scoring,
        },
        "run": report.run,
        "named": report.named,
        "joined": report.joined,
        "generated_at": report.generated_at,
        "log_hash": report.log_hash,
        "rounds": [_round(each, report.named) for each in report.rounds],
        "standings": [_teamed(each) for each in report.standings if report.named],
        "teams": [asdict(each) | {"name": each.name.to_dict()} for each in report.teams],
    }


def _round(on: ReportRound, named: bool) -> dict[str, Json]:
    return {
        "id": on.round_id,
        "number": on.number,
        "question": on.question.to_dict(),
        "voided": on.voided,
        "counts": on.counts,
        "opened_at": on.opened_at,
        "closed_at": on.closed_at,
        "points": on.points,
        "answered": on.answered,
        "right": on.right,
        "tally": on.tally.to_dict() if on.tally else None,
        "amended": on.amended,
        "texts": {"hidden": sorted(on.texts.hidden), "titles": dict(on.texts.titles)},
        "answers": [_teamed(each) for each in on.answers if named],
        "voting": to_data(on.voting),
        "head": on.head,
        "ballots": None if on.ballots is None else _ballots(on.ballots),
    }


def _ballots(ballots: ReportBallots) -> dict[str, Json]:
    groups: list[Json] = [
        {"name": each.name, "tally": each.tally.to_dict()} for each in ballots.groups
    ]
    return {
        "digest": ballots.digest,
        "salt": ballots.salt,
        "suppressed": ballots.suppressed,
        "groups": groups,
        "hidden": list(ballots.hidden),
    }


def _teamed(line: ReportAnswer | ReportStanding) -> dict[str, Json]:
    return asdict(line) | {"team": line.team.to_dict() or None}
