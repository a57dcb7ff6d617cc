# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that the end of a run cut after a silence longer than answers usually take."""
import math

import figures
from runfile import duration_ns

WAITS = {"first": "ttft_ms", "next": "longest_gap_ms", "whole": "e2e_ms"}


def _usual(requests, waits):
    """p99 of what successes took; their whole time where they don't tell it."""
    for name in (WAITS[waits], "e2e_ms"):
        values = sorted(a.figures[name][0] for a in requests if a.succeeded and a.figures.get(name) and a.figures[name][1])
        if values:
            return values[math.ceil(0.99 * len(values)) - 1]
    return None


def _silence(attempt):
    """(what it waited for, for how long)"""
    if not attempt.streamed:
        return "whole", attempt.closed - attempt.started
    if attempt.last_token is not None:
        return "next", attempt.closed - attempt.last_token
    return "first", attempt.closed - attempt.started


def count(run):
    limit = duration_ns(run.scenario.get("goals", {}).get("stall_limit") or "1s")
    result = 0
    for attempt in run.requests:
        if attempt.outcome != "cut_by_test_end" or attempt.started is None or attempt.closed is None:
            continue
        waits, silence = _silence(attempt)
        mine = [other for other in run.requests if other.template == attempt.template]
        usual = _usual(mine if any(other.succeeded for other in mine) else run.requests, waits)
        result += silence > max(limit, 2 * (usual or 0))
    return result
