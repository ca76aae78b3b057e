"""`make soak`: a server of its own, and `quizapp rehearse --soak` against it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.live_server import LiveServer

USUAL = ("--phones", "500", "--soak", "30", "--rounds", "60")


def main() -> int:
    """What is given on the command line comes after the usual options, and wins."""
    with tempfile.TemporaryDirectory() as folder, LiveServer(Path(folder)) as server:
        command = [sys.executable, "-m", "quizapp", "rehearse", server.url, "--data", folder]
        return subprocess.run([*command, *USUAL, *sys.argv[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
