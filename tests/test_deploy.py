"""What ships for servers fits together. nginx's configuration is tried for real in tests/faults."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from quizapp import config
from quizapp.cli import cli

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def test_every_setting_that_is_named_is_one() -> None:
    for file in (*DEPLOY.iterdir(), ROOT / "docs" / "deployment.md"):
        named = set(re.findall(r"\b(?:QUIZAPP_[A-Z_]+|DATABASE_URL)\b", file.read_text("utf-8")))
        assert named <= set(config.VARIABLES), file.name


def test_the_example_is_read_as_it_stands() -> None:
    lines = [line for line in text("environment.example").splitlines() if "=" in line]
    environ = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    settings = config.Settings.from_environ(environ)
    assert (settings.workers, settings.trusted_proxies) == (2, 1)
    assert settings.database_url
    assert settings.redis_url


def test_the_unit_and_the_image_start_a_command_that_there_is() -> None:
    for file in ("quizapp.service", "Containerfile"):
        assert re.search(r'quizapp"?,? "?serve', text(file)), file
    assert "serve" in cli.commands


def test_nginx_has_as_many_servers_as_the_example_has_workers() -> None:
    ports = re.findall(r"server 127\.0\.0\.1:(\d+) ", text("nginx.conf"))
    assert ports == ["8001", "8002"]
    assert "serve --port 8001" in text("quizapp.service")


def test_containers_write_nowhere_but_where_they_must() -> None:
    composed: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    for name in ("web", "workers", "redis"):
        service = composed["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
    assert "privileged" not in text("compose.yaml").replace("no-new-privileges", "")
    assert "USER 10001" in text("Containerfile")
