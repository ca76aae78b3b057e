"""Text that people typed, made harmless for spreadsheets.

A cell that begins with = + - @ is a formula to a spreadsheet, which may call programs and fetch
addresses on the computer of whoever opens the file (OWASP: CSV injection).
"""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 can't carry; nothing that anybody reads."""

_FORMULA = re.compile("(?:^|(?<=[;\t\r\n]))(?=[ \u00a0]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])")
"""Where a formula could begin: also after a semicolon, which separates cells where the comma is
the decimal sign, and with the full-width forms, which some spreadsheets fold."""

_OWN_MARK = re.compile("(?:^|(?<=[;\t\r\n]))(?='+[ \u00a0]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])")
"""An apostrophe of the text's own where one would stand that makes it harmless."""


def printable(text: str) -> str:
    """Without the characters that no XML file, hence no workbook, may hold."""
    return _ILLEGAL.sub("", text)


def looks_like_formula(text: str) -> bool:
    """Whether some spreadsheet could take it, or what follows a separator in it, for a formula."""
    return _FORMULA.search(text) is not None


def csv_text(text: str) -> str:
    """Printable, with an apostrophe before what would be taken for a formula."""
    return _FORMULA.sub("'", printable(text))


def with_own_marks(text: str) -> str:
    """One apostrophe more where whoever reads the table takes one away: none of the text's is lost."""
    return _OWN_MARK.sub("'", text)
