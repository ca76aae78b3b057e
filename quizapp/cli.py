"""The command line: run the server, look after events and banks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn, ParamSpec

import click

from quizapp.cli_bank import bank, fault_line
from quizapp.config import ConfigError, Settings
from quizapp.domain.errors import ContentProblems, QuizappError
from quizapp.presentation.messages import message

P = ParamSpec("P")

_OPERATOR: Mapping[str, str] = {
    "not_saved": "The database could not be written. Is the disk full or the folder read-only?",
    "not_found": "There is no {what}. `quizapp event list` shows all events.",
    "conflict": "An event with this short name is there already.",
}
"""What the operator reads where everybody else reads a text of another kind."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("quizapp"), prog_name="quizapp")
def cli() -> None:
    """Live quizzes and polls for one room full of people, from one machine."""


def fail(text: str) -> NoReturn:
    """One clear line, and a non-zero exit."""
    click.echo(f"quizapp: {text}", err=True)
    sys.exit(1)


@contextmanager
def one_line() -> Iterator[None]:
    """Turn what the program refuses into one line (content: one line a fault)."""
    from quizapp.runtime import ListenError

    try:
        yield
    except ContentProblems as error:
        for problem in error.problems:
            click.echo(f"quizapp: {fault_line(problem)}", err=True)
        sys.exit(1)
    except (ConfigError, ListenError) as error:
        fail(str(error))
    except QuizappError as error:
        own = _OPERATOR.get(error.code)
        fail(own.format(**error.details) if own else message(error, "en"))


def reported(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose refusals are one line."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with one_line():
            command(*args, **kwargs)

    return run


DATA = click.option("--data", "data_dir", metavar="FOLDER", help="Data folder (QUIZAPP_DATA).")


@cli.command()
@DATA
@click.option("--host", help="Address to listen on (QUIZAPP_HOST, all interfaces).")
@click.option("--port", help="Port (QUIZAPP_PORT, 8000).")
@click.option(
    "--public-url",
    "public_urls",
    multiple=True,
    metavar="URL",
    help="Address for phones instead of the machine's own; may be given more than once.",
)
@click.option("--demo/--no-demo", default=True, help="Load the demo event where there is none.")
@reported
def run(
    data_dir: str | None,
    host: str | None,
    port: str | None,
    public_urls: tuple[str, ...],
    demo: bool,
) -> None:
    """Start the server for one room."""
    from quizapp.serving import serve_room

    settings = Settings.from_environ(
        data_dir=data_dir, host=host, port=port, public_urls=public_urls or None
    )
    serve_room(settings, demo=demo)


@cli.command()
@DATA
@click.option("--workers", help="How many processes (QUIZAPP_WORKERS, 1).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the proxy finds them.")
@click.option("--port", help="Port of the first; each further one has the next (QUIZAPP_PORT).")
@click.option("--public-url", "public_urls", multiple=True, metavar="URL", help="As for run.")
@click.option("--demo/--no-demo", default=False, help="Load the demo event where there is none.")
@reported
def serve(
    data_dir: str | None,
    workers: str | None,
    host: str,
    port: str | None,
    public_urls: tuple[str, ...],
    demo: bool,
) -> None:
    """Start workers behind a proxy, and bring back whichever ends (docs/deployment.md)."""
    from quizapp.supervising import serve_workers

    settings = Settings.from_environ(
        data_dir=data_dir, workers=workers, host=host, port=port, public_urls=public_urls or None
    )
    serve_workers(settings, demo=demo)


@cli.command(hidden=True)
@DATA
@click.option("--host", required=True)
@click.option("--port", required=True)
@click.option("--public-url", "public_urls", multiple=True)
@reported
def work(data_dir: str | None, host: str, port: str, public_urls: tuple[str, ...]) -> None:
    """Be one worker of `serve`."""
    from quizapp.serving import serve_worker

    serve_worker(
        Settings.from_environ(
            data_dir=data_dir, host=host, port=port, public_urls=public_urls or None
        )
    )


@cli.group()
def event() -> None:
    """Look after events."""


@event.command("list")
@DATA
@reported
def list_events(data_dir: str | None) -> None:
    """Show all events with their join codes."""
    from quizapp.desk import open_desk

    with open_desk(Settings.from_environ(data_dir=data_dir)) as desk:
        lines = desk.events()
    for line in lines:
        mark = "  (rehearsal)" if line.rehearsal_of else ""
        click.echo(f"{line.code[:3]} {line.code[3:]}  {line.slug:20}  {line.title.get('en')}{mark}")
    if not lines:
        click.echo("No events yet. Load one with: quizapp event load FILE")


@event.command("load")
@DATA
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@reported
def load_event(data_dir: str | None, file: Path) -> None:
    """Load an event with its agenda, activities and banks from FILE."""
    from quizapp.desk import open_desk

    with open_desk(Settings.from_environ(data_dir=data_dir)) as desk:
        code = desk.load_event(file)
    click.echo(f"Loaded. Join code {code[:3]} {code[3:]}")


@event.command("export-record")
@DATA
@click.argument("slug", metavar="EVENT")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@reported
def export_record(data_dir: str | None, slug: str, file: Path) -> None:
    """Write the record of EVENT, or of one that was deleted, into FILE (also while it goes on)."""
    from quizapp.record_desk import export_record

    content = export_record(Settings.from_environ(data_dir=data_dir), slug)
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    click.echo(f"Written: {file}. Anybody can check it with: quizapp event verify {file}")


@event.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--head", default="", metavar="NUMBER", help="The check number that the room saw.")
@reported
def verify(file: Path, head: str) -> None:
    """Check a record: its chain, its seals, its figures. Needs neither server nor database."""
    from quizapp.record_desk import check_file

    lines = check_file(file, head)
    for line in lines:
        click.echo(f"{'FAULT' if line.fault else 'ok   '} {line.text}")
    if any(line.fault for line in lines):
        fail("this record is not what was written, or not what the room saw")


@event.command("import-agenda")
@DATA
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--event", "slug", help="Put it into this event; activities keep their item.")
@click.option("--new", "new_slug", help="Make a new event with this short name from it.")
@reported
def import_agenda(data_dir: str | None, file: Path, slug: str | None, new_slug: str | None) -> None:
    """Read an agenda from FILE, print its tree, and say which lines found no place.

    Without --event or --new nothing is written.
    """
    from quizapp.desk import open_desk, read_agenda
    from quizapp.domain.agenda import format_tree

    if slug and new_slug:
        fail("give either --event or --new, not both")
    agenda = read_agenda(file).agenda
    click.echo(format_tree(agenda))
    if not slug and not new_slug:
        click.echo("Nothing was written: add --event NAME or --new NAME.")
        return
    with open_desk(Settings.from_environ(data_dir=data_dir)) as desk:
        if slug:
            desk.import_agenda(slug, file)
            click.echo(f"Written into {slug}.")
        else:
            code = desk.new_event(new_slug or "", agenda)
            click.echo(f"Made the event {new_slug}. Join code {code[:3]} {code[3:]}")


cli.add_command(bank)


@cli.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
@DATA
@reported
def upgrade(data_dir: str | None) -> None:
    """Bring the tables up to date (the server does it by itself at each start)."""
    from quizapp.desk import open_desk

    with open_desk(Settings.from_environ(data_dir=data_dir)):
        click.echo("The database is up to date.")


@db.command("backup")
@DATA
@click.argument("file", type=click.Path(path_type=Path))
@reported
def backup(data_dir: str | None, file: Path) -> None:
    """Copy the database to FILE (or into the folder FILE), also while a round is open."""
    from quizapp.backup_desk import back_up

    done = back_up(Settings.from_environ(data_dir=data_dir), file)
    click.echo(f"Backed up: {done} ({done.stat().st_size / 2**20:.1f} MiB)")


@db.command("restore")
@DATA
@click.argument("file", type=click.Path(path_type=Path))
@reported
def restore(data_dir: str | None, file: Path) -> None:
    """Put the backup FILE (or the newest in the folder FILE) in place of the database.

    The server must be stopped. What was there is put aside beside it.
    """
    from quizapp.backup_desk import put_back

    chosen, aside = put_back(Settings.from_environ(data_dir=data_dir), file)
    click.echo(f"Restored: {chosen}")
    if aside is not None:
        click.echo(f"What was there before: {aside}")
    click.echo("Start the server: phones come back into it under the same code.")


@cli.command()
@click.argument("url")
@DATA
@click.option("--phones", default=50, show_default=True, type=click.IntRange(1, 20_000))
@click.option("--spread", default=3.0, show_default=True, help="Seconds over which they answer.")
@click.option("--deaf", default=0.01, help="Share of phones that read nothing once they are in.")
@click.option("--slow", default=0.01, help="Share of phones that read slowly.")
@click.option("--restless", default=0.01, help="Share of phones that drop out and come back.")
@click.option("--moderator-link", help="A one-time link, where the server is another machine's.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures for programs.")
@click.option("--code", help="Only fill the room of this join code, measure nothing.")
@click.option("--seconds", default=60.0, show_default=True, help="With --code: how long they stay.")
@click.option("--attended", is_flag=True, help="With --code: stay until standard input ends.")
@click.option("--soak", default=0.0, help="Play for so many minutes; lines drop and come back.")
@click.option("--rounds", default=60, show_default=True, help="With --soak: how many.")
@reported
def rehearse(  # noqa: PLR0913, PLR0917 - one an option
    url: str,
    data_dir: str | None,
    phones: int,
    spread: float,
    deaf: float,
    slow: float,
    restless: float,
    moderator_link: str | None,
    as_json: bool,
    code: str | None,
    seconds: float,
    attended: bool,
    soak: float,
    rounds: int,
) -> None:
    """Send simulated phones to the server at URL, and say how it did.

    They play an event of their own, which is removed afterwards. On the server's own machine no
    sign-in is needed. With --code they fill a room instead, and behave as people do: their answers
    count like anyone's, so use it on a rehearsal (the console makes one).
    """
    url = url.rstrip("/")
    if code is not None:
        _fill(url, code, phones, None if attended else seconds)
        return
    link = moderator_link or _own_link(data_dir)
    if soak:
        _soak(url, link, phones, soak, rounds, as_json)
        return
    from quizapp import runtime
    from quizapp.rehearsal.bench import Plan, measure
    from quizapp.rehearsal.progress import Progress

    runtime.raise_file_limit()
    progress = Progress(lambda text: click.echo(text, err=True, nl=False), bar=sys.stderr.isatty())
    figures = measure(url, link, Plan(phones, spread, deaf, slow, restless), progress)
    click.echo(json.dumps(figures.to_dict()) if as_json else figures.table())


def _soak(url: str, link: str, phones: int, minutes: float, rounds: int, as_json: bool) -> None:
    """Round after round; what the server's memory and files do meanwhile."""
    from quizapp import runtime
    from quizapp.rehearsal.soak import Endurance, endure

    runtime.raise_file_limit()
    figures = endure(
        url, link, Endurance(phones, minutes, rounds), lambda line: click.echo(line, err=True)
    )
    click.echo(json.dumps(figures.to_dict()) if as_json else figures.table())


def _own_link(data_dir: str | None) -> str:
    """By the data folder: who may read it needs no sign-in."""
    from quizapp.desk import ADDRESS_FILE, fresh_sign_in_path

    settings = Settings.from_environ(data_dir=data_dir)
    if not (settings.data_dir / ADDRESS_FILE).exists():  # written as long as a server runs
        fail(
            f"no server runs on the data folder {settings.data_dir}: name its own with --data, "
            "or sign in with --moderator-link"
        )
    return fresh_sign_in_path(settings)


def _fill(url: str, code: str, phones: int, seconds: float | None) -> None:
    """People in the room of that code, for so long or until standard input ends."""
    import asyncio

    from quizapp.rehearsal.phone import PEOPLE
    from quizapp.rehearsal.room import door_of, event_of, fill_room, wait_for_end_of_input

    event = event_of(url, "".join(each for each in code if each.isdigit()))
    event_id = str(event["event_id"])
    filling = fill_room(url, event_id, phones, seconds, 1, PEOPLE, door_of(event))
    if seconds is None:
        asyncio.run(wait_for_end_of_input(filling))
        return
    click.echo(f"{phones} phones are coming in for {seconds:g} seconds. Ctrl-C sends them home.")
    room = asyncio.run(filling)
    answers = [kept for phone in room for kept in phone.answers.values()]
    click.echo(
        f"{sum(phone.inside for phone in room)} joined, {len(answers)} answered, "
        f"{sum(kept.acked for kept in answers)} saved, "
        f"{sum(bool(kept.refused) for kept in answers)} too late or refused."
    )


@cli.command()
@DATA
@click.option("--port", help="Port (QUIZAPP_PORT, 8000).")
@click.option("--public-url", "public_urls", multiple=True, metavar="URL", help="As for run.")
@reported
def doctor(data_dir: str | None, port: str | None, public_urls: tuple[str, ...]) -> None:
    """Look whether this machine can serve a room, and say what to do where it can't.

    The exit code is 1 where something fails.
    """
    from quizapp.doctor import Level, examine

    settings = Settings.from_environ(data_dir=data_dir, port=port, public_urls=public_urls or None)
    failed = False
    for finding in examine(settings):
        click.echo(finding)
        failed = failed or finding.level is Level.FAIL
    if failed:
        sys.exit(1)


@cli.command("sign-in-link")
@DATA
@reported
def sign_in_link(data_dir: str | None) -> None:
    """Print a fresh one-time sign-in link for the administrator (also while the server runs)."""
    from quizapp.desk import fresh_sign_in_path

    settings = Settings.from_environ(data_dir=data_dir)
    click.echo(f"Open on the moderator's laptop: {fresh_sign_in_path(settings)}")
