"""Hints between workers through Redis: publish and subscribe on one channel, nothing is kept there.

Two tasks, each with a client of its own: what redis-py holds locks over is never waited for by
another task. Redis may come and go; a hint that can't be said is dropped.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from quizapp import runtime
from quizapp.services.ports import Hint

CHANNEL: Final = "quizapp"
PATIENCE_S: Final = 2.0
"""For a connection, and for an answer of Redis."""
PING_EVERY_S: Final = 1.0
AGAIN_AFTER_S: Final = 0.5
MOST_WAITING: Final = 1_000
MOST_ARRIVED: Final = 10_000
"""Of one hint: more is none of ours."""

_log = logging.getLogger(__name__)


class RedisLine:
    """The workers' line. Made of a `redis://` URL; raises `ValueError` where it is none."""

    def __init__(self, url: str) -> None:
        self._saying, self._hearing = _client(url), _client(url)
        self._waiting: deque[Hint] = deque(maxlen=MOST_WAITING)
        self._wake = runtime.Event()
        self._stopped = False
        self._reachable = False
        self._told_away = False

    @property
    def reachable(self) -> bool:
        """Whether Redis answered the last time, at most some seconds ago."""
        return self._reachable

    def start(self, heard: Callable[[Hint], None]) -> None:
        """Begin to say and to hear."""
        runtime.spawn(self._say_all)
        runtime.spawn(self._hear_all, heard)

    def say(self, hint: Hint) -> None:
        """In its turn; where too many wait, the oldest is dropped."""
        self._waiting.append(hint)
        self._wake.set()

    def stop(self) -> None:
        """Hang up."""
        self._stopped = True
        self._wake.set()

    def _say_all(self) -> None:
        while not self._stopped:
            try:
                self._say_waiting()
            except (RedisError, OSError) as error:
                self._lost(error)
                self._waiting.clear()  # old hints help nobody
                runtime.sleep(AGAIN_AFTER_S)
            else:
                self._reachable = True
                self._told_away = False
            self._wake.wait(PING_EVERY_S)
            self._wake.clear()
        _close(self._saying)

    def _say_waiting(self) -> None:
        if not self._waiting:
            self._saying.ping()
        while self._waiting:
            self._saying.publish(CHANNEL, packed(self._waiting.popleft()))

    def _lost(self, error: Exception) -> None:
        self._reachable = False
        if not self._told_away:
            _log.warning("Redis is away, the workers look by themselves: %s", error)
        self._told_away = True

    def _hear_all(self, heard: Callable[[Hint], None]) -> None:
        while not self._stopped:
            try:
                self._hear(heard)
            except (RedisError, OSError):
                runtime.sleep(AGAIN_AFTER_S)  # the other task tells of it
        _close(self._hearing)

    def _hear(self, heard: Callable[[Hint], None]) -> None:
        subscribing = self._hearing.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]  # redis-py has it untyped
        with subscribing as channel:
            channel.subscribe(CHANNEL)
            while not self._stopped:
                message = channel.get_message(timeout=PING_EVERY_S)
                hint = None if message is None else unpacked(message.get("data"))
                if hint is not None:
                    heard(hint)


def packed(hint: Hint) -> str:
    """As it goes over the line: ids and numbers, never a name or an answer."""
    return json.dumps(
        {
            "event": hint.event_id,
            "seq": hint.seq,
            "arrived": hint.arrived,
            "worker": hint.worker_id,
        }
    )


def unpacked(data: object) -> Hint | None:
    """None where it is no hint of ours: whoever reaches Redis may write there."""
    if not isinstance(data, str | bytes):
        return None
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        said: dict[str, Any] = json.loads(data)
        arrived = tuple((_text(who), _number(at)) for who, at in said["arrived"][:MOST_ARRIVED])
        return Hint(_text(said["event"]), _number(said["seq"]), arrived, _text(said["worker"]))
    return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=PATIENCE_S,
        socket_timeout=PATIENCE_S,
        socket_keepalive=True,
        health_check_interval=5,
        retry=Retry(NoBackoff(), 0),
        client_name="quizapp",
    )


def _close(client: redis.Redis) -> None:
    with suppress(RedisError, OSError):
        client.close()
