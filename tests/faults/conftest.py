from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import system
from tests.faults.cluster import Cluster
from tests.faults.programs import Nginx, Postgres, Redis


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """nginx, two workers, Redis and PostgreSQL; skips where one of the programs is missing."""
    for program in ("initdb", "postgres", "redis-server", "nginx"):
        system.need_binary(program)
    folder = tmp_path_factory.mktemp("cluster")
    with Postgres.made() as postgres:
        postgres.start()
        redis = Redis(folder)
        try:
            postgres.make_database()
            redis.start()
            ports = Cluster.two_ports()
            nginx = Nginx(folder, ports)
            try:
                nginx.start()
                with Cluster(folder / "data", postgres, redis, nginx, ports) as made:
                    yield made
            finally:
                nginx.stop()
        finally:
            redis.stop()
            postgres.stop()
