"""Expressions in the SQL that Spark reads."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def compiled(expression: ir.Table) -> str:
    """The SELECT of an expression in Spark's SQL."""
    ready()
    return str(ibis.to_sql(expression, dialect="pyspark", pretty=False))


def ready() -> None:
    """Tells Ibis that in our tables a number that is none is not the same as an empty cell, as on every engine."""
    ibis.pyspark  # noqa: B018  (loads the backend, which declares its options)
    ibis.options.pyspark.treat_nan_as_null = False
