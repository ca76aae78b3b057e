"""Pictures of questions and options: what a question says of one, and one as it is stored.

A picture is named by its content, so that it never changes under its address and the same picture
in two banks is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256

from quizapp.domain.reading import Reader
from quizapp.domain.text import Json, LocalizedText

ID_LENGTH = 32
MEDIA_TYPE = "image/webp"
LONGEST_SIDE = 1600
"""In pixels, of a picture as it is stored."""

_ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its place: which one, what is to be seen on it, and its size in pixels."""

    id: str
    alt: LocalizedText
    """For those who can't see it, in each language of the bank."""
    width: int
    height: int

    def view(self, language: str) -> dict[str, Json]:
        """`{src, alt, width, height}`. Who has the id can see the picture."""
        return {
            "src": address_of(self.id),
            "alt": self.alt.get(language),
            "width": self.width,
            "height": self.height,
        }

    def to_dict(self) -> dict[str, Json]:
        """The inverse of `read_picture`."""
        return {
            "id": self.id,
            "alt": self.alt.to_dict(),
            "width": self.width,
            "height": self.height,
        }


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as it is stored: upright, small, with nothing in it but what is to be seen."""

    id: str
    width: int
    height: int
    data: bytes = field(repr=False)
    media_type: str = MEDIA_TYPE


def address_of(picture_id: str) -> str:
    """The path under which our server has it."""
    return f"/pictures/{picture_id}.webp"


def id_of(data: bytes) -> str:
    """The name of a picture with this content."""
    return sha256(data).hexdigest()[:ID_LENGTH]


def is_picture_id(text: str) -> bool:
    """Whether a picture could have this name."""
    return _ID.fullmatch(text) is not None


def read_picture(reader: Reader, field_name: str = "picture") -> Picture | None:
    """The picture at a field, None where there is none.

    Faults: `missing_alt` where it is described in no language, and at each language of the bank
    (`reader.languages_needed`) in which it is not; `bad_picture` for an id that can't be one.
    """
    inner = reader.mapping(field_name)
    if inner is None:
        return None
    picture = Picture(
        id=inner.string("id", required=True),
        alt=inner.text("alt", required=False),
        width=_side(inner, "width"),
        height=_side(inner, "height"),
    )
    if picture.id and not is_picture_id(picture.id):
        inner.problem("id", "bad_picture", picture.id)
    _check_alt(inner, picture.alt)
    inner.check_unknown()
    return picture


def _side(reader: Reader, name: str) -> int:
    pixels = reader.optional_integer(name, 1, LONGEST_SIDE)
    if pixels is None:
        reader.problem(name, "missing")
    return pixels or 1


def _check_alt(reader: Reader, alt: LocalizedText) -> None:
    missing = [each for each in reader.languages_needed if each not in alt.languages]
    if not alt:
        reader.problem("alt", "missing_alt", ", ".join(missing))
        return
    for each in missing:
        reader.problem(f"alt.{each}", "missing_alt", each)
