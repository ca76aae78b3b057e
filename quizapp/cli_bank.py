"""The command line around question banks: check, convert, template, schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from quizapp.domain.errors import ContentProblems, Problem
from quizapp.domain.text import LANGUAGES
from quizapp.presentation.content_words import problem_text

P = ParamSpec("P")

LANGUAGE = click.option(
    "--language",
    default="en",
    show_default=True,
    type=click.Choice(LANGUAGES),
    help="Of files that don't say theirs, and of what a format of one language gets.",
)
FORMAT = click.option(
    "--to", "slug", default="", metavar="FORMAT", help="Where the file's name leaves a choice."
)
FORCE = click.option("--force", is_flag=True, help="Write over a file that is there.")


def fault_line(problem: Problem) -> str:
    """`bank.yaml:12:5: questions[0].slug: what is wrong and how to mend it`."""
    where = (problem.place, problem.path, problem_text(problem, "en"))
    return ": ".join(part for part in where if part)


@click.group()
def bank() -> None:
    """Look after question banks."""


def reported(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose refusals are one line a fault, with the place and how to mend it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ContentProblems as error:
            for each in error.problems:
                click.echo(fault_line(each), err=True)
            sys.exit(1)
        except OSError as error:
            click.echo(f"quizapp: {error.filename}: {error.strerror}", err=True)
            sys.exit(1)

    return run


@bank.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@LANGUAGE
@reported
def check_banks(files: tuple[Path, ...], strict: bool, language: str) -> None:
    """Check bank and event FILES, in any format that can be imported, or folders with a bank.yaml.

    Every fault and warning is a line: file:line:column, where in the file, what is wrong and how to
    mend it. The exit code is 1 where there is a fault, else 0.
    """
    from quizapp.bank_desk import check_file

    faults = warnings = 0
    for file in files:
        for each in check_file(file, language):
            kind = "fault" if each.fault else "warning"
            where = ": ".join(part for part in (each.place, kind, each.path) if part)
            click.echo(f"{where}: {each.text}", err=True)
            faults += each.fault
            warnings += not each.fault
    if faults:
        click.echo(f"{faults} faults, {warnings} warnings.", err=True)
    else:
        click.echo(f"{len(files)} files without a fault, {warnings} warnings.")
    if faults or (strict and warnings):
        sys.exit(1)


@bank.command("convert")
@click.argument("source", metavar="IN", type=click.Path(exists=True, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@FORMAT
@LANGUAGE
@FORCE
@reported
def convert_bank(source: Path, target: Path, slug: str, language: str, force: bool) -> None:
    """Write the bank in IN to OUT, in the format that OUT's name asks for.

    What can't be carried is said. FORMAT is one of those that `quizapp bank formats` lists.
    """
    from quizapp.bank_desk import convert

    exported, said = convert(source, target, slug, language)
    for line in said:
        click.echo(line, err=True)
    _write(target, exported.data, force)


@bank.command("template")
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@FORMAT
@LANGUAGE
@FORCE
@reported
def write_template(target: Path, slug: str, language: str, force: bool) -> None:
    """Write a small bank to begin with to OUT, such as my-bank.xlsx, my-bank.csv or my-bank.yaml."""
    from quizapp.bank_desk import template

    _write(target, template(target, slug, language).data, force)


@bank.command("formats")
def list_formats() -> None:
    """List the formats that banks come in and leave in."""
    from quizapp.exports.banks import BANK_EXPORTERS

    for each in BANK_EXPORTERS.values():
        click.echo(f"{each.slug:8} {each.suffix:6} {each.label}")


@bank.command("schema")
def print_schema() -> None:
    """Print a JSON Schema of bank.yaml, by which editors complete and check."""
    from quizapp.exports.bank_schema import bank_schema

    click.echo(json.dumps(bank_schema(), indent=2, ensure_ascii=False))


def _write(target: Path, data: bytes, force: bool) -> None:
    with target.open("wb" if force else "xb") as file:
        file.write(data)
    click.echo(f"Wrote {target}.")
