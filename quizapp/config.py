"""What the operator decides, read once and frozen; the only reader of os.environ."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self, cast, get_args
from urllib.parse import urlsplit

AsyncMode = Literal["eventlet", "gevent", "threading"]
LogForm = Literal["text", "json"]


class ConfigError(ValueError):
    """A setting that cannot be used; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    data_dir: Path
    """Absolute; holds the database, the secret key and the lock file. May not exist yet."""

    async_mode: AsyncMode
    database_url: str | None
    """A SQLAlchemy URL of a PostgreSQL database, or None: SQLite in data_dir."""

    redis_url: str | None
    """Where several workers tell one another where to look, or None: each looks by itself."""

    workers: int
    """How many worker processes `quizapp serve` starts."""

    host: str
    port: int
    """0 lets the system choose one."""

    public_urls: tuple[str, ...]
    """Addresses for phones, without a slash at the end; empty: the machine's LAN address."""

    trusted_proxies: int
    """How many proxies in front may say who the client is; 0 believes no header."""

    backup_every_s: int = 30
    """How often the SQLite database is copied while somebody is there; 0 never."""

    backup_dir: Path | None = None
    """Where the copies go, `backups` in the data folder where None: better another disk."""

    log: LogForm = "text"
    """Lines for people, or one JSON object a line for programs."""

    @property
    def backups(self) -> Path:
        """Where the copies go."""
        return self.backup_dir or self.data_dir / "backups"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None, **overrides: object) -> Self:
        """Read the environment; an override (a command-line option) that is not None wins.

        An override is a field's name with a text as the environment would hold
        it, or with a value of the field's own type. Raises ConfigError.
        """
        environ = os.environ if environ is None else environ
        unknown = overrides.keys() - {field.name for field in fields(cls)}
        if unknown:
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        values: dict[str, Any] = {}
        for field, (variable, default, parse) in _SOURCES.items():
            given = overrides.get(field)
            text = environ.get(variable, "").strip() or default
            values[field] = parse(variable, text if given is None else _as_text(given))
        return cls(**values)


def _as_text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(str(part) for part in value)
    return str(value)


def _parse_data_dir(_variable: str, text: str) -> Path:
    return Path(text).expanduser().resolve()


def _parse_async_mode(variable: str, text: str) -> AsyncMode:
    if text not in get_args(AsyncMode):
        raise ConfigError(f"{variable} is {text!r}; it can be {', '.join(get_args(AsyncMode))}")
    return cast(AsyncMode, text)


def _parse_database_url(variable: str, text: str) -> str | None:
    if not text:
        return None
    scheme, separator, rest = text.partition("://")
    if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        # Not quoted in the message: the address may hold a password.
        raise ConfigError(
            f"{variable} must begin with postgresql:// (leave it out for SQLite in the data folder)"
        )
    return f"postgresql+psycopg://{rest}"


def _parse_redis_url(variable: str, text: str) -> str | None:
    if not text:
        return None
    if text.partition("://")[0] not in {"redis", "rediss", "unix"}:
        # Not quoted in the message: the address may hold a password.
        raise ConfigError(f"{variable} must begin with redis://, rediss:// or unix://")
    return text


def _parse_workers(variable: str, text: str) -> int:
    return max(1, _parse_number(variable, text, highest=64))


def _parse_host(_variable: str, text: str) -> str:
    return text


def _parse_port(variable: str, text: str) -> int:
    return _parse_number(variable, text, highest=65535)


def _parse_public_urls(variable: str, text: str) -> tuple[str, ...]:
    urls = [part.strip().rstrip("/") for part in text.split(",")]
    return tuple(_checked_url(variable, url) for url in urls if url)


def _checked_url(variable: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    else:
        good = good and not (parts.path or parts.query or parts.fragment or parts.username)
        good = good and url.isprintable() and " " not in url  # urlsplit drops a line break
    if not good:
        raise ConfigError(
            f"{variable} holds {url!r}; an address looks like http://192.168.1.10:8000"
        )
    return url


def _parse_trusted_proxies(variable: str, text: str) -> int:
    return _parse_number(variable, text, highest=10)


def _parse_backup_every(variable: str, text: str) -> int:
    return _parse_number(variable, text, highest=86_400)


def _parse_backup_dir(_variable: str, text: str) -> Path | None:
    return Path(text).expanduser().resolve() if text else None


def _parse_log(variable: str, text: str) -> LogForm:
    if text not in get_args(LogForm):
        raise ConfigError(f"{variable} is {text!r}; it can be {', '.join(get_args(LogForm))}")
    return cast(LogForm, text)


def _parse_number(variable: str, text: str, *, highest: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= highest):
        raise ConfigError(f"{variable} is {text!r}; it must be a number from 0 to {highest}")
    return int(text)


_SOURCES = {
    "data_dir": ("QUIZAPP_DATA", "instance", _parse_data_dir),
    "async_mode": ("QUIZAPP_ASYNC", "eventlet", _parse_async_mode),
    "database_url": ("DATABASE_URL", "", _parse_database_url),
    "redis_url": ("QUIZAPP_REDIS_URL", "", _parse_redis_url),
    "workers": ("QUIZAPP_WORKERS", "1", _parse_workers),
    "host": ("QUIZAPP_HOST", "0.0.0.0", _parse_host),  # noqa: S104 - a room of phones is the point
    "port": ("QUIZAPP_PORT", "8000", _parse_port),
    "public_urls": ("QUIZAPP_PUBLIC_URL", "", _parse_public_urls),
    "trusted_proxies": ("QUIZAPP_TRUSTED_PROXIES", "0", _parse_trusted_proxies),
    "backup_every_s": ("QUIZAPP_BACKUP_EVERY", "30", _parse_backup_every),
    "backup_dir": ("QUIZAPP_BACKUPS", "", _parse_backup_dir),
    "log": ("QUIZAPP_LOG", "text", _parse_log),
}

VARIABLES = tuple(variable for variable, _default, _parse in _SOURCES.values())
"""All that is read from the environment."""
