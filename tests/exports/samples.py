"""Reports to be exported: one that names people, one that does not, with all that could leak."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.bank import Question, read_question
from quizapp.domain.event import ActivityKind
from quizapp.domain.report import (
    Report,
    ReportAnswer,
    ReportRound,
    ReportStanding,
    ReportTeam,
    ReportTexts,
)
from quizapp.domain.scoring import Scoring
from quizapp.domain.text import LocalizedText

FORMULA = '=HYPERLINK("http://evil.example","free")'
NAMES = ("Zoë Ünver", "=1+1", "عائشة", "Ёлка\x0b", "@SUM(A1)")


def option(id_: str, en: str, fr: str) -> dict[str, Any]:
    return {"id": id_, "text": {"en": en, "fr": fr}}


def question(slug: str, kind: str, **fields: object) -> Question:
    prompt = {"en": f"Prompt of {slug}", "fr": f"Énoncé de {slug}"}
    return read_question({"slug": slug, "type": kind, "prompt": prompt, **fields})


CHOICE = question(
    "arusha",
    "single_choice",
    options=[option("a", "In 1998", "En 1998"), option("b", "-2003", "En 2003")],
    correct="b",
    explanation={"en": "Revised in 2003.", "fr": "Révisée en 2003."},
    source={"title": "Declaration", "issuer": "WCO", "year": 2003},
)
SCALE = question(
    "trust",
    "scale",
    statements=[option("s", "All is logged.", "Tout est journalisé."), option("t", "T", "T")],
    start=0,
    steps=3,
    low={"en": "No"},
    high={"en": "Yes"},
)
WORDS = question("word", "word_cloud", max_words=2, max_length=40)
ORDER = question(
    "order",
    "ordering",
    items=[option("a", "Bali", "Bali"), option("b", "Geneva", "Genève"), option("c", "Rio", "Rio")],
    correct=["c", "a", "b"],
)
GIVEN: list[tuple[Question, list[Any]]] = [
    (CHOICE, ["b", "a", "b", "b", "a"]),
    (SCALE, [{"s": 2}, {"s": 0, "t": 1}, {"s": 2}, {"t": 1}, {"s": 1}]),
    (WORDS, [["trust"], ["Trust"], [FORMULA], ["الثقة", "trust"], ["+1"]]),
    (ORDER, [["c", "a", "b"], ["a", "b", "c"], ["c", "a", "b"], ["b", "a", "c"], ["c", "b", "a"]]),
]


def named() -> Report:
    """A quiz of four questions that five people answered."""
    rounds = tuple(_round(place, *each) for place, each in enumerate(GIVEN, start=1))
    return Report(
        event_slug="isc-17",
        event_title=LocalizedText.of({"en": "Session", "fr": "Séance"}),
        activity_slug="quiz",
        activity_title=LocalizedText.of({"en": "Integrity Quiz", "fr": "Quiz sur l’intégrité"}),
        kind=ActivityKind.QUIZ,
        scoring=Scoring.MILD,
        run=2,
        named=True,
        joined=7,
        generated_at=1_519_900_000_000,
        log_hash="ab" * 32,
        rounds=(*rounds, replace(rounds[0], round_id="again", voided=True, counts=False)),
        standings=tuple(
            ReportStanding(place, place == 2, 40 + place, name, 1000 - place, 1, 2500)
            for place, name in enumerate(NAMES, start=1)
        ),
    )


def moderated() -> Report:
    """The same with a key that was amended, a word under a title and a hidden one."""
    first, second, words, *others = named().rounds
    said = ReportTexts(hidden=frozenset({"الثقة"}), titles={"trust": "What helps"})
    told = (replace(first, amended=True), second, replace(words, texts=said), *others)
    return replace(named(), rounds=told)


NORTH = LocalizedText.of({"en": "=North", "fr": "Nord"})
SOUTH = LocalizedText.of({"en": "South"})


def in_teams() -> Report:
    """The same in two teams, with a bonus for right answers in a row."""
    report = named()
    first = report.rounds[0]
    answers = (replace(first.answers[0], bonus=100, team=NORTH), *first.answers[1:])
    return replace(
        report,
        rounds=(replace(first, answers=answers), *report.rounds[1:]),
        standings=tuple(
            replace(each, team=NORTH if each.place % 2 else SOUTH) for each in report.standings
        ),
        teams=(
            ReportTeam(1, False, NORTH, 3, 997, 1.0),
            ReportTeam(2, False, SOUTH, 2, 997, 0.5),
        ),
    )


def anonymous() -> Report:
    """The same, said to be anonymous, but with the names still in it, so that they could leak."""
    return replace(named(), named=False, kind=ActivityKind.POLL)


def empty() -> Report:
    """Nobody answered anything."""
    rounds = tuple(_round(place, each, []) for place, (each, _) in enumerate(GIVEN, start=1))
    return replace(named(), rounds=rounds, standings=())


def _round(number: int, asked: Question, given: list[Any]) -> ReportRound:
    graded = asked.has_key
    answers = tuple(
        ReportAnswer(
            number=40 + place,
            name=NAMES[place - 1],
            answer=answer,
            elapsed_ms=1500 + place,
            right=asked.grade(answer) == 1 if graded else None,
            points=place * 100 if graded else 0,
        )
        for place, answer in enumerate(given, start=1)
    )
    return ReportRound(
        round_id=f"round-{number}",
        number=number,
        question=asked,
        voided=False,
        counts=True,
        opened_at=1_519_899_000_000,
        closed_at=None,
        points=1000 if graded else 0,
        tally=asked.tally(given),
        answered=len(given),
        right=sum(bool(each.right) for each in answers) if graded else None,
        answers=answers,
    )
