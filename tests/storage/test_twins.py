import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.twin_program import TASKS


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_stores_work_under_each_twin(
    mode: str, backend: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = []
    if backend == "postgresql":
        # By name: resolving it must not go through the loop's own resolver.
        fresh = request.getfixturevalue("postgres").new_database()
        url = [fresh.replace("127.0.0.1", "localhost")]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.storage.twin_program", mode, tmp_path, *url],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert json.loads(ended.stdout) == {"ended": True, "fresh": TASKS, "counts": {"R": TASKS}}
