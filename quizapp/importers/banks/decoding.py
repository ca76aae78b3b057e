"""Text out of bytes: the encodings that files of quiz programs and spreadsheets really have."""

from __future__ import annotations

import codecs

from quizapp.domain.bank_files import Level
from quizapp.importers.banks.base import Upload
from quizapp.importers.banks.drafts import BankDraft

WINDOWS_1252 = "windows-1252"
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 first: its little-endian mark begins with that of UTF-16."""


def decode(draft: BankDraft) -> str:
    """The text of the draft's file, with plain line feeds; an encoding that is guessed is noted.

    What is neither marked nor UTF-8 is taken for Windows-1252, in which old spreadsheets save.
    Raises `ContentProblems`: `not_text_file` for what is no text in any of them, `broken_encoding`
    where it is not what its byte order mark says.
    """
    text, guessed = _decoded(draft.upload)
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise draft.upload.refused("not_text_file", line=line)
    if guessed:
        draft.remark(Level.APPROXIMATED, "encoding_guessed", encoding=guessed)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(upload: Upload) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKED if upload.data.startswith(mark)), "utf-8")
    try:
        return upload.data.decode(encoding), ""
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            line = error.object[: error.start].count(b"\n") + 1
            raise upload.refused("broken_encoding", encoding.removesuffix("-sig"), line) from None
    try:
        return upload.data.decode(WINDOWS_1252), WINDOWS_1252
    except UnicodeDecodeError as error:
        line = upload.data[: error.start].count(b"\n") + 1
        raise upload.refused("not_text_file", line=line) from None
