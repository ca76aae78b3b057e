"""A record made and checked in the terminal, of a server that is killed while it seals a vote."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.domain.ballots import digest_of
from quizapp.domain.record import Record, to_json
from tests.hall import Hall
from tests.secret_hall import BY_REGION, ballot_event, cast, reveal, sit
from tests.services.test_records import CHOICES, REGIONS, record_of
from tests.test_cli import one_line, quizapp


@pytest.fixture(scope="module")
def record() -> Record:
    with Hall(ballot_event(BY_REGION, *REGIONS)) as hall:
        people = hall.join(*(f"P{number}" for number in range(len(REGIONS))))
        sit(hall, people)
        cast(hall, people, CHOICES)
        reveal(hall)
        return record_of(hall)


def test_file_is_checked_without_server_or_database(tmp_path: Path, record: Record) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(to_json(record))
    head = record.entries[-1].hash[:16]
    done = quizapp("event", "verify", str(file), "--head", head)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert all(line.startswith("ok") for line in lines)
    assert "the log is unbroken" in lines[0]
    assert "“[b1 prompt en]”: the ballots are those that were sealed at the close" in lines[2]
    assert not (tmp_path / "quizapp.sqlite3").exists()


def test_forged_file_names_its_fault(tmp_path: Path, record: Record) -> None:
    data = json.loads(to_json(record))
    data["votes"][0]["tally"]["counts"]["a"] += 1
    data["entries"][3]["actor"] = "somebody else"
    data["votes"][0]["prompt"]["en"] = "\x1b[2J all is well"
    file = tmp_path / "record.json"
    file.write_text(json.dumps(data))
    done = quizapp("event", "verify", str(file), "--head", "0000 0000")
    assert "this record is not what was written" in one_line(done)
    faults = [line for line in done.stdout.splitlines() if line.startswith("FAULT")]
    assert len(faults) == 3
    assert "\x1b" not in done.stdout, "a file steers nobody's terminal"
    assert "entry 4 does not follow from the one before" in faults[0]
    assert "no entry has the check number 0000 0000" in faults[1]
    assert "the figures are not those of the ballots" in faults[2]


def test_file_that_is_no_record_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text("format: quizapp-bank/1")
    assert "no record of an event" in one_line(quizapp("event", "verify", str(file)))


def test_record_of_an_event_that_is_not_there_is_one_line(data_dir: Path) -> None:
    assert quizapp("db", "upgrade").returncode == 0
    line = one_line(quizapp("event", "export-record", "nowhere", str(data_dir / "file.json")))
    assert "nowhere" in line


# ---- a kill -----------------------------------------------------------------------------------

PROGRAM = """
import sys, time
from quizapp.app import compose
from quizapp.config import Settings
from quizapp.domain.live import commands as cmd
from quizapp.storage.ballots import SqlBallots

real = SqlBallots._copy_ballots


def killed(self, event_id, round_id):
    real(self, event_id, round_id)
    print("here", flush=True)
    time.sleep(60)


program = compose(Settings.from_environ({}, data_dir=sys.argv[1]))
live, answers = program.services.live, program.services.answers
answers.batcher.start()
program.services.ballots.batcher.start()
program._participants.batcher.start()
(line,) = program.services.events.events()
state = live.state(line.id)
floor = next(iter(state.floors))
people = [program.services.joining.join(line.id, f"P{n}", "en", None).participant for n in range(9)]


def step_on():
    rev = live.state(line.id).floors[floor].moved_seq
    live.execute(line.id, cmd.NextStep(floor_id=floor, rev=rev, round_id=f"R{rev}"), "me")


step_on(), step_on()
(on,) = live.state(line.id).rounds
for n, who in enumerate(people):
    answers.submit(line.id, who.id, on, 1, "ab"[n % 2])
step_on()
SqlBallots._copy_ballots = killed
program._sealing.seal_all()
"""


def write_event(folder: Path) -> Path:
    bank: dict[str, Any] = {
        "format": "quizapp-bank/1",
        "slug": "box",
        "title": {"en": "Box"},
        "languages": ["en"],
        "questions": [
            {
                "slug": "chair",
                "type": "single_choice",
                "prompt": {"en": "Who shall take the chair?"},
                "options": [{"id": each, "text": {"en": f"Option {each}"}} for each in "ab"],
            }
        ],
    }
    activity = {
        "slug": "vote",
        "kind": "poll",
        "title": {"en": "The vote"},
        "questions": ["box/chair"],
        "voting": {"secrecy": "secret"},
    }
    event = {
        "format": "quizapp-event/1",
        "slug": "election",
        "title": {"en": "Election"},
        "languages": ["en"],
        "join": "nickname",
        "activities": [activity],
    }
    (folder / "box.yaml").write_text(yaml.safe_dump(bank))
    path = folder / "event.yaml"
    path.write_text(yaml.safe_dump(event))
    return path


def test_killed_process_loses_and_links_nothing(tmp_path: Path) -> None:
    """SIGKILL between two steps; the next process finishes, and the file is read past it."""
    data = tmp_path / "data"
    loaded = quizapp("event", "load", "--data", str(data), str(write_event(tmp_path)))
    assert loaded.returncode == 0, loaded.stderr
    command = [sys.executable, "-c", PROGRAM, str(data)]
    environment = {**os.environ, "QUIZAPP_ASYNC": "threading"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "here"
        process.send_signal(signal.SIGKILL)
    resume = "from quizapp.app import compose\nfrom quizapp.config import Settings\nimport sys\n"
    resume += "p = compose(Settings.from_environ({}, data_dir=sys.argv[1]))\n"
    resume += "p._sealing.resume(tuple(e.id for e in p.services.events.events()))\n"
    resume += "p.database.close()\n"
    again = [sys.executable, "-c", resume, str(data)]
    subprocess.run(again, check=True, env=environment, timeout=60)
    file = tmp_path / "record.json"
    made = quizapp("event", "export-record", "--data", str(data), "election", str(file))
    assert made.returncode == 0, made.stderr
    assert quizapp("event", "verify", str(file)).returncode == 0
    with closing(sqlite3.connect(data / "quizapp.sqlite3")) as database:
        ballots = database.execute("SELECT choice FROM ballot ORDER BY choice").fetchall()
        salt, digest = database.execute("SELECT salt, digest FROM sealing").fetchone()
        counted = "SELECT count(*) FROM log_entry WHERE kind = 'BallotsCounted'"
        assert database.execute(counted).fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM ballot_voter").fetchone() == (9,)
        for table in ("staged_ballot", "staged_voter"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert [each for (each,) in ballots] == ['"a"'] * 5 + ['"b"'] * 4
    assert digest_of(salt, [each for (each,) in ballots]) == digest
