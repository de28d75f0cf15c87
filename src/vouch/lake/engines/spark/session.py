"""A Spark session that answers as DuckDB does: UTC, and an error where something overflows.

Beyond what is set here, a cluster's own defaults (`spark-defaults.conf`, `SPARK_CONF_DIR`) hold.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from vouch.domain.errors import Refusal

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ALWAYS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.collation.default": "UTF8_BINARY",
    # what is read and written says its time zone: UTC
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.mergeSchema": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""What answers depend on, wherever Spark runs."""
_COMPILER = "org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator"
LOCAL = {
    # this machine's memory is there for one process: the driver is also the executor
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
"""What holds beside it on this machine, where nobody said otherwise."""


def able() -> None:
    """Raises Refusal where PySpark or Java is missing."""
    if find_spec("pyspark") is None:
        raise Refusal(
            "no_spark",
            "The engine spark needs PySpark, which is not installed here. Whoever looks after this installation adds "
            "it with: pip install 'vouch-advocacy[spark]'",
        )
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise Refusal(
            "no_java",
            "The engine spark needs Java 17 or later, and there is no java on this machine. Whoever looks after it "
            "adds one, on Debian with: sudo apt-get install openjdk-17-jre-headless",
        )


def session(master: str, spill: Path) -> tuple[SparkSession, bool]:
    """The session with `master`, and whether it was begun here: of one process there is only one.

    On this machine what does not fit in memory goes to the folder `spill`.

    Raises Refusal where the master does not answer.
    """
    from pyspark import SparkConf
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    begun = SparkSession.getActiveSession() is None
    said = SparkConf()
    builder = SparkSession.builder.master(master).appName("Vouch")
    local = LOCAL | {"spark.local.dir": str(spill), "spark.sql.warehouse.dir": str(spill / "warehouse")}
    for name, value in (local if master.startswith("local") else {}).items():
        if not said.contains(name):
            builder = builder.config(name, value)
    for name, value in ALWAYS.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise no_answer(master, error) from error
    _hush(spark)
    return spark, begun


def _hush(spark: SparkSession) -> None:
    """What is too long to be compiled is interpreted, and no error; Spark prints a page about it as if it were one."""
    jvm = spark.sparkContext._jvm
    if jvm is not None:
        log = jvm.org.apache.logging.log4j
        log.core.config.Configurator.setLevel(_COMPILER, log.Level.OFF)


def no_answer(master: str, error: Exception) -> Refusal:
    """The refusal to go on where Spark did not come up."""
    first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return Refusal(
        "spark_does_not_start",
        f"Spark did not start with the master “{master}”: {first.strip()} Check --master (local[2], or "
        "spark://host:7077) and that Java 17 or later is installed; whoever looks after the cluster can say its "
        "address. Without Spark: --engine duckdb.",
        master=master,
    )
