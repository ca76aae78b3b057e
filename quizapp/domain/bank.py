"""Questions and banks: a question type plus its content in every language, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from quizapp.domain.pictures import Picture, PictureFile, read_picture
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.domain.questions.base import QuestionType
from quizapp.domain.reading import Reader
from quizapp.domain.scoring import Scoring
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json, LocalizedText

BANK_FORMAT = "quizapp-bank/1"
POINTS = (0, 1000, 2000)
DEFAULT_POINTS = 1000
SHORTEST_LIMIT_S = 5
LONGEST_LIMIT_S = 3600
_NO_TEXT = LocalizedText()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the fact behind a question is from. `year` is None where it is not known."""

    title: str
    issuer: str
    year: int | None = None
    fact: str = ""

    def line(self) -> str:
        """One line for screen and phone: title, issuer, year."""
        return ", ".join(part for part in (self.title, self.issuer, str(self.year or "")) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """An immutable question. An edit makes a new version; a round names its version."""

    slug: str
    type: str
    prompt: LocalizedText
    content: Any
    explanation: LocalizedText = _NO_TEXT
    source: Source | None = None
    tags: tuple[str, ...] = ()
    difficulty: int | None = None
    time_limit_s: int | None = None
    points: int = DEFAULT_POINTS
    scoring: Scoring | None = None
    """The rule that holds for this question whatever the activity says."""
    picture: Picture | None = None
    shuffle: bool = False
    """Each phone shows the options or items in an order of its own."""

    @property
    def _type(self) -> QuestionType[Any]:
        return question_type(self.type)

    @property
    def shape(self) -> str:
        """The tally shape of its type."""
        return self._type.shape

    @property
    def has_key(self) -> bool:
        """Whether a quiz can grade it."""
        return self._type.has_key(self.content)

    @property
    def answerable(self) -> bool:
        """Whether there is anything to answer."""
        return self._type.answerable

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The question's own, then those of its options."""
        own = () if self.picture is None else (self.picture,)
        return (*own, *self._type.pictures(self.content))

    def public_view(self, language: str) -> dict[str, Json]:
        """`{lang, type, prompt, ...}` and the type's own public fields; never the key.

        `lang` is the language that the prompt is in, another one where it was not translated. `picture` and `shuffle` where there is one, and where it is true.
        """
        view = {
            **self.prompt_view(language),
            **self._type.public_view(self.content, language),
        }
        if self.shuffle:
            view["shuffle"] = True
        return view

    def prompt_view(self, language: str) -> dict[str, Json]:
        """The question alone, with its picture, before the answers may be seen.

        Where there is nothing to answer it is the public view: there is nothing to wait for.
        """
        view: dict[str, Json] = {
            "lang": self.prompt.spoken(language),
            "type": self.type,
            "prompt": self.prompt.get(language),
        }
        if self.picture is not None:
            view["picture"] = self.picture.view(language)
        if not self.answerable:
            view |= self._type.public_view(self.content, language)
        return view

    def reveal_view(self, language: str) -> dict[str, Json]:
        """`{key, explanation, source}`: only for a revealed round."""
        return {
            "key": self._type.key_view(self.content, language),
            "explanation": self.explanation.get(language),
            "source": self.source.line() if self.source else "",
        }

    def parse_answer(self, raw: object) -> Json:
        """Canonical answer; raises `BadAnswer`."""
        return self._type.parse_answer(self.content, raw)

    def grade(self, answer: Json) -> Fraction:
        """Share of the points, 0 to 1."""
        return self._type.grade(self.content, answer)

    def tally(self, answers: Iterable[Json]) -> Tally:
        """Fold canonical answers."""
        return self._type.tally(self.content, answers)

    def tally_so_far(self, answers: Iterable[Json]) -> Tally:
        """The same, while the key is not shown yet."""
        return self._type.tally_so_far(self.content, answers)

    def labels(self, language: str) -> dict[str, str]:
        """Text of each key in the tally; the prompt where it is about the question as a whole."""
        labels = self._type.labels(self.content, language)
        return {key: text or self.prompt.get(language) for key, text in labels.items()}

    def answer_text(self, answer: Json, language: str) -> str:
        """An answer in words."""
        return self._type.answer_text(self.content, answer, language)

    def stances(self) -> Mapping[str, str]:
        """Role -> the key of the tally that has it: which option is for, which against."""
        return self._type.stances(self.content)

    @property
    def moderated(self) -> bool:
        """Whether typed texts are shown only once a moderator has approved them."""
        return self._type.moderated(self.content)

    def accept(self, answer: Json) -> Question | None:
        """The question with this answer taken as right; None where it can't, or is right already."""
        content = self._type.accept(self.content, answer)
        return None if content is None else replace(self, content=content)

    def right(self) -> tuple[str, ...]:
        """Keys of the tally that are right; in ranks all of them in the right order."""
        return self._type.right(self.content)

    def key_text(self, language: str) -> str:
        """The key in words, empty without one."""
        return self._type.key_text(self.content, language)

    def to_dict(self) -> dict[str, Json]:
        """The inverse of `read_question`."""
        data: dict[str, Json] = {
            "slug": self.slug,
            "type": self.type,
            "prompt": self.prompt.to_dict(),
            **self._type.to_dict(self.content),
            "points": self.points,
        }
        if self.picture is not None:
            data["picture"] = self.picture.to_dict()
        if self.shuffle:
            data["shuffle"] = True
        if self.explanation:
            data["explanation"] = self.explanation.to_dict()
        if self.source:
            data["source"] = {
                "title": self.source.title,
                "issuer": self.source.issuer,
                "year": self.source.year,
                "fact": self.source.fact,
            }
        if self.tags:
            data["tags"] = list(self.tags)
        if self.difficulty is not None:
            data["difficulty"] = self.difficulty
        if self.time_limit_s is not None:
            data["time_limit_s"] = self.time_limit_s
        if self.scoring is not None:
            data["scoring"] = self.scoring.value
        return data


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of questions."""

    slug: str
    title: LocalizedText
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    licence: str = ""
    author: str = ""
    pictures: tuple[PictureFile, ...] = ()
    """Those that its questions name, where the bank was read with its pictures beside it."""


def read_question(data: object) -> Question:
    """Read one question; raises `ContentProblems` naming every fault."""
    reader = Reader(data)
    question = _question(reader)
    reader.finish()
    return question


def read_bank(data: object) -> Bank:
    """Read a bank as it stands in its file; raises `ContentProblems` naming every fault."""
    reader = Reader(data)
    reader.expect("format", BANK_FORMAT)
    reader.languages_needed = languages = reader.languages("languages")
    bank = Bank(
        slug=reader.slug("slug"),
        title=reader.text("title"),
        languages=languages,
        licence=reader.string("licence"),
        author=reader.string("author"),
        questions=tuple(_question(each) for each in reader.mappings("questions", 1, 2000)),
    )
    _check_slugs(reader, bank)
    reader.check_unknown()
    reader.finish()
    return bank


def _check_slugs(reader: Reader, bank: Bank) -> None:
    seen: set[str] = set()
    for index, question in enumerate(bank.questions):
        if question.slug in seen:
            reader.problem(f"questions[{index}].slug", "duplicate", question.slug)
        seen.add(question.slug)


def _question(reader: Reader) -> Question:
    slug = reader.slug("slug")
    type_slug = reader.string("type", required=True)
    known = type_slug in QUESTION_TYPES
    if type_slug and not known:
        reader.problem("type", "not_allowed", ", ".join(QUESTION_TYPES))
    question = Question(
        slug=slug,
        type=type_slug,
        prompt=reader.text("prompt"),
        content=question_type(type_slug).from_dict(reader) if known else None,
        explanation=reader.text("explanation", required=False),
        source=_source(reader),
        tags=reader.strings("tags"),
        difficulty=reader.optional_integer("difficulty", 1, 3),
        time_limit_s=reader.optional_integer("time_limit_s", SHORTEST_LIMIT_S, LONGEST_LIMIT_S),
        points=_points(reader),
        scoring=_scoring(reader),
        picture=_picture(reader, type_slug),
        shuffle=_shuffle(reader, type_slug),
    )
    if known:
        reader.check_unknown()
    return question


def _picture(reader: Reader, type_slug: str) -> Picture | None:
    picture = read_picture(reader)
    needed = type_slug in QUESTION_TYPES and question_type(type_slug).needs_picture
    if needed and picture is None:
        reader.problem("picture", "missing")
    return picture


def _shuffle(reader: Reader, type_slug: str) -> bool:
    shuffle = reader.boolean("shuffle")
    if shuffle and type_slug in QUESTION_TYPES and not question_type(type_slug).shuffles:
        reader.problem("shuffle", "nothing_to_shuffle")
    return shuffle


def _points(reader: Reader) -> int:
    points = reader.integer("points", DEFAULT_POINTS, 0, max(POINTS))
    if points not in POINTS:
        reader.problem("points", "not_allowed", ", ".join(map(str, POINTS)))
    return points


def _scoring(reader: Reader) -> Scoring | None:
    if not reader.string("scoring"):
        return None
    return Scoring(reader.choice("scoring", tuple(Scoring), Scoring.ACCURACY))


def _source(reader: Reader) -> Source | None:
    source = reader.mapping("source")
    if source is None:
        return None
    read = Source(
        title=source.string("title", required=True),
        issuer=source.string("issuer", required=True),
        year=source.optional_integer("year", 1000, 3000),
        fact=source.string("fact"),
    )
    source.check_unknown()
    return read
