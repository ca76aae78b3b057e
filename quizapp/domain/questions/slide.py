"""Something to read between two questions: a title, a text, a picture. Nothing to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, NoReturn

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.text import N_, Json, LocalizedText


@dataclass(frozen=True, slots=True)
class SlideContent:
    """The text below the title, which is the question's prompt; it may be empty."""

    body: LocalizedText


class Slide(UngradedType[SlideContent]):
    """It takes no answer: what is about answers raises, and nobody calls it."""

    slug = "slide"
    label = N_("Slide")
    shape = ""
    fields = (
        Field(
            "body",
            FieldKind.LONG_TEXT,
            N_("Text"),
            required=False,
            hint=N_("An empty line begins a new paragraph."),
        ),
    )

    def from_dict(self, reader: Reader) -> SlideContent:
        return SlideContent(reader.text("body", required=False))

    def to_dict(self, content: SlideContent) -> dict[str, Json]:
        return {"body": content.body.to_dict()} if content.body else {}

    def public_view(self, content: SlideContent, language: str) -> dict[str, Json]:
        return {"body": content.body.get(language)}

    def parse_answer(self, content: SlideContent, raw: object) -> Json:
        raise BadAnswer(reason="nothing_to_answer")

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return _nothing()

    def tally(self, content: SlideContent, answers: Iterable[Json]) -> NoReturn:
        _nothing()

    def labels(self, content: SlideContent, language: str) -> Mapping[str, str]:
        return {}

    def answer_text(self, content: SlideContent, answer: Json, language: str) -> str:
        return _nothing()


def _nothing() -> NoReturn:
    raise ValueError("a slide has no answers")
