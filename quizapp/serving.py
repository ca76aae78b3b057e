"""`quizapp run` and one worker of `quizapp serve`: from the data folder to a clean end."""

from __future__ import annotations

import io
import sys
import threading

import click
import qrcode

from quizapp import logs, runtime
from quizapp.addresses import public_addresses
from quizapp.app import Program, compose
from quizapp.config import Settings
from quizapp.desk import ADDRESS_FILE, exclusive, open_desk


def serve_room(settings: Settings, *, demo: bool) -> None:
    """Serve until Ctrl-C. Raises what `quizapp.cli.one_line` turns into a line."""
    logs.set_up(settings.log)
    phones = runtime.raise_file_limit()
    with open_desk(settings) as desk:
        if demo:
            desk.load_demo()
    with exclusive(settings):
        addresses = public_addresses(settings.public_urls, settings.port)
        program = compose(settings, addresses, phones)
        address_file = settings.data_dir / ADDRESS_FILE

        def ready(port: int) -> None:
            program.start(port)
            address_file.write_text(addresses[0], encoding="utf-8")
            click.echo(welcome(program, f"quizapp is running on port {port}.", phones))

        try:
            runtime.serve(
                program.app,
                settings.host,
                settings.port,
                on_ready=ready,
                on_stop=program.stop,
            )
        finally:
            address_file.unlink(missing_ok=True)
            program.database.close()
        click.echo("Stopped. Open rounds go on at the next start.")


def serve_worker(settings: Settings) -> None:
    """One of several: it prints nothing, and ends with whoever started it.

    Whoever that is holds the lock of the data folder.
    """
    logs.set_up(settings.log)
    phones = runtime.raise_file_limit()
    addresses = public_addresses(settings.public_urls, settings.port)
    program = compose(settings, addresses, phones)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        runtime.serve(
            program.app,
            settings.host,
            settings.port,
            on_ready=program.start,
            on_stop=program.stop,
        )
    finally:
        program.database.close()


def _end_with_parent() -> None:
    """Its end of our standard input closes with it, also when it is killed."""
    sys.stdin.buffer.read()
    runtime.stop_serving()


def welcome(program: Program, headline: str, phones: int) -> str:
    """What the start prints: where phones, screen and moderator go."""
    services = program.services
    base = services.addresses[0]
    link = services.accounts.start_link()
    lines = [headline, ""]
    for line in services.events.events():
        if line.rehearsal_of is not None:
            continue
        event = services.live.event(line.id)
        lines += [
            event.title.get("en"),
            f"  Phones     {base}/j/{event.code}    code {event.code[:3]} {event.code[3:]}",
            f"  Screen     {base}/screen/{event.screen_token}",
        ]
    lines += ["", *(f"  Also at    {each}" for each in services.addresses[1:])]
    lines += [
        f"  Moderator  {base}/sign-in/{link.token}",
        "             (once, within 15 minutes; each start prints a new one)",
        f"  Room for about {phones:,} phones (limit of open files).",
        "",
        _terminal_qr(_first_join_url(program) or base),
        "Ctrl-C stops the server; open rounds go on at the next start.",
    ]
    return "\n".join(lines)


def _first_join_url(program: Program) -> str | None:
    events = [line for line in program.services.events.events() if line.rehearsal_of is None]
    return f"{program.services.addresses[0]}/j/{events[0].code}" if events else None


def _terminal_qr(url: str) -> str:
    code = qrcode.QRCode(border=2)
    code.add_data(url)
    out = io.StringIO()
    code.print_ascii(out=out, invert=True)
    return out.getvalue()
