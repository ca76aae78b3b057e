"""The run over two workers, with all that they need."""

from __future__ import annotations

import re
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmark.runs import TWO_WORKERS, Figures, Goal, rehearse
from tests.faults.cluster import Cluster
from tests.faults.programs import Nginx, Postgres, Redis


def two_workers() -> tuple[Goal, Figures]:
    """nginx, two workers, Redis and PostgreSQL share all cores with the phones."""
    with _cluster() as cluster:
        data = {"QUIZAPP_DATA": str(cluster.data_dir), "DATABASE_URL": cluster.postgres.url}
        return TWO_WORKERS, rehearse(cluster.url, data, TWO_WORKERS)


@contextmanager
def _cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory() as name, Postgres.made() as postgres:
        folder = Path(name)
        redis, ports = Redis(folder), Cluster.two_ports()
        nginx = _roomy(Nginx(folder, ports))
        for program in (postgres, redis, nginx):
            program.start()
        try:
            postgres.make_database()
            with Cluster(folder / "data", postgres, redis, nginx, ports) as cluster:
                yield cluster
        finally:
            for program in (nginx, redis, postgres):
                program.stop()


def _roomy(nginx: Nginx) -> Nginx:
    """As many connections as this user may have: the tests are content with fewer."""
    most = str(resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    path = nginx.folder / "nginx.conf"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(worker_rlimit_nofile|worker_connections) \d+;", rf"\g<1> {most};", text)
    path.write_text(text, encoding="utf-8")
    return nginx
