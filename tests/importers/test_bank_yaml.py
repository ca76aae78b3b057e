from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.errors import ContentProblems
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.importers.files import LARGEST_FILE

SHIPPED = Path(__file__).resolve().parents[2] / "question_banks"
BANK = """\
format: quizapp-bank/1
slug: small
title: {en: Small}
languages: [en]
questions:
  - slug: one
    type: word_cloud
    prompt: {en: "In a word?"}
"""


@pytest.fixture(name="file")
def file_fixture(tmp_path: Path) -> Path:
    return tmp_path / "small.yaml"


def faults(path: Path) -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        read_bank_file(path)
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "count"), [("integrity-quiz", 18), ("agenda-polls", 19), ("icebreaker", 12)]
)
def test_shipped_bank_can_be_read(name: str, count: int) -> None:
    bank = read_bank_file(SHIPPED / f"{name}.yaml")

    assert bank.slug == name
    assert len(bank.questions) == count


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_bank_is_read_with_or_without_a_byte_order_mark(file: Path, start: str) -> None:
    file.write_text(start + BANK, encoding="utf-8")

    assert [each.slug for each in read_bank_file(file).questions] == ["one"]


def test_every_fault_is_named_with_the_file(file: Path) -> None:
    file.write_text(BANK.replace("word_cloud", "essay").replace("slug: small", "slug: S"), "utf-8")

    first, second = faults(file)

    assert first.startswith("small.yaml: slug: bad_slug")
    assert second.startswith("small.yaml: questions[0].type: not_allowed")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "small.yaml: not_a_mapping"),
        ("- 1\n- 2\n", "small.yaml: not_a_mapping"),
    ],
)
def test_what_is_no_bank(file: Path, text: str, fault: str) -> None:
    file.write_text(text, encoding="utf-8")

    assert fault in faults(file)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("format: [a\nslug: b\n", "line 2"),
        ("a: 1\nb: {c: 1, c: 2}\n", "line 2: 'c' stands here twice"),
        ("a: 1\n\tb: 2\n", "line 2"),
        ("a: 1\nb: \x07\n", "line 2"),
        ("a: &x 1\nb: *y\n", "line 2"),
        ("a: 1\n---\nb: 2\n", "line 2"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1"),
        ("? [1, 2]\n: 3\n? {x: 1}\n: 2\n", "line 1: found unhashable key"),
        ("a: 2018-13-45\n", "month"),
        ("a: &a {b: 1}\nc: {<<: [*a, *a]}\n", "line 2: merge keys"),
        ("a: !!int x\n", "x"),
        ("a: !!timestamp x\n", ""),
        ("a: !!bool x\n", ""),
        ("[" * 1500, "nested too deeply"),
        ("a: " + "9" * 5000, ""),
    ],
)
def test_broken_yaml_is_named_with_its_line(file: Path, text: str, where: str) -> None:
    file.write_text(text, encoding="utf-8")

    (fault,) = faults(file)

    assert fault.startswith("small.yaml: broken_yaml (")
    assert where in fault


def test_other_encodings_are_named_with_the_line(file: Path) -> None:
    file.write_bytes("a: 1\nb: é\n".encode("latin-1"))

    assert faults(file) == ["small.yaml: not_utf8 (line 2)"]


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "no.yaml")[0].startswith("no.yaml: unreadable_file (")
    assert faults(tmp_path)[0].startswith(f"{tmp_path.name}: unreadable_file")


def test_huge_file_is_refused_unread(file: Path) -> None:
    file.write_bytes(b"#" * (LARGEST_FILE + 1))

    assert faults(file) == ["small.yaml: file_too_large (4096 KiB)"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8"))
    | st.lists(st.sampled_from([*"-:?[]{}&*!|>'\"%@`#, \n\tabc019", "!!", "<<: "])).map("".join)
)
def test_whatever_is_in_a_file_is_read_or_refused(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")

    assert faults(file)
