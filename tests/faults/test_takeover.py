"""The laptop on stage dies; a spare one takes over from the latest backup, under the same code."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from quizapp.domain.live.state import Phase
from tests.faults.guests import Guest, open_round, start_quiz
from tests.live_server import LiveServer, Moderator, until

TWO_MINUTES_S = 120.0


def quizapp(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quizapp", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def copies_in(folder: Path) -> set[Path]:
    return set(folder.glob("quizapp-*.sqlite3"))


def test_spare_laptop_takes_over_from_the_latest_backup(tmp_path: Path) -> None:
    first, spare, stick = tmp_path / "first", tmp_path / "spare", tmp_path / "stick"
    environment = {"QUIZAPP_BACKUP_EVERY": "1", "QUIZAPP_BACKUPS": str(stick)}
    stage = LiveServer(first, environment=environment)
    with stage:
        asyncio.run(_play(stage, spare, stick))


async def _play(stage: LiveServer, spare: Path, stick: Path) -> None:
    event_id = await asyncio.to_thread(stage.event_id)
    guests = [Guest(stage.url, event_id, f"Guest {n}") for n in range(6)]
    tasks = [asyncio.create_task(each.run()) for each in guests]
    moderator = await Moderator(stage, event_id, await asyncio.to_thread(stage.sign_in)).connect()
    await until("everybody is in", lambda: all(each.inside for each in guests))
    await start_quiz(moderator)
    round_id = await open_round(moderator)
    await until("all see it", lambda: all(each.sees(round_id) for each in guests))
    early, late = guests[:4], guests[4:]
    for each in early:
        each.tap.set()
    await until("four are saved", lambda: all(each.has_saved(round_id) for each in early))
    seen = copies_in(stick)
    await until("a backup since then", lambda: len(copies_in(stick) - seen) >= 2)
    refused = await asyncio.to_thread(
        quizapp, "db", "restore", str(stick), "--data", str(stage.data_dir)
    )
    assert (refused.returncode, "already runs" in refused.stderr) == (1, True)
    by_hand = await asyncio.to_thread(
        quizapp, "db", "backup", str(stick / "by hand.sqlite3"), "--data", str(stage.data_dir)
    )
    assert by_hand.returncode == 0, by_hand.stderr

    await asyncio.to_thread(stage.kill)
    await moderator.close()
    began = time.monotonic()
    restored = await asyncio.to_thread(quizapp, "db", "restore", str(stick), "--data", str(spare))
    assert restored.returncode == 0, restored.stderr
    taking_over = LiveServer(spare)
    await asyncio.to_thread(taking_over.start)
    try:
        for each in guests:
            each.move(taking_over)
        await until("all are back", lambda: all(each.sees(round_id) for each in guests))
        assert time.monotonic() - began < TWO_MINUTES_S
        assert taking_over.code == stage.code
        await _play_on(taking_over, event_id, round_id, early, late)
    finally:
        await asyncio.gather(*(each.stop() for each in guests))
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(taking_over.stop)


async def _play_on(
    server: LiveServer, event_id: str, round_id: str, early: list[Guest], late: list[Guest]
) -> None:
    """The round is open, the answers of before are there, those of now are taken."""
    moderator = await Moderator(server, event_id, await asyncio.to_thread(server.sign_in)).connect()
    on = moderator.state["round"]
    assert (on["id"], on["beat"]) == (round_id, Phase.OPEN)
    for each in early:
        own = each.me["round"]
        assert (own["id"], own["answer"]) == (round_id, each.answers[round_id].answer)
    for each in late:
        each.tap.set()
    await until("the others are saved", lambda: all(each.has_saved(round_id) for each in late))
    await until("all are counted", lambda: moderator.crowd.get("answered") == len(early + late))
    await moderator.close()
