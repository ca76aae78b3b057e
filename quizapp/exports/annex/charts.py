"""Charts for paper: figures and letters alone, so that one picture serves every language."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from quizapp.domain.tallies import Counts, Numbers, Places, Ranks, Tally, Texts

WIDTH, ROW, BAR, EDGE = 1600, 64, 40, 20
LEFT, RIGHT = 150, 190
MOST_BARS = 30
_INK, _LINE, _BLUE, _LIGHT = (20, 24, 31), (196, 201, 208), (29, 78, 216), (219, 228, 250)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Bar:
    """`label` names it without words; `shown` is the figure at its end."""

    label: str
    value: float
    shown: str


def chart(tally: Tally) -> bytes | None:
    """The tally as a PNG; None where there is nothing to draw."""
    if isinstance(tally, Places):
        return _plane(tally) if tally.voters else None
    bars = bars_of(tally)
    return _drawn(bars) if any(each.value for each in bars) else None


def bars_of(tally: Counts | Numbers | Texts | Ranks) -> list[Bar]:
    """The bars, labelled like the rows of the table beside them."""
    match tally:
        case Counts():
            return [_count(letter(i), n, tally.voters) for i, n in enumerate(tally.counts.values())]
        case Numbers():
            return _numbers(tally)
        case Texts():
            groups = list(tally.groups.values())[:MOST_BARS]
            return [_count(str(i + 1), each.count, tally.voters) for i, each in enumerate(groups)]
        case Ranks():
            return _ranks(tally)
        case never:
            assert_never(never)


def letter(place: int) -> str:
    """A, B, ... Z, 27, 28, ..."""
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)


def _count(label: str, count: int, voters: int) -> Bar:
    share = f"{count} · {100 * count / voters:.0f} %" if voters else str(count)
    return Bar(label, count, share)


def _numbers(tally: Numbers) -> list[Bar]:
    """The histogram of an only row; the means of several."""
    rows = list(tally.rows.values())
    if len(rows) == 1:
        row = rows[0]
        given = sorted(row.histogram.items())
        return [_count(f"{number:g}", count, row.voters) for number, count in given[:MOST_BARS]]
    means = [(letter(i), row.mean or 0.0) for i, row in enumerate(rows)]
    return [Bar(label, mean, f"{mean:.2f}") for label, mean in means]


def _ranks(tally: Ranks) -> list[Bar]:
    """By points: the first place is worth most."""
    points = [(letter(i), tally.borda(item)) for i, item in enumerate(tally.places)]
    return [Bar(label, value, str(value)) for label, value in points]


def _drawn(bars: Sequence[Bar]) -> bytes:
    image = Image.new("RGB", (WIDTH, 2 * EDGE + ROW * len(bars)), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=32)
    most = max(each.value for each in bars)
    room = WIDTH - LEFT - RIGHT
    for place, each in enumerate(bars):
        top = EDGE + place * ROW + (ROW - BAR) // 2
        middle = top + BAR // 2
        draw.text((LEFT - 24, middle), each.label, _INK, font, anchor="rm")
        draw.rectangle((LEFT, top, LEFT + room, top + BAR), fill=_LIGHT)
        length = round(room * max(0.0, each.value) / most)
        if length:
            draw.rectangle((LEFT, top, LEFT + length, top + BAR), fill=_BLUE)
        draw.text((LEFT + room + 16, middle), each.shown, _INK, font, anchor="lm")
    draw.line((LEFT, EDGE, LEFT, EDGE + ROW * len(bars)), fill=_INK, width=3)
    return _png(image)


def _plane(tally: Places) -> bytes:
    """Every point, and a cross at the mean of each item; y upwards on a grid, down on a picture."""
    side = WIDTH // 2
    image = Image.new("RGB", (side + 2 * EDGE, side + 2 * EDGE), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((EDGE, EDGE, EDGE + side, EDGE + side), outline=_LINE, width=3)
    upwards = tally.look == "grid"
    font = ImageFont.load_default(size=32)

    def at(x: float, y: float) -> tuple[float, float]:
        return EDGE + x * side, EDGE + (1 - y if upwards else y) * side

    for points in tally.points.values():
        for x, y in points:
            across, down = at(x, y)
            draw.ellipse((across - 7, down - 7, across + 7, down + 7), fill=_BLUE)
    for place, item in enumerate(tally.points):
        mean = tally.mean(item)
        if mean is not None:
            across, down = at(*mean)
            draw.line((across - 22, down, across + 22, down), fill=_INK, width=5)
            draw.line((across, down - 22, across, down + 22), fill=_INK, width=5)
            draw.text((across + 26, down), letter(place), _INK, font, anchor="lm")
    return _png(image)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
