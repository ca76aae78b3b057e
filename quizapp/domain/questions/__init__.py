"""The one registry of question types. A new type is one file here and one line below."""

from __future__ import annotations

from typing import Any

from quizapp.domain.questions.base import QuestionType
from quizapp.domain.questions.grid import Grid
from quizapp.domain.questions.matching import Matching
from quizapp.domain.questions.multiple_choice import MultipleChoice
from quizapp.domain.questions.number import Number
from quizapp.domain.questions.open_text import OpenText
from quizapp.domain.questions.ordering import Ordering
from quizapp.domain.questions.pin_on_image import PinOnImage
from quizapp.domain.questions.points import Points
from quizapp.domain.questions.ranking import Ranking
from quizapp.domain.questions.rating import Rating
from quizapp.domain.questions.scale import Scale
from quizapp.domain.questions.short_text import ShortText
from quizapp.domain.questions.single_choice import SingleChoice
from quizapp.domain.questions.slide import Slide
from quizapp.domain.questions.word_cloud import WordCloud

QUESTION_TYPES: dict[str, QuestionType[Any]] = {
    each.slug: each
    for each in (
        SingleChoice(),
        MultipleChoice(),
        Scale(),
        Ordering(),
        WordCloud(),
        ShortText(),
        Number(),
        Matching(),
        PinOnImage(),
        Ranking(),
        Points(),
        Grid(),
        OpenText(),
        Rating(),
        Slide(),
    )
}


def question_type(slug: str) -> QuestionType[Any]:
    """The type with that slug; KeyError where there is none (readers check the slug first)."""
    return QUESTION_TYPES[slug]
