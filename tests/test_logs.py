from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import logs
from quizapp.logs import MINUTE_S, MOST_ALIKE, Calm, JsonLines

PROGRAM = """
import logging, sys
from quizapp import logs
logs.set_up(sys.argv[1])
log = logging.getLogger("quizapp.room")
log.info("%s", "RoundOpened", extra={"event": "E1", "round": "R1", "seq": 7})
for n in range(1000):
    log.warning("bad packet %d", n, extra={"code": "bad_packet"})
logging.getLogger("other").info("chatter")
"""


def record(
    message: str = "fault %d", *values: object, level: int = logging.ERROR
) -> logging.LogRecord:
    return logging.LogRecord("quizapp", level, "", 0, message, values, None)


def fail() -> None:
    raise ValueError("two\nlines “quoted”")


def test_record_is_one_json_object_with_the_ids_it_names() -> None:
    try:
        fail()
    except ValueError:
        made = record("a commit failed")
        made.exc_info = sys.exc_info()
    made.event, made.round, made.answer = "E1", "R1", "a secret"
    line = JsonLines().format(made)
    assert "\n" not in line
    said = json.loads(line)
    assert said.pop("fault").endswith("ValueError: two\nlines “quoted”")
    assert said.pop("at").endswith("Z")
    assert said == {
        "level": "error",
        "logger": "quizapp",
        "message": "a commit failed",
        "event": "E1",
        "round": "R1",
    }


def test_lines_of_one_kind_have_an_end_and_say_how_many_were_left_out() -> None:
    now = [0.0]
    calm = Calm(lambda: now[0])
    passed = [calm.filter(record("fault %d", n)) for n in range(1000)]
    assert passed == [True] * MOST_ALIKE + [False] * (1000 - MOST_ALIKE)
    assert calm.filter(record("another fault")), "another kind has its own"
    assert all(calm.filter(record("step", level=logging.INFO)) for _ in range(100))
    now[0] = MINUTE_S
    again = record("fault %d", 7)
    assert calm.filter(again)
    assert again.getMessage() == f"fault 7 (and {1000 - MOST_ALIKE} more like it before)"
    now[0] = 2 * MINUTE_S
    once_more = record("fault %d", 8)
    assert calm.filter(once_more)
    assert once_more.getMessage() == "fault 8"


def test_kinds_are_not_remembered_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_KINDS", 3)
    calm = Calm()
    for n in range(10):
        calm.filter(record(f"kind {n}"))
    assert len(calm._kinds) == 3


@pytest.mark.parametrize(("form", "lines"), [("text", MOST_ALIKE), ("json", MOST_ALIKE + 1)])
def test_program_logs_as_it_is_told(form: str, lines: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, form],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    said = run.stderr.splitlines()
    assert (len(said), run.stdout) == (lines, "")
    if form == "text":
        assert said[0] == "WARNING quizapp.room: bad packet 0"
        return
    first, second = (json.loads(each) for each in said[:2])
    assert (first["message"], first["event"], first["round"], first["seq"]) == (
        "RoundOpened",
        "E1",
        "R1",
        7,
    )
    assert (second["level"], second["code"]) == ("warning", "bad_packet")
