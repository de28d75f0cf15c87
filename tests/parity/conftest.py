"""One Spark for all tests of parity, set up for tables of a few hundred rows, and the small tables placed on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.parity.both import Both, placed_on_both
from tests.parity.cast import DAYS, POLICY, SETTLED, lay

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local[2]"
QUICK = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.memory": "2g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=200m -XX:+UseSerialGC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""Spark's own work on a statement is most of what these tests take: less of it is done here."""


@pytest.fixture(scope="package")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    builder = SparkSession.builder.master(MASTER).appName("Vouch's tests")
    for name, value in (QUICK | {"spark.local.dir": str(folder), "spark.sql.warehouse.dir": str(folder)}).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="package")
def small(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The small tables, placed by each engine on days on which clocks change, among others."""
    data: Path = tmp_path_factory.mktemp("small")
    lay(data)
    with placed_on_both(data, DAYS, POLICY, SETTLED) as both:
        yield both
