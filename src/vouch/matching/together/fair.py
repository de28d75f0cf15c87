"""No request is left with a bad match that need not be: how high can the worst match be, with as many places filled?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from vouch.matching.together.program import Program


def least_worth(program: Program) -> tuple[float, int]:
    """The highest worth that every chosen pair can have with as many places filled as can be, and how many those are.

    Places are filled most first; then the threshold is searched for by halves, each tried by a flow.
    """
    if not len(program.worth):
        return 0.0, 0
    most = filled(program, -np.inf)
    steps = np.unique(program.worth)
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if filled(program, float(steps[middle])) == most:
            low = middle
        else:
            high = middle - 1
    return float(steps[low]), most


def filled(program: Program, least: float) -> int:
    """How many places can be filled by pairs of this worth at least."""
    people, requests = len(program.people), len(program.needs)
    source, sink = people + requests, people + requests + 1
    kept = program.worth >= least
    left = [len(costs) for costs in program.costs]
    tails = np.concatenate([np.full(people, source), program.person[kept], people + np.arange(requests)])
    heads = np.concatenate([np.arange(people), people + program.request[kept], np.full(requests, sink)])
    sizes = np.concatenate([left, np.ones(int(kept.sum())), program.needs]).astype(np.int32)
    graph = coo_array((sizes, (tails, heads)), shape=(sink + 1, sink + 1)).tocsr()
    return int(maximum_flow(graph, source, sink).flow_value)


def above(program: Program, least: float) -> Program:
    """The program without pairs of less worth."""
    kept = program.worth >= least
    return replace(program, worth=program.worth[kept], person=program.person[kept], request=program.request[kept])
