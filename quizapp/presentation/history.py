"""What a phone is shown of its own past: an allow-list, like every payload."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.text import Json
from quizapp.presentation.game import Payload
from quizapp.services.history import Past


def for_history(rounds: Iterable[Past], language: str) -> Payload:
    """`{rounds}`, answered to `history`: this voter's own answers, and what was revealed to all."""
    return {"rounds": [_round(each, language) for each in rounds]}


def _round(past: Past, language: str) -> Json:
    on, question, mark = past.round, past.question, past.mark
    graded = on.rules.graded
    reveal = question.reveal_view(language)
    share = None if mark is None or mark.share is None else round(float(mark.share), 4)
    answer = None if mark is None else question.answer_text(mark.answer, language)
    return {
        "id": on.id,
        "number": on.position + 1,
        "prompt": question.prompt.get(language),
        "voided": on.voided,
        "graded": graded,
        "secret": on.secret,
        "answer": answer,
        "right": None if not graded else bool(mark and mark.right),
        "share": share,
        "points": 0 if mark is None or on.voided else mark.points,
        "key": question.key_text(language) if graded else "",
        "explanation": reveal["explanation"],
        "source": reveal["source"],
    }
