"""`quizapp rehearse` against a running server: it measures, loses nothing and leaves nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.live_server import LiveServer

PHONES = 30


def rehearse(server: LiveServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quizapp", "rehearse", server.url, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_server_is_measured_on_its_own_machine_and_by_a_link(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        data = ("--data", str(tmp_path))
        some = [word for each in ("deaf", "slow", "restless") for word in (f"--{each}", "0.1")]
        told = rehearse(server, *data, "--phones", str(PHONES), "--spread", "0.5", *some, "--json")
        assert told.returncode == 0, told.stderr
        figures = json.loads(told.stdout)
        assert figures["notes"] == []
        assert figures["joined"] == PHONES
        assert figures["acked"] == figures["answered"] == 2 * (PHONES - PHONES // 10)
        assert (figures["refused"], figures["lost_answers"]) == (0, 0)
        for name in ("page_ms", "push_ms", "ack_ms", "result_ms", "screen_lag_ms"):
            spread = figures[name]
            assert 0 <= spread["p50"] <= spread["p99"] <= spread["max"], name
        assert figures["join_per_s"] > 0
        assert figures["rx_bytes_per_phone"] > 1000

        link = server.printed("Moderator")
        told = rehearse(server, "--moderator-link", link, "--phones", "2", "--spread", "0.1")
        assert told.returncode == 0, told.stderr
        assert "lost_answers" in told.stdout

        elsewhere = rehearse(server, "--data", str(tmp_path / "elsewhere"), "--phones", "2")
        assert elsewhere.returncode == 1
        assert "no server runs on the data folder" in elsewhere.stderr

        again = rehearse(server, "--moderator-link", link, "--phones", "2")
        assert again.returncode == 1
        assert "used up or too old" in again.stderr

        unknown = subprocess.run(
            [sys.executable, "-m", "quizapp", "rehearse", server.url, "--code", "000 000"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert unknown.returncode == 1
        assert server.stop() == 0
    assert "Traceback" not in server.output
