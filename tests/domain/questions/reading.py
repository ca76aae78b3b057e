"""Content of a type from a mapping, as in a bank file, without the question around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from quizapp.domain.errors import BadAnswer, ContentProblems
from quizapp.domain.questions.base import QuestionType
from quizapp.domain.reading import Reader


def read(kind: QuestionType[Any], data: Mapping[str, object]) -> Any:
    reader = Reader(data)
    content = kind.from_dict(reader)
    reader.check_unknown()
    reader.finish()
    return content


def faults(kind: QuestionType[Any], data: Mapping[str, object]) -> set[str]:
    """`path: code` of all problems."""
    with pytest.raises(ContentProblems) as caught:
        read(kind, data)
    return {f"{each.path}: {each.code}" for each in caught.value.problems}


def reason(kind: QuestionType[Any], content: object, raw: object) -> object:
    """Why the answer is refused."""
    with pytest.raises(BadAnswer) as caught:
        kind.parse_answer(content, raw)
    return caught.value.details["reason"]


def entries(ids: str) -> list[dict[str, object]]:
    """`[{id, text}]`, one entry a letter, named `Option A` in English and `Choix A` in French."""
    return [
        {"id": each, "text": {"en": f"Option {each.upper()}", "fr": f"Choix {each.upper()}"}}
        for each in ids
    ]
