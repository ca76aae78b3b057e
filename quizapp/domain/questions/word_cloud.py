"""A few typed words; the more people type a word, the larger it stands on the screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.questions.folding import fold, most_typed, parse_texts
from quizapp.domain.questions.options import SEPARATOR
from quizapp.domain.questions.stop_words import telling
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import TextGroup, Texts
from quizapp.domain.text import N_, Json

_REHEARSED = ("trust", "honesty", "duty", "courage", "fairness", "example", "silence", "pride")
"""What simulated phones type."""


@dataclass(frozen=True, slots=True)
class WordCloudContent:
    """How many words a voter may give and how many characters a word may have."""

    max_words: int
    max_length: int
    stop_words: bool
    """Whether words that say nothing are left out of the figures: `the law` is `law`."""


class WordCloud(UngradedType[WordCloudContent]):
    """An answer is a list of words, or short phrases, as they were typed."""

    slug = "word_cloud"
    label = N_("Word cloud")
    shape = Texts.shape
    fields = (
        Field(
            "max_words",
            FieldKind.INTEGER,
            N_("Words a person may give"),
            required=False,
            least=1,
            most=5,
            default=3,
        ),
        Field(
            "max_length",
            FieldKind.INTEGER,
            N_("Characters a word may have"),
            required=False,
            least=10,
            most=40,
            default=30,
        ),
        Field(
            "stop_words",
            FieldKind.BOOLEAN,
            N_("Leave out articles and the like"),
            required=False,
            default=False,
            hint=N_("“the law” and “law” are one word then."),
        ),
    )

    def from_dict(self, reader: Reader) -> WordCloudContent:
        return WordCloudContent(
            max_words=reader.integer("max_words", 3, 1, 5),
            max_length=reader.integer("max_length", 30, 10, 40),
            stop_words=reader.boolean("stop_words"),
        )

    def to_dict(self, content: WordCloudContent) -> dict[str, Json]:
        data: dict[str, Json] = {"max_words": content.max_words, "max_length": content.max_length}
        if content.stop_words:
            data["stop_words"] = True
        return data

    def public_view(self, content: WordCloudContent, language: str) -> dict[str, Json]:
        return {"max_words": content.max_words, "max_length": content.max_length}

    def parse_answer(self, content: WordCloudContent, raw: object) -> Json:
        """Fields left empty are dropped, and a word given twice is given once."""
        return list(parse_texts(raw, content.max_words, content.max_length))

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return [rng.choice(_REHEARSED) for _ in range(rng.randint(1, view["max_words"]))]

    def tally(self, content: WordCloudContent, answers: Iterable[Json]) -> Texts:
        """A group shows the spelling typed most often, of equals the first by code points.

        Words are grouped by what they fold to, and shown as they were typed.
        """
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        voters = 0
        for answer in cast("Iterable[list[str]]", answers):
            voters += 1
            for key, word in {_key(content, word): word for word in answer}.items():
                spellings[key][word] += 1
        spellings.pop("", None)
        groups = {
            key: TextGroup(most_typed(typed), typed.total()) for key, typed in spellings.items()
        }
        most_first = sorted(groups.items(), key=lambda each: (-each[1].count, each[0]))
        return Texts(voters=voters, groups=dict(most_first))

    def labels(self, content: WordCloudContent, language: str) -> Mapping[str, str]:
        return {}

    def answer_text(self, content: WordCloudContent, answer: Json, language: str) -> str:
        return SEPARATOR.join(cast("list[str]", answer))


def _key(content: WordCloudContent, word: str) -> str:
    """Empty for what is left out."""
    return fold(telling(word) if content.stop_words else word)
