"""Seen from outside: alive, ready, and the figures that monitoring programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Flask, Response, jsonify, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from quizapp.domain.errors import NotFound
from quizapp.services.backups import BackupFigures
from quizapp.services.vitals import Vitals
from quizapp.web import access
from quizapp.web.context import services

NOT_READY: Final = 503

blueprint = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers: nothing more is asked."""
    return jsonify(ok=True)


@blueprint.get("/readyz")
def ready() -> tuple[Response, int]:
    """Whether answers can be stored, and the other workers be told; 503 where not."""
    health = services().health
    checks = {"database": health.writable()}
    redis = health.line_reachable()
    if redis is not None:
        checks["redis"] = redis
    ok = all(checks.values())
    return jsonify(ok=ok, **checks), 200 if ok else NOT_READY


@blueprint.get("/metrics")
def metrics() -> Response:
    """For this machine, and for administrators: the hall need not know how the server does."""
    if not _from_this_machine():
        account = access.signed_in_or_none()
        if account is None or not account.administrator:
            raise NotFound(what="page")
    registry = CollectorRegistry()
    registry.register(Figures(services().health.vitals()))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Figures(Collector):
    """The figures of one moment, in the words of the text format."""

    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    def collect(self) -> Iterator[Metric]:
        """One family after the other."""
        now = self._vitals
        yield _by("connections", "Open sockets.", "audience", now.connections)
        yield _by("rounds", "Rounds of the events in use.", "phase", now.rounds)
        yield _count("refused", "Messages refused.", "code", now.refused)
        commits = now.commits
        yield _count(
            "commits", "Transactions.", "of", {name: each.batches for name, each in commits.items()}
        )
        yield _count(
            "committed", "Rows written.", "of", {name: each.rows for name, each in commits.items()}
        )
        yield _count(
            "commit_seconds",
            "Spent in transactions.",
            "of",
            {name: each.seconds for name, each in commits.items()},
        )
        yield _by(
            "commit_longest_seconds",
            "The longest transaction.",
            "of",
            {name: each.longest_s for name, each in commits.items()},
        )
        yield _by(
            "waiting",
            "Items that wait to be written.",
            "of",
            {name: each.waiting for name, each in commits.items()},
        )
        yield _by(
            "failing",
            "1 where the last commit failed.",
            "of",
            {name: int(each.failing) for name, each in commits.items()},
        )
        yield GaugeMetricFamily(
            "quizapp_queued_packets", "Packets that wait for slow clients.", value=now.queued
        )
        yield from _backup(now.backup)
        yield GaugeMetricFamily(
            "quizapp_loop_lag_seconds", "How late the loop came back last.", value=now.lag_s
        )
        yield GaugeMetricFamily(
            "quizapp_loop_lag_longest_seconds", "At the worst.", value=now.longest_lag_s
        )


def _backup(figures: BackupFigures | None) -> Iterator[Metric]:
    """Nothing where none are taken, and no age before the first."""
    if figures is None:
        return
    if figures.age_s is not None:
        yield GaugeMetricFamily(
            "quizapp_backup_age_seconds", "Since the last backup.", value=figures.age_s
        )
    yield GaugeMetricFamily(
        "quizapp_backup_seconds", "How long the last backup took.", value=figures.seconds
    )
    yield GaugeMetricFamily(
        "quizapp_backup_failing", "1 where the last backup failed.", value=int(figures.failing)
    )


def _by(name: str, what: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"quizapp_{name}", what, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _count(name: str, what: str, label: str, values: Mapping[str, float]) -> Metric:
    family = CounterMetricFamily(f"quizapp_{name}", what, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _from_this_machine() -> bool:
    # Through a proxy or a tunnel on this machine the whole hall comes from it.
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
