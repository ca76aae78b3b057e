"""What a phone is sent (docs/protocol.md), made up: one entry for each thing that it can show.

A story is `(state, me)`; times are relative to `NOW`, which the page's clock takes as the present.
`longer` doubles every text of the content, as a wordy language would.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.browser import type_states, written_states

Payload = dict[str, Any]
Story = tuple[Payload, Payload]

PROMPT = "Which article of the WTO Trade Facilitation Agreement asks each member for a national committee?"
OPTIONS = ["Article 1", "Article 6.3", "Article 10.4", "Article 23.2"]
MEASURES = [
    "Publish the integrity policy",
    "Rotate officers in risky posts",
    "Open a confidential reporting line",
    "Audit the clearance decisions",
]
STATEMENTS = [
    "Our code of conduct is known to every officer",
    "Reporting corruption is safe where I work",
    "Managers act on what is reported",
]


def now() -> int:
    """Wall clock in milliseconds, as the server would send it."""
    return int(time.time() * 1000)


def listed(texts: list[str], prefix: str = "") -> list[Payload]:
    """`[{id, text}]` with ids a, b, c, or prefix and number."""
    return [
        {"id": f"{prefix}{i + 1}" if prefix else "abcdefgh"[i], "text": text}
        for i, text in enumerate(texts)
    ]


QUESTIONS: Mapping[str, Payload] = {
    "single_choice": {"prompt": PROMPT, "options": listed(OPTIONS)},
    "multiple_choice": {
        "prompt": "Which of these are key factors of the Revised Arusha Declaration? Select all that apply.",
        "options": listed(
            [
                "Regulatory Framework",
                "International Arbitration",
                "Whistle-blower Rewards",
                "Audit and Investigation",
                "Code of Conduct",
            ]
        ),
        "min": 1,
        "max": 5,
    },
    "scale": {
        "prompt": "How far do you agree?",
        "statements": listed(STATEMENTS, "s"),
        "start": 1,
        "steps": 5,
        "low": "Not at all",
        "high": "Completely",
    },
    "ordering": {
        "prompt": "Put these measures in the order in which you would take them.",
        "items": listed(MEASURES),
    },
    "word_cloud": {
        "prompt": "What comes to your mind when you hear “integrity”?",
        "max_words": 3,
        "max_length": 30,
    },
    **type_states.QUESTIONS,
}
TALLIES: Mapping[str, Payload] = {
    "single_choice": {
        "shape": "counts",
        "voters": 85,
        "counts": {"a": 7, "b": 11, "c": 18, "d": 49},
    },
    "multiple_choice": {
        "shape": "counts",
        "voters": 85,
        "counts": {"a": 70, "b": 11, "c": 18, "d": 49, "e": 80},
    },
    "scale": {
        "shape": "numbers",
        "voters": 85,
        "rows": {
            f"s{i}": {
                "histogram": {"1": 3, "2": 9, "3": 20 + i, "4": 35, "5": 18 - i},
                "voters": 85,
                "mean": 3.6 - i / 5,
                "median": 4,
            }
            for i in (1, 2, 3)
        },
    },
    "ordering": {
        "shape": "ranks",
        "voters": 85,
        "exact": 0,
        "rows": {
            "a": {"places": [40, 30, 10, 5], "mean": 1.76},
            "b": {"places": [10, 10, 25, 40], "mean": 3.12},
            "c": {"places": [25, 35, 15, 10], "mean": 2.12},
            "d": {"places": [10, 10, 35, 30], "mean": 3.0},
        },
    },
    "word_cloud": {
        "shape": "texts",
        "voters": 85,
        "groups": [
            {"key": word.lower(), "text": word, "count": count}
            for word, count in [
                ("Trust", 24),
                ("Honesty", 18),
                ("Transparency", 15),
                ("الشفافية", 11),
                ("Courage", 8),
                ("Responsibility", 5),
                ("Доверие", 4),
                ("Example", 2),
                ("Leadership from the very top", 1),
            ]
        ],
    },
    **type_states.TALLIES,
}
KEYS: Mapping[str, Payload] = {
    "single_choice": {"correct": ["d"]},
    "multiple_choice": {"correct": ["a", "d", "e"]},
    "ordering": {"order": ["a", "c", "d", "b"]},
    **type_states.KEYS,
}
SCORE: Payload = {
    "points": 3500,
    "right": 4,
    "place": 6,
    "shared": False,
    "of": 87,
    "gap": 120,
    "gap_place": 5,
}


def longer(value: Any) -> Any:
    """The same content in a language that takes twice the room."""
    texts = {"text", "prompt", "title", "theme", "low", "high", "explanation", "source", "name"}
    texts |= {f"{axis}_{name}" for axis in "xy" for name in ("name", "low", "high")}
    if isinstance(value, list):
        return [longer(each) for each in value]
    if isinstance(value, dict):
        return {
            key: f"{each} {each}"
            if key in texts and isinstance(each, str) and each
            else longer(each)
            for key, each in value.items()
        }
    return value


def state(kind: str = "lobby", rev: int = 1, **more: Any) -> Payload:
    """The common part of a phone's `state`."""
    return {
        "rev": rev,
        "now": now(),
        "kind": kind,
        "event": {
            "title": "Integrity Sub-Committee",
            "theme": "17th meeting of the Integrity Sub-Committee",
            "code": "482913",
            "languages": ["en", "fr", "es", "ar", "ru", "pt"],
            "join": "nickname",
            "locked": False,
            "rehearsal": False,
        },
        "activity": None,
        "round": None,
        **more,
    }


def me(rev: int = 1, **more: Any) -> Payload:
    """`me` between rounds."""
    return {
        "rev": rev,
        "participant": {"number": 41, "name": "Ada", "language": "en", "seed": 7},
        "round": None,
        "score": None,
        **more,
    }


def activity(kind: str = "quiz") -> Payload:
    """The quiz of the mock-ups, or a poll."""
    title = "Integrity Quiz" if kind == "quiz" else "Integrity tests"
    return {
        "id": "a1",
        "kind": kind,
        "title": title,
        "count": 15 if kind == "quiz" else 1,
        "scoring": "accuracy",
    }


def round_of(
    question_type: str, beat: str, *, kind: str = "quiz", seconds: int | None = 12, **more: Any
) -> Payload:
    """A round of a quiz or poll at a beat, with 12 of 20 seconds left unless told otherwise."""
    question = {"lang": "en", "type": question_type, **QUESTIONS[question_type]}
    if beat == "asked":
        question = {name: question[name] for name in ("lang", "type", "prompt")}
    deadline = None if seconds is None else now() + seconds * 1000
    quiz = kind == "quiz"
    shown = beat in {"revealed", "ranking"}
    tally = TALLIES[question_type]
    return {
        "id": f"r-{question_type}",
        "number": 4 if quiz else 1,
        "count": 15 if quiz else 1,
        "beat": beat,
        "phase": beat,
        "voided": False,
        "question": question,
        "opens_at": now() + 4000 if beat == "asked" else None,
        "opened_at": None if beat == "asked" else now() - 8000,
        "deadline_at": deadline if beat == "open" else None,
        "limit_ms": None if seconds is None else 20_000,
        "paused": False,
        "left_ms": None,
        "points": 1000 if quiz else 0,
        "scoring": "accuracy",
        "graded": quiz,
        "answerable": True,
        "changeable": not quiz,
        "results": {"tally": tally, "answered": 85, "right": 49 if quiz else None}
        if shown
        else None,
        "reveal": {
            "key": KEYS.get(question_type, {}) if quiz else {},
            "explanation": "Each member sets up or keeps a national committee on trade facilitation, or names an existing body."
            if quiz
            else "",
            "source": "Agreement on Trade Facilitation, Article 23.2, WTO" if quiz else "",
        }
        if shown
        else None,
        **more,
    }


def in_round(
    question_type: str,
    beat: str,
    *,
    kind: str = "quiz",
    mine: Payload | None = None,
    score: Payload | None = None,
    **more: Any,
) -> Story:
    """`state` and `me` of a round; `mine` changes what the phone knows of itself in it."""
    on = round_of(question_type, beat, kind=kind, **more)
    own = {
        "id": on["id"],
        "answer": None,
        "number": 0,
        "deadline_at": on["deadline_at"],
        "result": None,
        **(mine or {}),
    }
    return state("round", activity=activity(kind), round=on), me(round=own, score=score)


def result(
    answered: bool = True, right: bool | None = True, share: float | None = 1, points: int = 1000
) -> Payload:
    """A verdict of `me`."""
    return {"answered": answered, "right": right, "share": share, "points": points}


TEAM = {"id": "t2", "name": "Northern delegation"}
TEAM_SCORE = {**SCORE, "team": {"points": 2750, "place": 2, "shared": False, "of": 6}}
BY_TEAM = {
    "rows": [
        {"id": "t1", "name": "Southern delegation", "also": None, "answered": 12, "right": 11},
        {"id": "t2", "name": "Northern delegation", "also": None, "answered": 9, "right": 6},
        {"id": "t3", "name": "Eastern delegation", "also": None, "answered": 4, "right": 0},
    ],
    "of": 3,
}


def in_team(kind: str = "lobby", *, fixed: bool = False, **more: Any) -> Story:
    """A phone that is in a team, between rounds."""
    said, mine = state(kind, **more), me(score=TEAM_SCORE if more else None)
    said["event"]["teams"] = {"mode": "delegation", "fixed": fixed}
    mine["participant"]["team"] = TEAM
    return said, mine


def teamed(story: Story, **result: Any) -> Story:
    """A round's story, told to somebody in a team."""
    said, mine = story
    said["event"]["teams"] = {"mode": "delegation", "fixed": True}
    said["round"]["by_team"] = BY_TEAM
    mine["participant"]["team"] = TEAM
    mine["round"]["result"] |= result
    return said, mine


def past(number: int, **more: Any) -> Payload:
    """A round as `history` brings it."""
    return {
        "id": f"r{number}",
        "number": number,
        "prompt": PROMPT,
        "voided": False,
        "graded": True,
        "answer": "Article 23.2",
        "right": True,
        "share": 1.0,
        "points": 1000,
        "key": "Article 23.2",
        "explanation": "Each member sets up or keeps a national committee on trade facilitation.",
        "source": "Agreement on Trade Facilitation, Article 23.2, WTO",
        **more,
    }


PAST = [
    past(1),
    past(2, answer="Article 6.3", right=False, share=0.0, points=0, explanation="", source=""),
    past(3, answer=None, right=False, share=None, points=0),
    past(4, voided=True, points=0),
    past(5, graded=False, right=None, share=None, points=0, key="", answer="Trust, الشفافية"),
]

VOTING = {
    "by": "phones",
    "secrecy": "secret",
    "names_to": "moderators",
    "group_by": "none",
    "k": 5,
    "majority": "none",
    "quorum": 0,
    "elects": 0,
}
PROOF = {"seq": 41, "head": "3f2a91bc77de0a41" * 4, "digest": "d" * 64, "salt": None}


def ballot(beat: str, mine: Payload | None = None, **more: Any) -> Story:
    """A secret vote without a time limit."""
    values: Payload = {"voting": VOTING, "voted": None, "suppressed": False, "proof": None, **more}
    said, own = in_round("single_choice", beat, kind="poll", seconds=None, mine=mine, **values)
    said["round"]["changeable"] = False
    return said, own


def seated(story: Story) -> Story:
    """The same to a phone that sits on a seat, where regions are told apart."""
    said, own = story
    said["round"]["voting"] = {**VOTING, "by": "seats", "group_by": "region"}
    own["participant"]["seat"] = {"delegation": "Northern delegation", "name": "", "votes": True}
    return said, own


VOTED = {"voted": True, "number": 1}

STORIES: Mapping[str, Callable[[], Story]] = {
    "ballot-open": lambda: ballot("open"),
    "ballot-open-seat": lambda: seated(ballot("open")),
    "ballot-voted": lambda: ballot("open", VOTED),
    "ballot-closed": lambda: ballot("closed", VOTED),
    "ballot-closed-none": lambda: ballot("closed", voted=49, proof=PROOF),
    "ballot-revealed": lambda: ballot(
        "revealed", VOTED, voted=85, proof=PROOF | {"salt": "s" * 43}
    ),
    "ballot-suppressed": lambda: ballot(
        "revealed", VOTED, voted=4, suppressed=True, results=None, proof=PROOF
    ),
    "lobby": lambda: (state(), me()),
    "lobby-anonymous": lambda: (
        state(),
        me(participant={"number": 41, "name": "", "language": "en"}),
    ),
    "idle": lambda: (state("idle"), me()),
    "lobby-longer": lambda: (
        state(),
        me(participant={"number": 41, "name": "Ada", "language": "en", "extra_time": 15}),
    ),
    "idle-past": lambda: (state("idle"), me(past=3)),
    "open-longer": lambda: in_round(
        "single_choice",
        "open",
        seconds=0,
        mine={"deadline_at": now() + 9_000, "limit_ms": 45_000},
        extra=2,
    ),
    "over-saved": lambda: in_round(
        "single_choice", "open", seconds=-5, mine={"answer": "b", "number": 1}, extra=2
    ),
    "over-none": lambda: in_round("single_choice", "open", seconds=-5, extra=1),
    "intro-quiz": lambda: (state("intro", activity=activity()), me()),
    "intro-poll": lambda: (state("intro", activity=activity("poll")), me()),
    "asked": lambda: in_round("single_choice", "asked"),
    "open-single": lambda: in_round("single_choice", "open"),
    "open-single-eight": lambda: in_round(
        "single_choice",
        "open",
        question={
            "lang": "en",
            "type": "single_choice",
            "prompt": PROMPT,
            "options": listed(
                [f"Option number {i}, with a few more words to it" for i in range(1, 9)]
            ),
        },
    ),
    "open-single-saved": lambda: in_round(
        "single_choice", "open", mine={"answer": "d", "number": 1}
    ),
    "open-multiple": lambda: in_round("multiple_choice", "open"),
    "open-scale": lambda: in_round("scale", "open", kind="poll", seconds=None),
    "open-scale-eleven": lambda: in_round(
        "scale",
        "open",
        kind="poll",
        seconds=None,
        question={
            "lang": "en",
            "type": "scale",
            "prompt": "How likely are you to recommend this meeting?",
            "statements": [{"id": "s1", "text": ""}],
            "start": 0,
            "steps": 11,
            "low": "Not at all",
            "high": "Certainly",
        },
    ),
    "open-ordering": lambda: in_round("ordering", "open"),
    "open-words": lambda: in_round("word_cloud", "open", kind="poll", seconds=None),
    "open-poll-saved": lambda: in_round(
        "single_choice", "open", kind="poll", seconds=None, mine={"answer": "b", "number": 1}
    ),
    "paused": lambda: in_round(
        "single_choice", "open", paused=True, deadline_at=None, left_ms=9000
    ),
    "closed": lambda: in_round("single_choice", "closed", mine={"answer": "d", "number": 1}),
    "closed-none": lambda: in_round("single_choice", "closed"),
    "revealed-right": lambda: in_round(
        "single_choice",
        "revealed",
        mine={"answer": "d", "number": 1, "result": result()},
        score=SCORE,
    ),
    "revealed-wrong": lambda: in_round(
        "single_choice",
        "revealed",
        mine={"answer": "b", "number": 1, "result": result(right=False, share=0, points=0)},
        score=SCORE,
    ),
    "revealed-part": lambda: in_round(
        "multiple_choice",
        "revealed",
        mine={
            "answer": ["a", "b", "e"],
            "number": 1,
            "result": result(right=False, share=0.333, points=333),
        },
        score=SCORE,
    ),
    "revealed-none": lambda: in_round(
        "single_choice",
        "revealed",
        mine={"result": result(answered=False, right=False, share=0, points=0)},
        score=SCORE,
    ),
    "revealed-order": lambda: in_round(
        "ordering",
        "revealed",
        mine={
            "answer": ["a", "d", "c", "b"],
            "number": 1,
            "result": result(right=False, share=0.66, points=660),
        },
        score=SCORE,
    ),
    "voided": lambda: in_round(
        "single_choice",
        "revealed",
        voided=True,
        mine={"answer": "d", "number": 1, "result": result(points=0)},
        score=SCORE,
    ),
    "ranking": lambda: in_round(
        "single_choice",
        "ranking",
        mine={"answer": "d", "number": 1, "result": result()},
        score=SCORE,
    ),
    "poll-counts": lambda: in_round(
        "single_choice", "revealed", kind="poll", mine={"answer": "b", "number": 1}
    ),
    "poll-numbers": lambda: in_round(
        "scale", "revealed", kind="poll", mine={"answer": {"s1": 4, "s2": 3, "s3": 2}, "number": 1}
    ),
    "poll-ranks": lambda: in_round("ordering", "revealed", kind="poll"),
    "poll-texts": lambda: in_round("word_cloud", "revealed", kind="poll"),
    "slide": lambda: in_round(
        "single_choice",
        "asked",
        seconds=None,
        answerable=False,
        opens_at=None,
        question={"lang": "en", **written_states.SLIDE},
    ),
    **{
        f"open-{kind}": partial(in_round, kind, "open", kind="poll", seconds=None)
        for kind in type_states.ANSWERS
    },
    **{
        f"revealed-{kind}": partial(
            in_round,
            kind,
            "revealed",
            mine={
                "answer": type_states.ANSWERS[kind],
                "number": 1,
                "result": result(right=False, share=0, points=0),
            },
            score=SCORE,
        )
        for kind in ("short_text", "number")
    },
    "open-matching": lambda: in_round("matching", "open"),
    "open-pin": lambda: in_round("pin_on_image", "open"),
    "open-ranking": lambda: in_round("ranking", "open", kind="poll", seconds=None),
    "open-points": lambda: in_round("points", "open", kind="poll", seconds=None),
    "open-grid": lambda: in_round("grid", "open", kind="poll", seconds=None),
    **{
        f"saved-{kind}": partial(
            in_round, kind, "open", kind="poll", seconds=None, mine={"answer": answer, "number": 1}
        )
        for kind, answer in type_states.ANSWERS.items()
    },
    "revealed-matching": lambda: in_round(
        "matching",
        "revealed",
        mine={
            "answer": type_states.ANSWERS["matching"],
            "number": 1,
            "result": result(right=False, share=0.375, points=375),
        },
        score=SCORE,
    ),
    "revealed-pin": lambda: in_round(
        "pin_on_image",
        "revealed",
        mine={
            "answer": type_states.ANSWERS["pin_on_image"],
            "number": 1,
            "result": result(right=False, share=0, points=0),
        },
        score=SCORE,
    ),
    **{
        f"poll-{kind}": partial(
            in_round, kind, "revealed", kind="poll", mine={"answer": answer, "number": 1}
        )
        for kind, answer in type_states.ANSWERS.items()
    },
    "lobby-team": in_team,
    "intro-streak": lambda: (state("intro", activity=activity() | {"streak": True}), me()),
    "intro-double": lambda: (state("intro", activity=activity() | {"scoring": "double"}), me()),
    "revealed-team": lambda: teamed(
        in_round(
            "single_choice",
            "revealed",
            mine={"answer": "d", "number": 1, "result": result()},
            score=TEAM_SCORE,
        ),
        streak={"length": 3, "bonus": 200},
    ),
    "ranking-team": lambda: teamed(
        in_round(
            "single_choice",
            "ranking",
            mine={"answer": "d", "number": 1, "result": result()},
            score=TEAM_SCORE,
        )
    ),
    "breather": lambda: in_team(
        "breather",
        fixed=True,
        activity=activity(),
        breather={"ends_at": now() + 8_500, "number": 5, "count": 15},
    ),
    "breather-early": lambda: (
        state(
            "breather",
            activity=activity(),
            breather={"ends_at": now(), "number": 2, "count": 15},
        ),
        me(),
    ),
    "podium-team": lambda: in_team("podium", fixed=True, activity=activity()),
    "podium": lambda: (state("podium", activity=activity()), me(score=SCORE)),
    "podium-first": lambda: (
        state("podium", activity=activity()),
        me(score={**SCORE, "place": 1, "gap": None, "gap_place": None}),
    ),
}
