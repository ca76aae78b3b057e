from pathlib import Path

import pytest

from quizapp import paths

ROOT = Path(__file__).parent.parent


def test_paths_lead_to_the_top_of_a_checkout() -> None:
    assert (paths.templates(), paths.static(), paths.question_banks()) == (
        ROOT / "templates",
        ROOT / "static",
        ROOT / "question_banks",
    )


def test_paths_lead_into_the_package_of_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert (paths.templates(), paths.static(), paths.question_banks()) == (
        tmp_path / "_data" / "templates",
        tmp_path / "_data" / "static",
        tmp_path / "_data" / "question_banks",
    )


def test_package_files_are_beside_the_code() -> None:
    package = ROOT / "quizapp"
    assert paths.translations() == package / "translations"
    assert paths.migrations() == package / "storage" / "migrations"
