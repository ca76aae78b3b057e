"""A number to be typed or set on a slider; without `value` it is a poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions.base import THE_QUESTION, Field, FieldKind, QuestionType
from quizapp.domain.reading import Reader, as_written
from quizapp.domain.tallies import NumberRow, Numbers
from quizapp.domain.text import N_, Json, LocalizedText

KEYPAD, SLIDER = "keypad", "slider"
LARGEST = Decimal(10**12)
FINEST = Decimal("0.000001")
MOST_DIGITS = 15
"""Digits that every browser and every spreadsheet keeps."""
_NOTHING, _EVERYTHING = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class NumberContent:
    """Numbers from `least`, each `step` more, not above `most`. `value` is the key, None in a poll.

    `tolerance` is the distance that still counts as right; `closeness` gives part marks beyond it.
    """

    least: Decimal
    most: Decimal
    step: Decimal
    unit: LocalizedText
    input: str
    value: Decimal | None
    tolerance: Decimal
    closeness: bool

    @property
    def highest(self) -> Decimal:
        """The last number that may be given: `most`, or the last step before it."""
        return self.most - (self.most - self.least) % self.step

    def allows(self, number: Decimal) -> bool:
        """Whether it is on a step."""
        in_range = self.least <= number <= self.most and _decimals(number) <= MOST_DIGITS
        return in_range and not (number - self.least) % self.step


class Number(QuestionType[NumberContent]):
    """An answer is a number on a step, a whole one where it has no decimals."""

    slug = "number"
    label = N_("Number")
    gradable = True
    shape = Numbers.shape
    fields = (
        Field(
            "min",
            FieldKind.DECIMAL,
            N_("Lowest number"),
            required=False,
            least=-float(LARGEST),
            most=float(LARGEST),
            default=0,
        ),
        Field(
            "max",
            FieldKind.DECIMAL,
            N_("Highest number"),
            required=False,
            least=-float(LARGEST),
            most=float(LARGEST),
            default=100,
        ),
        Field(
            "step",
            FieldKind.DECIMAL,
            N_("Step"),
            required=False,
            least=float(FINEST),
            most=float(LARGEST),
            default=1,
            hint=N_("From one number to the next: 1 for whole numbers, 0.1 for one decimal."),
        ),
        Field(
            "unit",
            FieldKind.TEXT,
            N_("Unit"),
            required=False,
            hint=N_("As it stands after the number, such as km."),
        ),
        Field(
            "input",
            FieldKind.CHOICE,
            N_("How the number is given"),
            required=False,
            choices=(KEYPAD, SLIDER),
            choice_labels=(N_("Typed"), N_("With a slider")),
            default=KEYPAD,
        ),
        Field(
            "value",
            FieldKind.DECIMAL,
            N_("Right number"),
            required=False,
            least=-float(LARGEST),
            most=float(LARGEST),
            key=True,
        ),
        Field(
            "tolerance",
            FieldKind.DECIMAL,
            N_("May be off by"),
            required=False,
            least=0,
            most=float(LARGEST),
            key=True,
            default=0,
        ),
        Field(
            "closeness",
            FieldKind.BOOLEAN,
            N_("Part marks for being close"),
            required=False,
            key=True,
            default=False,
            hint=N_("They fall evenly, to nothing at a quarter of the range."),
        ),
    )

    def from_dict(self, reader: Reader) -> NumberContent:
        content = NumberContent(
            least=reader.decimal("min", Decimal(0), -LARGEST, LARGEST),
            most=reader.decimal("max", Decimal(100), -LARGEST, LARGEST),
            step=reader.decimal("step", Decimal(1), FINEST, LARGEST),
            unit=reader.text("unit", required=False),
            input=reader.choice("input", (KEYPAD, SLIDER), KEYPAD),
            value=_value(reader),
            tolerance=reader.decimal("tolerance", Decimal(0), Decimal(0), LARGEST),
            closeness=reader.boolean("closeness"),
        )
        _check_range(reader, content)
        _check_key(reader, content)
        return content

    def to_dict(self, content: NumberContent) -> dict[str, Json]:
        data: dict[str, Json] = {
            "min": plain(content.least),
            "max": plain(content.most),
            "step": plain(content.step),
            "input": content.input,
        }
        if content.unit:
            data["unit"] = content.unit.to_dict()
        if content.value is not None:
            data["value"] = plain(content.value)
            data["tolerance"] = plain(content.tolerance)
            data["closeness"] = content.closeness
        return data

    def has_key(self, content: NumberContent) -> bool:
        return content.value is not None

    def public_view(self, content: NumberContent, language: str) -> dict[str, Json]:
        return {
            "min": plain(content.least),
            "max": plain(content.highest),
            "step": plain(content.step),
            "unit": content.unit.get(language),
            "input": content.input,
        }

    def key_view(self, content: NumberContent, language: str) -> dict[str, Json]:
        if content.value is None:
            return {}
        return {"value": plain(content.value), "tolerance": plain(content.tolerance)}

    def parse_answer(self, content: NumberContent, raw: object) -> Json:
        number = as_written(raw)
        if number is None:
            raise BadAnswer(reason="not_a_number")
        if not content.least <= number <= content.most:
            raise BadAnswer(reason="out_of_range")
        if not content.allows(number):
            raise BadAnswer(reason="off_the_steps")
        return plain(number)

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        least, most, step = (Decimal(repr(view[name])) for name in ("min", "max", "step"))
        return plain(least + rng.randint(0, int((most - least) / step)) * step)

    def grade(self, content: NumberContent, answer: Json) -> Fraction:
        """Right within the tolerance. With `closeness`, part marks beyond it: see docs/scoring.md.

        With `d` the distance beyond the tolerance and `R` the range from the lowest to the highest
        number: `max(0, 1 - d / (R / 4))`. A quarter, so that blind guesses earn a quarter of the
        points on average at most, as with four options.
        """
        if content.value is None:
            raise ValueError("this question has no key")
        off = abs(Fraction(_decimal(answer)) - Fraction(content.value))
        beyond = max(_NOTHING, off - Fraction(content.tolerance))
        if not content.closeness:
            return _NOTHING if beyond else _EVERYTHING
        quarter = Fraction(content.highest - content.least) / 4
        return max(_NOTHING, _EVERYTHING - beyond / quarter)

    def tally(self, content: NumberContent, answers: Iterable[Json]) -> Numbers:
        given = Counter(cast("Iterable[int | float]", answers))
        row = NumberRow(dict(sorted(given.items())))
        return Numbers(row.voters, {THE_QUESTION: row})

    def labels(self, content: NumberContent, language: str) -> Mapping[str, str]:
        return {THE_QUESTION: ""}

    def answer_text(self, content: NumberContent, answer: Json, language: str) -> str:
        return _with_unit(_decimal(answer), content, language)

    def key_text(self, content: NumberContent, language: str) -> str:
        if content.value is None:
            return ""
        text = _with_unit(content.value, content, language)
        return f"{text} (± {_digits(content.tolerance)})" if content.tolerance else text


def plain(number: Decimal) -> int | float:
    """As JSON has it: whole where it has no decimals."""
    return int(number) if number == number.to_integral_value() else float(number)


def _decimal(answer: Json) -> Decimal:
    return Decimal(repr(answer))


def _digits(number: Decimal) -> str:
    return f"{_decimal(plain(number)):f}"


def _with_unit(number: Decimal, content: NumberContent, language: str) -> str:
    """With a narrow no-break space, so that a line never ends between the two."""
    unit = content.unit.get(language)
    return f"{_digits(number)}\u202f{unit}" if unit else _digits(number)


def _value(reader: Reader) -> Decimal | None:
    """The key; None where it is missing or null."""
    nothing = LARGEST + 1
    value = reader.decimal("value", nothing, -LARGEST, LARGEST)
    return None if value == nothing else value


def _check_range(reader: Reader, content: NumberContent) -> None:
    if content.most - content.least < content.step:
        reader.problem("max", "out_of_range", f"{content.least + content.step:f} to {LARGEST:f}")
        return
    decimals = max(_decimals(content.least), _decimals(content.step))
    largest = max(abs(content.least), abs(content.most))
    if len(str(int(largest))) + decimals > MOST_DIGITS:
        reader.problem("step", "too_many_digits", str(MOST_DIGITS))


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _check_key(reader: Reader, content: NumberContent) -> None:
    """Without a fault the key is a number that can be given."""
    if content.value is None:
        if content.tolerance or content.closeness:
            reader.problem("value", "missing")
    elif not content.least <= content.value <= content.most:
        reader.problem("value", "out_of_range", f"{content.least:f} to {content.most:f}")
    elif not content.allows(content.value):
        reader.problem("value", "off_the_steps", f"{content.step:f}")
