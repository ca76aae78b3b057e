"""The short form of `quizapp rehearse --soak`: reconnects in each round, and all at once in the last."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from quizapp.rehearsal.soak import SoakFigures
from tests.live_server import LiveServer

PHONES, ROUNDS = 60, 4
BACK_WITHIN_S = 15.0


def test_short_soak_loses_nothing_and_leaves_no_descriptor_open(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        command = [sys.executable, "-m", "quizapp", "rehearse", server.url, "--data", str(tmp_path)]
        some = ["--phones", str(PHONES), "--soak", "0.01", "--rounds", str(ROUNDS), "--json"]
        told = subprocess.run(
            [*command, *some], capture_output=True, text=True, timeout=180, check=False
        )
        assert told.returncode == 0, told.stderr
        figures = json.loads(told.stdout)
        assert figures["rounds"] == ROUNDS
        assert figures["acked"] == figures["answered"] == PHONES * ROUNDS
        assert figures["lost_answers"] == 0
        assert figures["reconnects"] >= PHONES + ROUNDS - 1
        assert 0 < figures["slowest_return_s"] < BACK_WITHIN_S
        if figures["files"]:
            first, *_, last = figures["files"]
            assert last - first <= PHONES // 10, "each phone has one line, however often it came"
        assert f"{PHONES * ROUNDS} answers saved, 0 lost" in told.stderr


def test_growth_is_looked_for_after_the_caches_have_filled() -> None:
    figures = SoakFigures(1)
    assert (figures.growth_mib, figures.more_files) == (None, None)
    figures.rss_mib = [100.0, 130.0, 150.0, 150.0, 150.0, 150.0, 151.0, 151.0, 151.0]
    figures.files = [30, 40, 40, 40, 40, 40, 40, 40, 40]
    assert (figures.growth_mib, figures.more_files) == (1.0, 0.0)
    assert "100.0 … 151.0 (most 151.0)" in figures.table()
