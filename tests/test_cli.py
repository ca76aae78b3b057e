"""The command line: what goes wrong is one clear line and a non-zero exit, never a traceback."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from quizapp import paths
from tests.live_server import LiveServer, wait_for


def quizapp(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "quizapp", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of an error; fails where there are more, or where the exit says all is well."""
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("quizapp: ")
    return lines[0]


class OneWorker(LiveServer):
    """`quizapp serve` with one worker, on SQLite."""

    command = "serve"

    def worker(self) -> int:
        """Its process, once it answers; 0 until then."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        try:
            urllib.request.urlopen(f"{self.url}/healthz", timeout=1).close()
        except OSError:
            return 0
        return int(children[0]) if children else 0

    def other_worker_than(self, former: int) -> int:
        def another() -> int:
            pid = self.worker()
            return 0 if pid == former else pid

        return int(wait_for("another worker", another))

    def send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


def test_run_on_a_port_in_use_names_the_port(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        line = one_line(quizapp("run", "--host", "127.0.0.1", "--port", port))
    assert f"port {port} is in use" in line


def test_several_workers_on_sqlite_are_refused(data_dir: Path) -> None:
    line = one_line(quizapp("serve", "--workers", "2", "--public-url", "http://vote.example"))
    assert "more than one worker needs PostgreSQL (DATABASE_URL)" in line
    assert not data_dir.exists()


def test_several_workers_must_know_their_address(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    line = one_line(quizapp("serve", "--workers", "2"))
    assert "more than one worker needs QUIZAPP_PUBLIC_URL" in line


def test_one_worker_is_watched_and_brought_back_and_renewed(tmp_path: Path) -> None:
    with OneWorker(tmp_path) as server:
        one_line(quizapp("run", "--data", str(tmp_path), "--port", "0"))
        first = server.worker()
        os.kill(first, signal.SIGKILL)
        second = server.other_worker_than(first)
        server.send(signal.SIGHUP)
        assert server.other_worker_than(second) != first
        assert server.stop() == 0


def test_run_on_a_folder_that_cannot_be_made_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    line = one_line(quizapp("run", "--data", str(tmp_path / "file" / "data"), "--port", "0"))
    assert str(tmp_path / "file" / "data") in line


def test_run_with_a_database_of_a_newer_version_does_not_touch_it(data_dir: Path) -> None:
    assert quizapp("db", "upgrade").returncode == 0
    with closing(sqlite3.connect(data_dir / "quizapp.sqlite3")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    assert "newer quizapp wrote this database (revision 9999)" in one_line(
        quizapp("run", "--port", "0")
    )


def test_a_second_server_on_the_same_folder_is_refused_and_the_first_goes_on(
    tmp_path: Path,
) -> None:
    with LiveServer(tmp_path) as server:
        line = one_line(quizapp("run", "--data", str(tmp_path), "--port", "0"))
        assert "already runs on the data folder" in line
        assert "already runs" in one_line(
            quizapp(
                "event",
                "load",
                "--data",
                str(tmp_path),
                str(paths.question_banks() / "isc-17.yaml"),
            )
        )
        assert server.event_id()


def test_sign_in_link_before_the_first_start_says_what_to_do(data_dir: Path) -> None:
    assert "start the server once" in one_line(quizapp("sign-in-link"))


def test_sign_in_link_can_be_printed_while_the_server_runs(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        done = quizapp("sign-in-link", "--data", str(tmp_path))
        assert done.returncode == 0
        assert f"{server.url}/sign-in/" in done.stdout


def test_what_is_no_backup_is_refused_in_one_line(data_dir: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("milk, bread")
    assert "notes.txt" in one_line(quizapp("db", "restore", str(wrong)))
    assert "no backup in this folder" in one_line(quizapp("db", "restore", str(tmp_path)))
    assert "no database here yet" in one_line(quizapp("db", "backup", str(tmp_path / "copy")))


def test_a_broken_bank_names_every_fault_and_loads_nothing(data_dir: Path, tmp_path: Path) -> None:
    for name in ("agenda-polls.yaml", "icebreaker.yaml", "isc-17.yaml", "isc-17-agenda.txt"):
        (tmp_path / name).write_bytes((paths.question_banks() / name).read_bytes())
    text = (paths.question_banks() / "integrity-quiz.yaml").read_text(encoding="utf-8")
    (tmp_path / "integrity-quiz.yaml").write_text(
        text.replace("type: ordering", "type: sorting").replace("correct: b", "correct: z", 1),
        encoding="utf-8",
    )
    done = quizapp("event", "load", str(tmp_path / "isc-17.yaml"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert len(re.findall(r"integrity-quiz\.yaml:\d+:\d+: questions\[", done.stderr)) >= 3
    assert "No events yet" in quizapp("event", "list").stdout


def test_import_agenda_prints_the_tree_and_writes_only_when_asked(data_dir: Path) -> None:
    agenda = str(paths.question_banks() / "isc-17-agenda.txt")
    printed = quizapp("event", "import-agenda", agenda)
    assert printed.returncode == 0
    assert "INTEGRITY QUIZ" in printed.stdout
    assert "Every line found its place." in printed.stdout
    assert not data_dir.exists()
    assert quizapp("event", "import-agenda", agenda, "--new", "my-meeting").returncode == 0
    assert "my-meeting" in quizapp("event", "list").stdout
    assert quizapp("event", "import-agenda", agenda, "--event", "my-meeting").returncode == 0
    one_line(quizapp("event", "import-agenda", agenda, "--event", "no-such"))
    one_line(quizapp("event", "import-agenda", agenda, "--new", "my-meeting"))


def test_a_second_start_keeps_the_demo_event_and_its_code(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        first, link = server.code, server.printed("Moderator")
        assert server.stop() == 0
        server.start()
        assert server.code == first
        assert server.printed("Moderator") != link


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_the_data_folder_is_closed_to_other_users(data_dir: Path) -> None:
    assert quizapp("db", "upgrade").returncode == 0
    assert data_dir.stat().st_mode & 0o077 == 0
