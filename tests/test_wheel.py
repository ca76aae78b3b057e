"""The wheel, as a stranger gets it: from the wheelhouse, without a network, in a clean folder."""

import json
import os
import re
import subprocess
import sys
import tarfile
import urllib.request
import venv
from pathlib import Path

import pytest

from quizapp import paths
from tests.live_server import LiveServer

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
DATA_FOLDERS = ("templates", "static", "question_banks")


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make wheelhouse` makes."""
    folder = tmp_path_factory.mktemp("wheels") / "wheelhouse"
    subprocess.run(["make", "wheelhouse", f"WHEELHOUSE={folder}"], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="module")
def installed(wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a clean virtual environment that holds the wheel and the locked rest."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [programs / "pip", "install", "--no-index", "--find-links", wheelhouse, "quizapp"],
        check=True,
        env={"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull},
    )
    return programs


def run(command: list[str | Path], folder: Path) -> str:
    """Run from a folder that is no checkout, with no trace of ours in the environment."""
    ended = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, env={"PATH": "/usr/bin"}
    )
    return ended.stdout


def test_wheelhouse_says_how_to_install(wheelhouse: Path) -> None:
    assert "pip install --no-index --find-links" in (wheelhouse / "README.md").read_text()


def test_wheel_knows_its_version(installed: Path, tmp_path: Path) -> None:
    assert "0.1.0" in run([installed / "quizapp", "--version"], tmp_path)


def test_wheel_brings_all_that_is_no_python(installed: Path, tmp_path: Path) -> None:
    program = (
        "import json; from quizapp import paths;"
        "folders = (paths.templates(), paths.static(), paths.question_banks(),"
        " paths.translations(), paths.migrations());"
        "print(json.dumps([sorted(file.relative_to(folder).as_posix()"
        " for file in folder.rglob('*') if file.is_file()) for folder in folders]))"
    )
    found = json.loads(run([installed / "python", "-c", program], tmp_path))
    folders = (
        *(ROOT / name for name in DATA_FOLDERS),
        paths.translations(),
        paths.migrations(),
    )
    assert [without_bytecode(files) for files in found] == [files_in(folder) for folder in folders]


def test_wheel_serves_the_demo_event_from_another_folder(installed: Path, tmp_path: Path) -> None:
    program = (str(installed / "quizapp"),)
    with LiveServer(tmp_path / "data", program=program, folder=tmp_path) as server:
        with urllib.request.urlopen(f"{server.url}/j/{server.code}", timeout=10) as answer:
            page = answer.read().decode()
        for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
            with urllib.request.urlopen(server.url + path, timeout=10) as answer:
                assert answer.status == 200
        assert "/static/" in page
        assert "Integrity" in page
        assert server.stop() == 0
    assert "Traceback" not in server.output


def test_sdist_holds_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {f"{name}/{file}" for name in DATA_FOLDERS for file in files_in(ROOT / name)}
    assert wanted | {"pyproject.toml", "LICENSE", "requirements/base.txt"} <= names


def files_in(folder: Path) -> list[str]:
    return without_bytecode(
        [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    )


def without_bytecode(files: list[str]) -> list[str]:
    return sorted(file for file in files if not file.endswith(".pyc"))
