from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from quizapp.config import ConfigError, Settings


def test_settings_default_to_a_room_on_the_lan() -> None:
    assert Settings.from_environ({}) == Settings(
        data_dir=Path.cwd() / "instance",
        async_mode="eventlet",
        database_url=None,
        redis_url=None,
        workers=1,
        host="0.0.0.0",  # noqa: S104 - phones come from the LAN
        port=8000,
        public_urls=(),
        trusted_proxies=0,
    )


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    environ = {
        "QUIZAPP_DATA": str(tmp_path / "data"),
        "QUIZAPP_ASYNC": "threading",
        "DATABASE_URL": "postgres://user:word@db/quizapp",
        "QUIZAPP_REDIS_URL": "rediss://:word@redis:6379/1",
        "QUIZAPP_WORKERS": "4",
        "QUIZAPP_HOST": "::",
        "QUIZAPP_PORT": "0",
        "QUIZAPP_PUBLIC_URL": "http://192.168.1.10:8000/, https://vote.example.org",
        "QUIZAPP_TRUSTED_PROXIES": "1",
    }
    assert Settings.from_environ(environ) == Settings(
        data_dir=tmp_path / "data",
        async_mode="threading",
        database_url="postgresql+psycopg://user:word@db/quizapp",
        redis_url="rediss://:word@redis:6379/1",
        workers=4,
        host="::",
        port=0,
        public_urls=("http://192.168.1.10:8000", "https://vote.example.org"),
        trusted_proxies=1,
    )


def test_settings_read_the_process_environment(data_dir: Path) -> None:
    assert Settings.from_environ().data_dir == data_dir


def test_override_wins_unless_it_is_none(tmp_path: Path) -> None:
    environ = {"QUIZAPP_PORT": "8001", "QUIZAPP_ASYNC": "gevent", "QUIZAPP_HOST": "127.0.0.1"}
    settings = Settings.from_environ(
        environ,
        port=9000,
        host="::1",
        async_mode=None,
        data_dir=tmp_path,
        public_urls=["http://a.example", "http://b.example:81"],
    )
    assert settings == Settings(
        data_dir=tmp_path,
        async_mode="gevent",
        database_url=None,
        redis_url=None,
        workers=1,
        host="::1",
        port=9000,
        public_urls=("http://a.example", "http://b.example:81"),
        trusted_proxies=0,
    )


def test_override_of_no_setting_is_a_mistake_in_the_program() -> None:
    with pytest.raises(TypeError, match="no such setting: prot"):
        Settings.from_environ({}, prot=8000)


def test_data_dir_may_begin_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings.from_environ({"QUIZAPP_DATA": "~/quiz"}).data_dir == tmp_path / "quiz"


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_environ({}).port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "text", "message"),
    [
        ("QUIZAPP_ASYNC", "asyncio", "is 'asyncio'; it can be eventlet, gevent, threading"),
        ("QUIZAPP_PORT", "http", "is 'http'; it must be a number from 0 to 65535"),
        ("QUIZAPP_PORT", "65536", "is '65536'; it must be a number from 0 to 65535"),
        ("QUIZAPP_PORT", "-1", "is '-1'; it must be a number from 0 to 65535"),
        ("QUIZAPP_PORT", "\u0661", "is '\u0661'; it must be a number from 0 to 65535"),
        ("QUIZAPP_TRUSTED_PROXIES", "all", "is 'all'; it must be a number from 0 to 10"),
        ("QUIZAPP_WORKERS", "65", "is '65'; it must be a number from 0 to 64"),
        (
            "QUIZAPP_REDIS_URL",
            "amqp://:secret@mq",
            "must begin with redis://, rediss:// or unix://",
        ),
        (
            "DATABASE_URL",
            "mysql://root:secret@db",
            "must begin with postgresql:// (leave it out for SQLite in the data folder)",
        ),
        ("DATABASE_URL", "postgresql", "must begin with postgresql:// (leave it out for SQLite"),
    ],
)
def test_bad_setting_is_refused_in_one_line(variable: str, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Settings.from_environ({variable: text})
    assert str(caught.value).startswith(f"{variable} {message}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "192.168.1.10:8000",
        "ftp://host",
        "http://",
        "http://host:0",
        "http://host:99999",
        "http://[::1",
        "http://host/path",
        "http://host?x",
        "http://host#x",
        "http://user@host",
        "http://two words",
        "http://host\n.evil",
    ],
)
def test_bad_public_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="QUIZAPP_PUBLIC_URL holds") as caught:
        Settings.from_environ({"QUIZAPP_PUBLIC_URL": f"http://good.example,{url}"})
    assert "\n" not in str(caught.value)
