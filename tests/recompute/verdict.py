# SPDX-License-Identifier: GPL-3.0-or-later
"""The verdict, from the stored health and milestones and from the attempts."""
import bisect

import hanging
from runfile import duration_ns

NO_CONNECTION = {"dns_failure", "connect_refused", "connect_timeout", "connect_failed"}


def longest_absence(attempts):
    """The longest time in ns for which a target was gone."""
    longest = 0
    for target in {attempt.target for attempt in attempts}:
        mine = [attempt for attempt in attempts if attempt.target == target]
        there = set()
        for attempt in mine:
            if attempt.outcome not in NO_CONNECTION:
                there |= {attempt.first_byte if attempt.first_byte is not None else attempt.headers, attempt.last_token}
        moments = sorted(there - {None})
        gone = {}
        for attempt in mine:
            if attempt.outcome in NO_CONNECTION and attempt.started is not None:
                between = bisect.bisect_right(moments, attempt.closed)
                first, last = gone.get(between, (attempt.started, attempt.closed))
                gone[between] = min(first, attempt.started), max(last, attempt.closed)
        for between, (first, last) in gone.items():
            longest = max(longest, last - (max(first, moments[between - 1]) if between else first))
    return longest


def _limits(run):
    limits = run.scenario.get("goals", {}).get("validity", {})
    return {
        "achieved": limits.get("achieved_share", 0.98), "slip": duration_ns(limits.get("slip_p99", "10ms")),
        "lag": duration_ns(limits.get("loop_lag_p99", "10ms")), "busy": duration_ns(limits.get("processor_for", "5s")),
        "throttled": limits.get("throttled_share", 0.01), "above": limits.get("chunks_above_usage_share", 0.01),
    }


def _achieved(run):
    """Whether the load was achieved in full, as far as documented."""
    marks, result = run.milestones, []
    if any(attempt.open_load for attempt in run.requests) or run.dropped:
        planned = marks["planned"] - marks["dropped_by_cap"]
        result.append((marks["planned"] - marks["dropped"]) / planned if planned else 1)
    if marks.get("planned_busy_users"):
        result.append(marks["mean_busy_users"] / marks["planned_busy_users"])
    return min(result, default=1)


def invalid(run, slip_p99_ms):
    """Names of the reasons that make a run invalid."""
    limits, health, reasons = _limits(run), run.health, []
    if _achieved(run) < limits["achieved"]:
        reasons.append("achieved")
    slip, lag = (slip_p99_ms or 0) * 1e6, health.get("loop_lag_p99_ns", 0)
    if slip > limits["slip"]:
        reasons.append("slip")
    if lag > limits["lag"]:
        reasons.append("lag")
    if health.get("silent_resends", 0) > 0:
        reasons.append("resends")
    read = [attempt for attempt in run.attempts if attempt.token_read_count > 0]
    merged = sum(a.chunk_count for a in read) > 1.05 * sum(a.token_read_count for a in read)
    if health.get("host_busy_for_ns", 0) >= limits["busy"] and (slip > limits["slip"] / 2 or lag > limits["lag"] / 2 or merged):
        reasons.append("busy host")
    if health.get("throttled_share", 0) > limits["throttled"]:
        reasons.append("throttled")
    if run.requests and sum(a.above_usage for a in run.requests) > limits["above"] * len(run.requests):
        reasons.append("chunks above usage")
    if run.milestones.get("cap_reached") and run.environment.get("capped_by_files"):
        reasons.append("own limit on open files")
    return reasons


def failed(run, thresholds_hold):
    reasons, goals = [], run.scenario.get("goals", {})
    if not thresholds_hold:
        reasons.append("threshold")
    failures = sum(attempt.failed for attempt in run.requests)
    finished = run.meta["state"] == "finished"
    lost = failures + (hanging.count(run) if finished else 0)
    if run.requests and lost / len(run.requests) > goals.get("error_budget", 0.01):
        reasons.append("error budget")
    if not any(attempt.succeeded for attempt in run.requests) and (finished or failures):
        reasons.append("nothing succeeded")
    if longest_absence(run.attempts) >= 10 * 10**9:
        reasons.append("target gone")
    if run.milestones.get("cap_reached") and not run.environment.get("capped_by_files"):
        reasons.append("cap reached")
    return reasons


def of(run, slip_p99_ms, thresholds_hold):
    if invalid(run, slip_p99_ms):
        return "invalid"
    if failed(run, thresholds_hold):
        return "fail"
    return "pass" if run.meta["state"] == "finished" else "incomplete"
