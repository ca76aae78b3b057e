"""What every registered exporter must keep, whatever it writes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.text import LANGUAGES
from quizapp.exports import EXPORTERS, file_name
from quizapp.exports.base import Exporter
from quizapp.importers.bank_yaml import read_bank_file
from tests.contracts.questions import kept
from tests.exports import samples

BANKS = Path(__file__).resolve().parents[2] / "question_banks"

pytestmark = pytest.mark.parametrize("exporter", EXPORTERS.values(), ids=lambda each: each.slug)


def text_of(data: bytes) -> str:
    """All text in a file, also where it is a compressed folder of files."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def test_exporter_says_what_it_is(exporter: Exporter) -> None:
    assert EXPORTERS[exporter.slug] is exporter
    assert re.fullmatch(r"[a-z]+", exporter.slug)
    assert re.fullmatch(r"\.[a-z]+", exporter.extension)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.-]+(; charset=utf-8)?", exporter.content_type)
    assert exporter.label
    assert file_name(samples.named(), exporter) == f"isc-17_quiz_2{exporter.extension}"


def test_named_report_has_the_names(exporter: Exporter) -> None:
    written = text_of(exporter.write(samples.named(), "en", str))

    assert "Zoë Ünver" in written
    assert "عائشة" in written


def test_anonymous_report_has_nothing_of_anybody(exporter: Exporter) -> None:
    """The numbers are made long, so that they are found wherever they stand."""
    report = samples.anonymous()
    marked = replace(
        report,
        rounds=tuple(
            replace(
                on,
                answers=tuple(
                    replace(each, number=7_000_071, elapsed_ms=7_000_072, points=7_000_073)
                    for each in on.answers
                ),
            )
            for on in report.rounds
        ),
        standings=tuple(
            replace(each, number=7_000_071, points=7_000_073, right_ms=7_000_072)
            for each in report.standings
        ),
    )

    for language in LANGUAGES:
        written = text_of(exporter.write(marked, language, str))
        assert not [
            mark for mark in (*samples.NAMES, "Ёлка", "700007", "7000.07") if mark in written
        ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_type_that_ships_can_be_exported(exporter: Exporter, language: str) -> None:
    asked = [
        question
        for path in sorted(BANKS.glob("*.yaml"))
        if path.stem != "isc-17"
        for question in read_bank_file(path, kept).questions
    ]
    sample = samples.named()
    rounds = tuple(
        replace(
            sample.rounds[0],
            number=place,
            question=each,
            tally=each.tally([]) if each.answerable else None,
            answers=(),
        )
        for place, each in enumerate(asked, start=1)
    )

    written = text_of(exporter.write(replace(sample, rounds=rounds), language, str))

    assert {each.type for each in asked} == set(QUESTION_TYPES)
    assert len(written) > 1000


def test_report_without_rounds_can_be_exported(exporter: Exporter) -> None:
    assert exporter.write(replace(samples.named(), rounds=(), standings=()), "en", str)
