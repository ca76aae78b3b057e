"""What strangers send: huge, broken, wrongly encoded or meant to harm. Each gets a clear answer."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from quizapp.domain.bank_files import Imported
from quizapp.domain.errors import ContentProblems, Problem
from quizapp.importers.banks import LARGEST_UPLOAD, LARGEST_ZIP, packed, read_any
from quizapp.importers.banks.drafts import MOST_QUESTIONS
from quizapp.importers.banks.workbook import MOST_SHEETS
from tests.importers.banks.golden_files import keep
from tests.importers.banks.test_golden import workbook

AIKEN = "Où ça ?\nA. Là\nB. Ici\nANSWER: A\n"
BANK = """\
format: quizapp-bank/1
slug: small
title: {en: Small}
languages: [en]
questions:
  - slug: one
    type: word_cloud
    prompt: {en: "In a word?"}
    picture: {file: pictures/port.jpg, alt: {en: "A port"}}
"""


def faults(name: str, data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(ContentProblems) as caught:
        read_any(name, data, "en", keep)
    return caught.value.problems


def code(name: str, data: bytes) -> str:
    (fault,) = faults(name, data)
    assert fault.file
    return fault.code


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


# ---- Encodings -------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_text_is_read_in_the_encodings_that_programs_write(encoding: str) -> None:
    imported = read_any("a.txt", AIKEN.encode(encoding), "fr")

    assert imported.bank.questions[0].prompt.get("fr") == "Où ça ?"
    guessed = [each.details for each in imported.notes if each.code == "encoding_guessed"]
    assert guessed == ([{"encoding": encoding}] if encoding == "windows-1252" else [])


def test_byte_order_mark_that_lies_is_named_with_the_line() -> None:
    (fault,) = faults("a.csv", b"\xef\xbb\xbftype,question\nx,\xe9\n")

    assert (fault.code, fault.detail, fault.line) == ("broken_encoding", "utf-8", 2)


@pytest.mark.parametrize("data", [b"A. \x00\nANSWER: A\nA. x", b"type,question\n\x81\xff,x\n"])
def test_what_is_no_text_is_named(data: bytes) -> None:
    assert code("a.csv", data) == "not_text_file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("declared", [True, False])
def test_xml_is_read_in_the_encoding_it_declares_or_has(encoding: str, declared: bool) -> None:
    quiz = '<quiz><question type="essay"><questiontext><text>Où ?</text></questiontext></question></quiz>'
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n' if declared else ""

    imported = read_any("a.xml", (head + quiz).encode(encoding), "fr")

    assert imported.bank.questions[0].prompt.get("fr") == "Où ?"


# ---- Sizes -----------------------------------------------------------------


def test_file_of_fifty_megabytes_is_refused_at_once() -> None:
    assert code("a.gift", b"{" * (50 * 2**20)) == "file_too_large"
    assert LARGEST_UPLOAD == 10 * 2**20 < LARGEST_ZIP < 50 * 2**20


def test_text_beyond_ten_megabytes_is_refused() -> None:
    assert code("a.gift", b"x" * (LARGEST_UPLOAD + 1)) == "file_too_large"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gift", "".join(f"q{n} {{}}\n\n" for n in range(MOST_QUESTIONS + 1))),
        ("a.csv", "type,question\n" + "x,y\n" * (MOST_QUESTIONS + 1)),
        ("a.xml", "<quiz>" + "<question/>" * (MOST_QUESTIONS + 1) + "</quiz>"),
    ],
)
def test_more_questions_than_a_bank_may_have_are_refused(name: str, data: str) -> None:
    assert code(name, data.encode()) == "too_many_questions"


def test_sheet_without_an_end_is_not_walked_to_it() -> None:
    data = workbook(["type", "question_en"], ["slide", "x"])
    far = data_with(data, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="1048576"')

    assert code("a.xlsx", far) == "too_many_questions"


def data_with(data: bytes, entry: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[entry]
    files[entry] = files[entry].replace(old, new)
    return zipped(files)


def test_what_takes_time_or_memory_without_end_is_answered_soon() -> None:
    """Each of these would keep a reader busy for minutes that looks at everything twice."""
    comments = "[html]" + "<!--" * 4_000 + " {=a ~b}\n\n"
    signs = "q {" + "=" * 1_000_000 + "}\n\n"
    words = "x" * 1_000_000 + " {=a ~b}\n"

    imported = read_any("a.gift", (comments * 100 + signs + words).encode(), "en")

    assert imported.notes[-1].question_number == 102
    assert {"markup_left_out", "wrong_count", "text_too_large"} <= {
        each.code for each in imported.notes
    }
    assert code("a.xml", b"<quiz>" + b"<a/>" * 300_001 + b"</quiz>") == "xml_too_large"


# ---- Files that nobody knows -----------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.gift", b"", "empty_file"),
        ("a.gift", b"  \n", "empty_file"),
        ("a.docx", b"PK\x03\x04 something", "unknown_format"),
        ("a.pdf", b"%PDF-1.7", "unknown_format"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        ("a.ods", zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "open_document"),
        ("a.csv", b"name,age\nx,1\n", "sheet_header"),
        ("a.csv", b"\n\n", "empty_file"),
        ("a.csv", b'type,question\nslide,"open\n', "broken_csv"),
        ("a.xlsx", workbook(["name", "age"], ["x", 1]), "sheet_header"),
        ("a.csv", b"type,question\n", "no_questions"),
        ("a.gift", b"// nothing\n", "no_questions"),
        ("a.xml", b"<quiz></quiz>", "no_questions"),
        ("a.xml", b"<html/>", "not_a_quiz"),
        ("a.xml", b"<quiz>", "broken_xml"),
        ("a.xml", b"<quiz><a></b></quiz>", "broken_xml"),
        ("a.xml", b'<?xml version="1.0" encoding="utf-99"?><quiz/>', "broken_xml"),
        ("a.xml", b"<quiz>" + b"<a>" * 500, "broken_xml"),
        ("a.yaml", b"a: [", "broken_yaml"),
        ("a.zip", b"PK\x03\x04 but not really", "broken_zip"),
        ("a.zip", zipped({"readme.txt": b"x"}), "zip_without_bank"),
        ("a.zip", zipped({"a/bank.yaml": b"x", "b/bank.yaml": b"x"}), "zip_with_banks"),
    ],
)
def test_what_can_not_be_used_says_why(name: str, data: bytes, expected: str) -> None:
    assert code(name, data) == expected


def test_headings_of_kahoot_that_are_not_all_there() -> None:
    data = workbook(["Answer 1", "Time limit", "Correct answer(s)"], ["x", 20, 1])

    assert code("a.xlsx", data) == "kahoot_header"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>',
        '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY f SYSTEM "file:///etc/passwd">]><quiz>&f;</quiz>',
        "<!DOCTYPE quiz><quiz/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_doctypes_are_refused(text: str, encoding: str) -> None:
    data = text.encode(encoding)

    assert code("a.xml", data) == "xml_entities"


# ---- Archives --------------------------------------------------------------


@pytest.mark.parametrize("entry", ["../bank.yaml", "/etc/passwd", "a\\..\\b", "C:/x", "a/../../b"])
def test_paths_out_of_the_folder_are_refused(entry: str) -> None:
    assert code("a.zip", zipped({"bank.yaml": BANK.encode(), entry: b"x"})) == "zip_path"


def test_archive_in_an_archive_is_refused() -> None:
    inner = zipped({"bank.yaml": b"x"})

    assert code("a.zip", zipped({"bank.yaml": b"x", "more.ZIP": inner})) == "zip_nested"


def test_bomb_is_refused_unopened() -> None:
    bomb = zipped({"bank.yaml": BANK.encode(), "pictures/port.jpg": b"\0" * (30 * 2**20)})

    assert len(bomb) < 100_000
    assert code("a.zip", bomb) == "zip_bomb"


def test_archive_that_unpacks_to_too_much_or_too_many_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed, "MOST_ENTRIES", 3)
    many = zipped({"bank.yaml": b"x", "1": b"", "2": b"", "3": b""})
    large = zipped({"bank.yaml": b"x", "1": bytes(range(256)) * 2**12})
    declared = large.replace(struct.pack("<I", 2**20), struct.pack("<I", 200 * 2**20))

    assert code("a.zip", many) == "zip_too_many"
    assert code("a.zip", declared) == "zip_too_large"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert code("a.zip", zipped({"bank.yaml": BANK.encode()}, method)) == "broken_zip"


def test_password_is_named() -> None:
    data = bytearray(zipped({"bank.yaml": BANK.encode()}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1

    assert code("a.zip", bytes(data)) == "zip_encrypted"


def test_damaged_entry_is_named() -> None:
    data = bytearray(zipped({"bank.yaml": BANK.encode()}))
    at = data.index(b"bank.yaml") + 20
    data[at : at + 4] = b"\xff\xff\xff\xff"

    assert code("a.zip", bytes(data)) == "broken_zip"


def test_macros_are_named_and_not_looked_at() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(["type", "question_en"], ["slide", "x"]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    imported = read_any("a.xlsm", zipped({**files, "xl/vbaProject.bin": b"evil"}), "en")

    assert [each.code for each in imported.notes] == ["macros_left_out", "understood"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData"),
        (b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
        (b'r="2"', b'r="two"'),
    ],
)
def test_damaged_workbook_is_named(old: bytes, new: bytes) -> None:
    data = workbook(["type", "question_en"], ["slide", "x"])

    assert code("a.xlsx", data_with(data, "xl/worksheets/sheet1.xml", old, new)) == (
        "broken_workbook"
    )


def test_sheets_without_an_end_are_not_all_walked() -> None:
    book = Workbook()
    for _ in range(MOST_SHEETS):
        last = book.create_sheet()
    last.append(["type", "question_en"])
    data = io.BytesIO()
    book.save(data)

    assert code("a.xlsx", data.getvalue()) == "sheet_header"


# ---- Pictures beside a bank ------------------------------------------------


def read_zip(files: dict[str, bytes]) -> Imported:
    return read_any("a.zip", zipped(files), "en", keep)


@pytest.mark.parametrize("folder", ["", "my-bank/"])
def test_zip_brings_its_pictures_and_names_what_nobody_asks_for(folder: str) -> None:
    imported = read_zip(
        {
            f"{folder}bank.yaml": BANK.encode(),
            f"{folder}pictures/port.jpg": b"PORT",
            f"{folder}notes.txt": b"x",
        }
    )

    (picture,) = imported.bank.pictures
    assert picture.data == b"PORT"
    assert imported.bank.questions[0].pictures[0].id == picture.id
    assert [each.code for each in imported.notes] == ["file_not_named", "understood"]


@pytest.mark.parametrize(
    ("files", "file", "expected"),
    [
        ({}, "pictures/port.jpg", "picture_missing"),
        ({"pictures/port.jpg": b"broken"}, "pictures/port.jpg", "picture_broken"),
        ({}, "../port.jpg", "picture_outside"),
        ({}, "/etc/passwd", "picture_outside"),
    ],
)
def test_picture_that_can_not_be_shown_is_named_with_its_line(
    files: dict[str, bytes], file: str, expected: str
) -> None:
    text = BANK.replace("pictures/port.jpg", file)
    (fault,) = faults("a.zip", zipped({"bank.yaml": text.encode(), **files}))

    assert (fault.file, fault.path, fault.code, fault.line) == (
        "bank.yaml",
        "questions[0].picture.file",
        expected,
        9,
    )


def test_bank_that_comes_without_the_pictures_it_names_is_refused() -> None:
    assert code("bank.yaml", BANK.encode()) == "picture_missing"


def test_picture_is_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    from quizapp.importers.bank_yaml import read_bank_file

    (tmp_path / "secret").write_bytes(b"PORT")
    bank = tmp_path / "bank"
    (bank / "pictures").mkdir(parents=True)
    (bank / "bank.yaml").write_text(BANK, "utf-8")
    (bank / "pictures" / "port.jpg").symlink_to(tmp_path / "secret")

    with pytest.raises(ContentProblems, match="picture_missing"):
        read_bank_file(bank / "bank.yaml", keep)

    (bank / "pictures" / "port.jpg").unlink()
    (bank / "pictures" / "port.jpg").write_bytes(b"PORT")
    assert read_bank_file(bank / "bank.yaml", keep).pictures[0].data == b"PORT"
