"""Who of several colleagues should speak to somebody? One, or all who cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.domain.policy import Policy
from vouch.matching.spark.answers import Spark
from vouch.matching.yes_rate import chance_better


def leaders(sparks: Sequence[Spark], policy: Policy) -> list[Spark]:
    """The likeliest to get a yes of one person, and who may well be as likely; none where nobody has a figure.

    Policy says from which chance on two are told apart (`touch.spark_sure`) and how many are named (`spark_names`).
    Somebody who does no better than others of us usually do is no leader: there is no spark in that.
    """
    known = [(one, one.rate) for one in sparks if one.rate is not None and one.usual is not None]
    known = [(one, rate) for one, rate in known if one.yes and rate.mean > (one.usual or 0)]
    known.sort(key=lambda pair: (-pair[1].mean, pair[0].colleague))
    if not known:
        return []
    first = known[0][1]
    near = [one for one, rate in known[1:] if chance_better(rate.beta, first.beta) < policy.touch.spark_sure]
    return [known[0][0], *near][: policy.touch.spark_names]
