"""The composition's own small duties."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.app import KEY_BYTES, KEY_FILE, _secret_key
from quizapp.realtime.gateway import _session_cookie
from quizapp.services.sign_in import SESSION_COOKIE


def test_the_secret_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = _secret_key(tmp_path)
    assert len(key) == KEY_BYTES
    assert _secret_key(tmp_path) == key
    if os.name != "nt":
        assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [b"", b"half a key"])
def test_half_a_secret_key_is_made_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(left)
    assert len(_secret_key(tmp_path)) == KEY_BYTES
    assert (tmp_path / KEY_FILE).read_bytes() == _secret_key(tmp_path)


@pytest.mark.parametrize("strange", ['prefs={"a": 1}', "a=b c", "=;;=", "x"])
def test_a_strange_cookie_of_another_program_hides_no_sign_in(strange: str) -> None:
    ours = f"{SESSION_COOKIE}=secret"
    for header in (f"{strange}; {ours}", f"{ours}; {strange}"):
        assert _session_cookie({"HTTP_COOKIE": header}) == "secret"
    assert _session_cookie({"HTTP_COOKIE": strange}) is None
