"""A room full of simulated phones, for the command line and the tests."""

from __future__ import annotations

import asyncio
import html
import json
import re
import sys
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from quizapp.domain.errors import NotFound, QuizappError
from quizapp.rehearsal.phone import Phone, Temper

_PAGE = re.compile(r'data-page=(?:"([^"]*)"|\'([^\']*)\')')


class ServerUnreachable(QuizappError):
    """No server answers at `url`."""

    code = "server_unreachable"


def event_of(url: str, code: str) -> dict[str, Any]:
    """What the join page says of the event: `event_id`, `join`, ... Raises `NotFound`."""
    request = Request(f"{url}/j/{code}")  # noqa: S310 - the address was typed by the operator
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            found = _PAGE.search(answer.read().decode())
    except (URLError, TimeoutError) as error:
        raise ServerUnreachable(url=url) from error
    if found is None:
        raise NotFound(what=code)
    page: dict[str, Any] = json.loads(html.unescape(found[1] or found[2]))
    return page


@dataclass(frozen=True, slots=True)
class Door:
    """What phones may choose from as they come in. A team is its id, or None where there are none."""

    languages: tuple[str, ...] = ("en",)
    teams: tuple[str | None, ...] = (None,)


def door_of(page: Mapping[str, Any]) -> Door:
    """As the join page has it."""
    teams = page.get("teams")
    ids = (None,) if teams is None else tuple(str(each["id"]) for each in teams["list"])
    return Door(tuple(page["languages"]), ids)


async def wait_for_end_of_input(filling: Coroutine[Any, Any, object]) -> None:
    """Let it run until standard input ends, as it does when the program that holds it ends."""
    task = asyncio.create_task(filling)
    ended = asyncio.create_task(asyncio.to_thread(sys.stdin.buffer.read))
    await asyncio.wait({task, ended}, return_when=asyncio.FIRST_COMPLETED)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def fill_room(
    url: str,
    event_id: str,
    phones: int,
    seconds: float | None,
    seed: int,
    temper: Temper,
    door: Door,
) -> tuple[Phone, ...]:
    """Let so many phones in, keep them there for `seconds` (None: until cancelled).

    They take the languages and the teams of the `door` in turn.
    """
    rng = Random(seed)  # noqa: S311 - behaviour, not secrets
    room = tuple(
        Phone(url, event_id, f"Phone {number}", Random(rng.random()), temper, language, team_id)  # noqa: S311
        for number, language, team_id in zip(
            range(1, phones + 1), cycle(door.languages), cycle(door.teams), strict=False
        )
    )
    tasks = [asyncio.create_task(phone.run()) for phone in room]
    try:
        await asyncio.wait(tasks, timeout=seconds)
    finally:
        await asyncio.gather(*(phone.stop() for phone in room))
        await asyncio.gather(*tasks, return_exceptions=True)
    return room
