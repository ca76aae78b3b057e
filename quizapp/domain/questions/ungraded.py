"""What the types have in common that ask for views or words: nothing in them is right or wrong."""

from __future__ import annotations

from fractions import Fraction

from quizapp.domain.questions.base import C, QuestionType
from quizapp.domain.text import Json


class UngradedType(QuestionType[C]):
    """A type without a key."""

    gradable = False

    def has_key(self, content: C) -> bool:
        """Never."""
        return False

    def key_view(self, content: C, language: str) -> dict[str, Json]:
        """Nothing to reveal."""
        return {}

    def grade(self, content: C, answer: Json) -> Fraction:
        """Not to be called: raises ValueError."""
        raise ValueError(f"{self.slug} has no key")

    def key_text(self, content: C, language: str) -> str:
        """Nothing to say."""
        return ""
