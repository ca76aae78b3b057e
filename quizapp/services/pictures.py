"""Pictures that people bring along: looked at with suspicion, made small, and kept.

The threats: a file that becomes gigabytes when it is unpacked, code in a format of its own (SVG),
and what a camera writes beside the picture: where it was taken, when, by whom. So only four formats
are decoded, the size is read before the pixels, and what is stored is written anew from the pixels
alone.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from quizapp import runtime
from quizapp.domain.bank import Bank, Question
from quizapp.domain.errors import (
    BrokenPicture,
    ContentProblems,
    NotFound,
    PictureTooLarge,
    Problem,
    TooManyPixels,
    UnknownPictureFormat,
)
from quizapp.domain.pictures import LONGEST_SIDE, PictureFile, id_of, is_picture_id
from quizapp.services.content_ports import PictureStore
from quizapp.services.recent import Recent

MOST_MIB: Final = 8
MOST_MEGAPIXELS: Final = 40
WANTED_BYTES: Final = 250 * 1024
"""A hall loads it over one access point."""

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_STEPS: Final = (
    (LONGEST_SIDE, 82),
    (LONGEST_SIDE, 70),
    (1280, 70),
    (1024, 66),
    (800, 60),
    (640, 50),
)
"""Longest side and quality, tried until the result is small enough; the last is taken as it is."""

_UNREADABLE: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, zlib.error)
"""What Pillow's readers raise for files that are cut off or lie."""


MOST_KEPT: Final = 32
"""Pictures in memory, some 8 MiB: a whole hall asks for the same one at once."""


class Pictures:
    """Use cases around pictures."""

    def __init__(self, store: PictureStore) -> None:
        self._store = store
        self._recent: Recent[str, PictureFile] = Recent(MOST_KEPT)
        self._brought: set[str] = set()

    def add(self, data: bytes) -> PictureFile:
        """Keep a picture that somebody brought along; raises `BadPicture`.

        The pixels are worked on in threads apart from everybody's answers.
        """
        picture = runtime.run_slow(make_picture, data)
        self._brought.add(picture.id)
        self._store.put((picture,))
        return picture

    def take_brought(self) -> frozenset[str]:
        """What somebody brought along since this was asked last: no question may name it yet."""
        brought, self._brought = self._brought, set()
        return frozenset(brought)

    def get(self, picture_id: str) -> PictureFile:
        """Raises `NotFound`."""
        if not is_picture_id(picture_id):
            raise NotFound(what="picture")
        picture = self._recent.get(picture_id) or self._store.get(picture_id)
        if picture is None:
            raise NotFound(what="picture")
        return self._recent.put(picture_id, picture)

    def of(self, questions: Iterable[Question]) -> tuple[PictureFile, ...]:
        """Every picture that the questions name, each once, as it goes out with a bank."""
        wanted = dict.fromkeys(each.id for question in questions for each in question.pictures)
        found = (self._store.get(each) for each in wanted)
        return tuple(each for each in found if each is not None)

    def check(self, bank: Bank) -> None:
        """Raises `ContentProblems` where it names pictures that it did not bring and nobody has."""
        brought = {each.id for each in bank.pictures}
        problems = tuple(
            Problem(f"questions[{index}]", "picture_missing", picture.id)
            for index, question in enumerate(bank.questions)
            for picture in question.pictures
            if picture.id not in brought and self._store.get(picture.id) is None
        )
        if problems:
            raise ContentProblems(problems)


def make_picture(data: bytes) -> PictureFile:
    """The first frame, upright, at most 1,600 pixels long, as WebP without anything but pixels.

    Takes up to a second and 250 MB. Raises `BadPicture`.
    """
    if len(data) > MOST_MIB * 2**20:
        raise PictureTooLarge(most=MOST_MIB)
    upright = _decoded(data)
    for side, quality in _STEPS:
        small = _within(upright, side)
        encoded = _webp(small, quality)
        if len(encoded) <= WANTED_BYTES:
            break
    return PictureFile(id_of(encoded), *small.size, encoded)


def _decoded(data: bytes) -> Image.Image:
    """RGB or RGBA, no longer than need be."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise TooManyPixels(most=MOST_MEGAPIXELS) from None
    except UnidentifiedImageError:
        raise UnknownPictureFormat from None
    except _UNREADABLE:
        raise BrokenPicture from None
    if image.width * image.height > MOST_MEGAPIXELS * 10**6:
        raise TooManyPixels(most=MOST_MEGAPIXELS)
    try:
        # Lets a JPEG be decoded at a fraction of its size; no other format knows it.
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        return _in_srgb(_within(_in_channels(ImageOps.exif_transpose(image)), LONGEST_SIDE))
    except _UNREADABLE:
        raise BrokenPicture from None


def _in_channels(image: Image.Image) -> Image.Image:
    """Palettes and the like as channels, which can be made smaller; transparency where there is some."""
    if image.mode.startswith("I;16"):
        # Pillow would cut off what is brighter than 255 instead of scaling it.
        image = image.point(lambda level: level / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Phones write in the colours of their screens; without the profile they would look pale."""
    profile = image.info.get("icc_profile")
    if image.mode == "RGBA" or not profile:
        return image if image.mode == "RGBA" else image.convert("RGB")
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, given, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, *_UNREADABLE):
        found = None
    return image.convert("RGB") if found is None else found


def _within(image: Image.Image, side: int) -> Image.Image:
    longest = max(image.size)
    if longest <= side:
        return image
    width, height = (max(1, round(each * side / longest)) for each in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    # Said outright: Pillow takes over what the file had where nothing is said.
    image.save(out, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()
