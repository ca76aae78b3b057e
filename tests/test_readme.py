"""The README's commands exist as they are printed, and its pictures and links too."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from quizapp.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

MAKE_COMMANDS = sorted(set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE)))
QUIZAPP_COMMANDS = sorted(set(re.findall(r"`(quizapp [^`]+)`", README)))
LINKS = sorted(set(re.findall(r"\]\(([^)#]+)\)", README)))


@pytest.mark.parametrize("target", MAKE_COMMANDS)
def test_readme_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("line", QUIZAPP_COMMANDS)
def test_readme_quizapp_command_exists_with_its_options(line: str) -> None:
    _, *words = shlex.split(line)
    command: click.Command = cli
    while words and isinstance(command, click.Group) and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    assert command is not cli, f"{line}: no such command"
    known = {option for each in command.params for option in each.opts} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("link", [each for each in LINKS if "://" not in each])
def test_readme_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


def test_readme_names_the_two_commands() -> None:
    assert "make run\nmake test" in README
