"""`quizapp bank`: what is wrong, where, and how to mend it; formats into one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp import paths
from quizapp.cli_bank import bank
from quizapp.importers.banks import read_any

BANK = """\
format: quizapp-bank/1
slug: small
title: {en: Small}
languages: [en, fr]
questions:
  - slug: One
    type: single_choice
    prompt: {en: "Which?", fr: "Lequel ?"}
    options:
      - {id: a, text: {en: "A", fr: "A"}}
      - {id: b, text: {en: "B"}}
    correct: c
    colour: red
  - slug: two
    type: slide
    prompt: {en: "Read."}
"""


def run(*arguments: str | Path) -> Result:
    """A command to its end; a traceback fails the test."""
    result = CliRunner().invoke(bank, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(name="file")
def file_fixture(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(BANK, "utf-8")
    return file


def test_check_names_all_faults_at_once_with_line_and_column(file: Path) -> None:
    checked = run("check", file)

    assert checked.exit_code == 1
    assert checked.stderr.splitlines() == [
        (
            "small.yaml:6:11: fault: questions[0].slug: "
            "Use a-z, 0-9 and - only, at most 80 characters, such as first-question."
        ),
        (
            "small.yaml:12:14: fault: questions[0].correct: "
            "There is no entry “c” in the list. Name one of its ids."
        ),
        (
            "small.yaml:13:5: fault: questions[0].colour: "
            "Nothing here has this name. Is it a typing error? Else take it out."
        ),
        "3 faults, 0 warnings.",
    ]


def test_check_warns_with_the_place_and_fails_only_when_strict(file: Path) -> None:
    text = BANK.replace("One", "one").replace("correct: c", "correct: a")
    file.write_text(text.replace("    colour: red\n", ""), "utf-8")

    checked = run("check", file)

    assert (checked.exit_code, run("check", "--strict", file).exit_code) == (0, 1)
    assert checked.stderr.splitlines() == [
        "small.yaml:11:17: warning: one: options[1].text: The text is missing in Français.",
        (
            "small.yaml:6:5: warning: one: source: "
            "The right answer has no source. Say where the fact is from."
        ),
        "small.yaml:15:5: warning: two: prompt: The text is missing in Français.",
    ]
    assert checked.stdout == "1 files without a fault, 3 warnings.\n"


def test_check_takes_folders_events_and_every_format(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "bank.yaml").write_text(BANK, "utf-8")
    gift = tmp_path / "a.gift"
    gift.write_text("Open {=a\n\nGood {=a ~b}\n", "utf-8")

    checked = run("check", folder, gift, paths.question_banks() / "isc-17.yaml")

    assert checked.exit_code == 1
    lines = checked.stderr.splitlines()
    assert lines[0].startswith("bank.yaml:6:11: fault: questions[0].slug")
    assert lines[3].startswith("a.gift:1: fault: Open: The braces don’t fit together.")
    assert lines[4] == "4 faults, 0 warnings."


def test_check_of_what_is_no_bank_and_of_a_broken_event(tmp_path: Path) -> None:
    event = tmp_path / "event.yaml"
    event.write_text("format: quizapp-event/1\nslug: x\n", "utf-8")
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG")

    lines = run("check", event, picture).stderr.splitlines()

    assert "event.yaml:1:1: fault: title: This is missing. Please fill it in." in lines
    assert lines[-2] == "a.png: fault: This is no format that can be read here."


def test_convert_says_what_got_lost_and_writes_over_nothing(tmp_path: Path) -> None:
    source = paths.question_banks() / "agenda-polls.yaml"
    target = tmp_path / "polls.gift"

    converted = run("convert", source, target, "--language", "fr")

    assert converted.exit_code == 0
    assert "polls.gift: Further languages, of so many questions: 13" in converted.stderr
    assert (
        "polls.gift: integrity-in-a-word: The format has no questions of the type Word cloud."
        in (converted.stderr)
    )
    assert len(read_any(target.name, target.read_bytes(), "fr").bank.questions) == 13
    again = run("convert", source, target)
    assert (again.exit_code, "File exists" in again.stderr) == (1, True)
    assert run("convert", source, target, "--force").exit_code == 0


def test_convert_chooses_the_format_by_the_name_or_as_it_is_told(tmp_path: Path) -> None:
    source = paths.question_banks() / "integrity-quiz.yaml"
    for name, slug, expected in (
        ("a.xlsx", "", "xlsx"),
        ("b.xlsx", "kahoot", "kahoot"),
        ("c.yml", "", "yaml"),
        ("d.zip", "", "zip"),
    ):
        target = tmp_path / name
        assert run("convert", source, target, "--to", slug).exit_code == 0
        assert read_any(name, target.read_bytes(), "en").format == expected
    assert "no format" in run("convert", source, tmp_path / "a.docx").stderr
    event = run("convert", paths.question_banks() / "isc-17.yaml", tmp_path / "e.yaml")
    assert event.stderr == "isc-17.yaml: This is no question bank.\n"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.yaml", "a.zip"])
def test_template_can_be_read_as_it_is(tmp_path: Path, name: str) -> None:
    assert run("template", tmp_path / name).exit_code == 0

    assert run("check", tmp_path / name).exit_code == 0


def test_formats_and_schema_are_printed() -> None:
    assert "kahoot" in run("formats").stdout
    assert json.loads(run("schema").stdout)["title"] == "quizapp question bank"
