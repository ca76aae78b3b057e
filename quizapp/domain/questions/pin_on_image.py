"""One pin to be put on the question's picture; right in any of the key's regions, else a poll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any, cast

from quizapp.domain.plane import Outline, Polygon
from quizapp.domain.questions.base import THE_QUESTION, Field, FieldKind, QuestionType
from quizapp.domain.questions.options import SEPARATOR
from quizapp.domain.questions.placing import guess_point, parse_point, point_text, read_regions
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Places
from quizapp.domain.text import N_, Json

_MOST_REGIONS = 10


@dataclass(frozen=True, slots=True)
class PinOnImageContent:
    """The regions that are right, as fractions of the picture from its upper left; none in a poll."""

    regions: tuple[Polygon, ...]


class PinOnImage(QuestionType[PinOnImageContent]):
    """An answer is `[x, y]`, fractions of the picture's width and height from its upper left."""

    slug = "pin_on_image"
    label = N_("Pin on a picture")
    gradable = True
    needs_picture = True
    shape = Places.shape
    fields = (
        Field(
            "regions",
            FieldKind.REGIONS,
            N_("Right regions"),
            required=False,
            least=1,
            most=_MOST_REGIONS,
            key=True,
            hint=N_("A pin on the edge counts as inside."),
        ),
    )

    def from_dict(self, reader: Reader) -> PinOnImageContent:
        return PinOnImageContent(read_regions(reader, "regions", _MOST_REGIONS))

    def to_dict(self, content: PinOnImageContent) -> dict[str, Json]:
        return {"regions": _plain(content)} if content.regions else {}

    def has_key(self, content: PinOnImageContent) -> bool:
        return bool(content.regions)

    def public_view(self, content: PinOnImageContent, language: str) -> dict[str, Json]:
        return {}

    def key_view(self, content: PinOnImageContent, language: str) -> dict[str, Json]:
        return {"regions": _plain(content)} if content.regions else {}

    def parse_answer(self, content: PinOnImageContent, raw: object) -> Json:
        return parse_point(raw)

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return guess_point(rng)

    def grade(self, content: PinOnImageContent, answer: Json) -> Fraction:
        if not content.regions:
            raise ValueError("this question has no key")
        x, y = cast("list[float]", answer)
        return Fraction(any(region.holds((x, y)) for region in _outlines(content.regions)))

    def tally(self, content: PinOnImageContent, answers: Iterable[Json]) -> Places:
        points = sorted((x, y) for x, y in cast("Iterable[list[float]]", answers))
        regions = _outlines(content.regions)
        return Places(
            voters=len(points),
            points={THE_QUESTION: tuple(points)},
            inside=sum(any(region.holds(point) for region in regions) for point in points),
        )

    def tally_so_far(self, content: PinOnImageContent, answers: Iterable[Json]) -> Places:
        """Without how many are inside: whoever moves a pin could feel for the edge."""
        return self.tally(replace(content, regions=()), answers)

    def labels(self, content: PinOnImageContent, language: str) -> Mapping[str, str]:
        return {THE_QUESTION: ""}

    def answer_text(self, content: PinOnImageContent, answer: Json, language: str) -> str:
        return point_text(cast("list[float]", answer))

    def key_text(self, content: PinOnImageContent, language: str) -> str:
        """The corners of each region."""
        return SEPARATOR.join(" ".join(map(point_text, region)) for region in content.regions)


@lru_cache(maxsize=64)
def _outlines(regions: tuple[Polygon, ...]) -> tuple[Outline, ...]:
    """Made ready once for all the pins of a hall."""
    return tuple(Outline(region) for region in regions)


def _plain(content: PinOnImageContent) -> list[Json]:
    return [[list(corner) for corner in region] for region in content.regions]
