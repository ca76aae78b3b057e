"""What DESIGN calls binding about imports, as far as import-linter can't say it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "quizapp"


def imports(folder: str) -> Iterator[tuple[str, str]]:
    """Each (file, module) that a Python file below quizapp/<folder> imports."""
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield file, node.module or "."


def test_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    linted = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_domain_imports_the_standard_library_only() -> None:
    seen = list(imports("domain"))
    assert seen
    assert [
        (file, module)
        for file, module in seen
        if module.split(".")[0] not in sys.stdlib_module_names
        and not module.startswith("quizapp.domain")
        and module != "quizapp"
    ] == []


@pytest.mark.parametrize(
    ("library", "files"),
    [
        (
            "eventlet",
            {
                f"runtime/eventlet_{each}.py"
                for each in ("clients", "engine", "http", "lines", "outbox", "twin")
            },
        ),
        ("gevent", {"runtime/gevent_twin.py"}),
    ],
)
def test_twin_alone_imports_its_library(library: str, files: set[str]) -> None:
    assert {seen for seen, module in imports(".") if module.split(".")[0] == library} == files


def test_config_alone_reads_the_environment() -> None:
    readers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if ast.unparse(node) in {"os.environ", "os.getenv", "from os import environ"}
    }
    assert readers == {"config.py"}
