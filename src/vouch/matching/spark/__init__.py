"""Who of us has the spark with whom? How often and how soon people answered each of us, against the usual."""

from __future__ import annotations

from vouch.matching.spark.answers import Answer, Spark
from vouch.matching.spark.leaders import leaders
from vouch.matching.spark.learn import Sparks, learn

__all__ = ["Answer", "Spark", "Sparks", "leaders", "learn"]
