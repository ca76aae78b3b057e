"""Pictures from strangers: what is taken, what is refused, and what is left of them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from quizapp.domain.bank import Bank, read_question
from quizapp.domain.errors import (
    BadPicture,
    BrokenPicture,
    ContentProblems,
    NotFound,
    PictureTooLarge,
    Problem,
    TooManyPixels,
    UnknownPictureFormat,
)
from quizapp.domain.pictures import is_picture_id
from quizapp.domain.text import LocalizedText
from quizapp.services import pictures
from quizapp.services.pictures import MOST_MIB, WANTED_BYTES, Pictures, make_picture
from tests.fakes import FakePictures

RED, BLUE = (200, 30, 30), (30, 60, 200)
ORIENTATION, GPS = 0x0112, 0x8825


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def halves(width: int = 64, height: int = 32) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill=BLUE)
    return image


def is_close(pixel: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(pixel, wanted, strict=False))


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, more: bytes = b"") -> bytes:
    """The head of a PNG that claims to be that large, with no pixels to it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + more + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


BOMB = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 2_000_000))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_four_formats_become_one(kind: str) -> None:
    picture = make_picture(encoded(halves(), kind))

    again = decoded(picture.data)
    assert (again.format, again.size) == ("WEBP", (64, 32))
    assert (picture.width, picture.height, picture.media_type) == (64, 32, "image/webp")
    assert is_picture_id(picture.id)
    assert is_close(again.convert("RGB").getpixel((8, 16)), RED)
    assert is_close(again.convert("RGB").getpixel((56, 16)), BLUE)


def test_same_picture_has_the_same_name() -> None:
    assert make_picture(encoded(halves(), "PNG")) == make_picture(encoded(halves(), "PNG"))
    assert make_picture(encoded(halves(), "PNG")).id != make_picture(encoded(halves(66), "PNG")).id


def test_picture_is_turned_upright_and_nothing_of_the_camera_is_left() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera lay on its side: the left is on top when upright
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "SECRET-CAMERA"
    data = encoded(halves(), "JPEG", exif=exif, comment=b"SECRET-COMMENT", quality=95)
    assert b"SECRET-CAMERA" in data

    picture = make_picture(data)

    again = decoded(picture.data)
    assert again.size == (picture.width, picture.height) == (32, 64)
    assert is_close(again.convert("RGB").getpixel((16, 8)), RED)
    assert b"SECRET" not in picture.data
    assert not {"exif", "xmp", "icc_profile"} & again.info.keys()
    assert not dict(again.getexif())


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_texts_in_a_file_are_left_behind(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    data = encoded(halves(), kind, exif=exif, xmp=b"<x>SECRET-XMP</x>")

    assert b"SECRET" not in make_picture(data).data


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)

    again = decoded(make_picture(data).data)

    assert getattr(again, "n_frames", 1) == 1
    assert is_close(again.convert("RGB").getpixel((10, 10)), RED)


def test_large_pictures_become_small() -> None:
    picture = make_picture(encoded(halves(4000, 2000), "JPEG"))

    assert (picture.width, picture.height) == (1600, 800)


def test_picture_that_stays_heavy_is_made_smaller_in_steps() -> None:
    noise = Image.effect_noise((1600, 1200), 120).convert("RGB")

    picture = make_picture(encoded(noise, "JPEG", quality=90))

    assert len(picture.data) <= WANTED_BYTES
    assert max(picture.width, picture.height) < 1600
    assert decoded(picture.data).size == (picture.width, picture.height)


def test_what_never_gets_small_enough_is_taken_at_its_smallest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "WANTED_BYTES", 10)

    assert make_picture(encoded(halves(1000, 500), "PNG")).width == 640


def test_transparency_stays() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 20, 40), fill=(*RED, 255))
    palette = clear.quantize(8)

    for image in (clear, palette):
        again = decoded(make_picture(encoded(image, "PNG")).data)
        assert again.mode == "RGBA"
        assert again.getpixel((35, 20))[3] < 10  # type: ignore[index]
        assert is_close(again.getpixel((5, 20)), (*RED, 255))


def test_grey_of_sixteen_bits_keeps_its_levels() -> None:
    grey = Image.new("I;16", (40, 40), 128 * 256)

    again = decoded(make_picture(encoded(grey, "PNG")).data)

    assert is_close(again.convert("RGB").getpixel((20, 20)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LA"])
def test_any_kind_of_pixels_is_taken(mode: str) -> None:
    image = Image.new("L", (30, 30), 255).convert(mode)

    again = decoded(make_picture(encoded(image, "JPEG" if mode == "CMYK" else "PNG")).data)

    assert is_close(again.convert("RGB").getpixel((10, 10)), (255, 255, 255))


def test_colours_of_a_profile_are_brought_to_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    right = encoded(halves(), "JPEG", icc_profile=lab, quality=95)
    wrong = encoded(halves(), "JPEG", icc_profile=b"no profile", quality=95)

    for data in (right, wrong):
        again = decoded(make_picture(data).data)
        assert "icc_profile" not in again.info
        assert is_close(again.convert("RGB").getpixel((8, 16)), RED)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", UnknownPictureFormat),
        (b"just text", UnknownPictureFormat),
        (SVG, UnknownPictureFormat),
        (encoded(halves(), "BMP"), UnknownPictureFormat),
        (encoded(halves(), "TIFF"), UnknownPictureFormat),
        (encoded(halves(), "PNG")[:60], BrokenPicture),
        (encoded(halves(400, 400), "JPEG")[:1200], BrokenPicture),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, BadPicture),
        (png_of(40, 40), BrokenPicture),
        (png_of(40, 40, BOMB), BrokenPicture),
        (png_of(7000, 6000), TooManyPixels),
        (png_of(60_000, 60_000), TooManyPixels),
        (b"\x00" * (MOST_MIB * 2**20 + 1), PictureTooLarge),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_no_picture_or_too_much_of_one_is_refused(
    data: bytes, refusal: type[BadPicture]
) -> None:
    with pytest.raises(refusal):
        make_picture(data)


def test_picture_is_kept_once_and_found_again() -> None:
    store = FakePictures()
    kept = Pictures(store)

    picture = kept.add(encoded(halves(), "PNG"))
    kept.add(encoded(halves(), "PNG"))

    assert store.kept == {picture.id: picture}
    assert kept.take_brought() == {picture.id}
    assert not kept.take_brought()
    assert kept.get(picture.id) == picture
    store.kept.clear()
    assert kept.get(picture.id) == picture, "a hall that asks at once is answered from memory"


@pytest.mark.parametrize("picture_id", ["0" * 32, "../secret.key", ""])
def test_picture_that_is_not_there(picture_id: str) -> None:
    with pytest.raises(NotFound):
        Pictures(FakePictures()).get(picture_id)


def test_pictures_of_questions_are_those_of_their_options_too() -> None:
    store = FakePictures()
    kept = Pictures(store)
    own, other = (kept.add(encoded(halves(width), "PNG")) for width in (64, 66))

    def named(picture_id: str) -> dict[str, Any]:
        return {"id": picture_id, "alt": {"en": "Halves"}, "width": 64, "height": 32}

    question = read_question(
        {
            "slug": "q",
            "type": "single_choice",
            "prompt": {"en": "Which?"},
            "picture": named(own.id),
            "options": [
                {"id": "a", "text": {"en": "A"}, "picture": named(other.id)},
                {"id": "b", "text": {"en": "B"}, "picture": named("0" * 32)},
                {"id": "c", "text": {"en": "C"}, "picture": named(own.id)},
            ],
        }
    )

    assert kept.of([question, question]) == (own, other)


def test_a_bank_names_no_picture_that_neither_it_nor_anybody_has() -> None:
    stored, brought = (make_picture(encoded(halves(size, 32), "PNG")) for size in (64, 48))
    store = FakePictures()
    store.put((stored,))
    unknown = "0" * 32
    questions = tuple(
        read_question(
            {
                "slug": f"q-{each[:6]}",
                "type": "word_cloud",
                "prompt": {"en": "What?"},
                "picture": {"id": each, "alt": {"en": "A port"}, "width": 9, "height": 9},
            }
        )
        for each in (stored.id, brought.id, unknown)
    )
    desk = Pictures(store)
    title = LocalizedText.of({"en": "Ports"})
    desk.check(Bank("ports", title, ("en",), questions[:2], pictures=(brought,)))
    with pytest.raises(ContentProblems) as caught:
        desk.check(Bank("ports", title, ("en",), questions, pictures=(brought,)))
    assert caught.value.problems == (Problem("questions[2]", "picture_missing", unknown),)
