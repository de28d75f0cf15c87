"""Who of several colleagues should speak to somebody? One, or all who cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence

from vouch.matching.spark.answers import Spark
from vouch.matching.yes_rate import chance_better

SURE = 0.8
"""Two are told apart where the chance that the first is the better is at least this."""


def leaders(sparks: Sequence[Spark], *, most: int = 2) -> list[Spark]:
    """The likeliest to get a yes of one person, and who may well be as likely; none where nobody has a figure.

    Somebody who does no better than others of us usually do is no leader: there is no spark in that.
    """
    known = [(one, one.rate) for one in sparks if one.rate is not None and one.usual is not None]
    known = [(one, rate) for one, rate in known if one.yes and rate.mean > (one.usual or 0)]
    known.sort(key=lambda pair: (-pair[1].mean, pair[0].colleague))
    if not known:
        return []
    first = known[0][1]
    near = [one for one, rate in known[1:] if chance_better(rate.beta, first.beta) < SURE]
    return [known[0][0], *near][:most]
