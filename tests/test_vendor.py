import hashlib
import re
from pathlib import Path

import pytest

from quizapp import paths

VENDOR = paths.static() / "vendor"
ROW = re.compile(
    r"^\| (?P<file>\S+) \| (?P<package>\S+) \| (?P<version>[\d.]+) \| (?P<licence>\S+)"
    r" \| `(?P<sha256>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)
LISTED = {
    row["file"]: row["sha256"]
    for row in ROW.finditer((VENDOR / "README.md").read_text(encoding="utf-8"))
}
FOLDERS = sorted(folder.name for folder in VENDOR.iterdir() if folder.is_dir())


def test_vendor_lists_every_file_and_no_other() -> None:
    there = {path.relative_to(VENDOR).as_posix() for path in files() if path.name != "README.md"}
    assert there == set(LISTED)


@pytest.mark.parametrize("file", LISTED)
def test_vendor_file_is_as_published(file: str) -> None:
    assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == LISTED[file]


@pytest.mark.parametrize("folder", FOLDERS)
def test_vendor_has_the_licence_beside(folder: str) -> None:
    assert (VENDOR / folder / "LICENSE").is_file()


def test_vendor_styles_name_only_files_that_are_there() -> None:
    style = VENDOR / "inter" / "wght.css"
    named = re.findall(r"url\(([^)]+)\)", style.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (style.parent / name).is_file()] == []


def files() -> list[Path]:
    return [path for path in VENDOR.rglob("*") if path.is_file()]
