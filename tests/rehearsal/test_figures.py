from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from quizapp.rehearsal.figures import Figures, Spread
from quizapp.rehearsal.process_figures import usage_of, usage_of_server
from quizapp.rehearsal.progress import Progress


def test_spread_names_the_middle_the_slow_and_the_slowest() -> None:
    seconds = [n / 1000 for n in range(1, 1001)]
    assert Spread.of(seconds) == Spread(p50=501.0, p99=991.0, max=1000.0)
    assert Spread.of([0.25]) == Spread(250.0, 250.0, 250.0)
    assert Spread.of([]) is None


def test_figures_are_told_to_programs_and_to_people() -> None:
    figures = Figures(5, joined=4, push_ms=Spread(1.0, 2.0, 3.5), notes=["1 did not join: busy"])
    plain = json.loads(json.dumps(figures.to_dict()))
    assert plain["push_ms"] == {"p50": 1.0, "p99": 2.0, "max": 3.5}
    assert (plain["phones"], plain["joined"], plain["ack_ms"]) == (5, 4, None)
    table = figures.table().splitlines()
    assert len(table) == len(plain)
    assert any("p50 1  p99 2  max 3.5" in line for line in table)
    assert any(line.split() == ["ack_ms", "-"] for line in table)
    assert any("1 did not join: busy" in line for line in table)


def test_usage_is_known_of_processes_that_live() -> None:
    own = usage_of(os.getpid())
    assert own is not None
    assert own.rss > 2**20
    assert usage_of(None) is None
    assert usage_of(2**22 + 1) is None
    assert usage_of_server(2**22 + 1) is None


def test_usage_of_workers_is_told_together(tmp_path: Path) -> None:
    """A parent with two children, by the words of the command that starts workers."""
    program = tmp_path / "parent.py"
    child = "import sys; print(0, flush=True); sys.stdin.read()"
    program.write_text(
        "import subprocess, sys\n"
        f"two = [subprocess.Popen([sys.executable, '-c', {child!r}], stdin=subprocess.PIPE,"
        " stdout=subprocess.PIPE) for _ in range(2)]\n"
        "[each.stdout.readline() for each in two]\n"
        "print(two[0].pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, str(program), "quizapp", "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        first = int(parent.stdout.readline())
        alone, both = usage_of(first), usage_of_server(first)
        assert alone is not None
        assert both is not None
        assert both.rss > alone.rss * 1.5
        parent.communicate()


def test_progress_is_a_bar_on_a_terminal_and_a_line_a_stage_elsewhere() -> None:
    told: list[str] = []
    lines = Progress(told.append, bar=False)
    lines.stage("phones come in", 2)
    lines.step()
    lines.stage("the screen counts")
    lines.end()
    assert told == ["phones come in\n", "the screen counts\n"]

    told.clear()
    bar = Progress(told.append, bar=True)
    bar.stage("phones come in", 2000)
    for _ in range(2000):
        bar.step()
    bar.stage("the screen counts")
    bar.end()
    bar.end()
    drawn = "".join(told)
    assert len(told) < 100, "not drawn at each step"
    assert "0/2,000 phones come in" in drawn
    assert f"{'█' * 30} 2,000/2,000 phones come in" in drawn
    assert drawn.count("\n") == 2
