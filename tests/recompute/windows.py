# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows of a run: the steady one with its cut by MSER-5, the plateaus of a stepped load, and all of it."""
import math

SECOND = 10**9
SHORTEST = 5 * SECOND


class Window:
    def __init__(self, kind, begin, end, users=None, rate=None, left_out=0, plateau=False):
        self.kind, self.begin, self.end = kind, begin, end
        self.users, self.rate, self.left_out = users, rate, left_out
        self.closed_end = not plateau

    @property
    def length(self):
        return (self.end - self.begin) / 1e9

    def holds(self, moment):
        return moment is not None and self.begin <= moment and (moment < self.end or (self.closed_end and moment == self.end))


def _open_attempts(attempts, base, seconds):
    changes = [0] * (seconds + 1)
    for attempt in attempts:
        if attempt.started is None:
            continue
        first = max(0, -(-(attempt.started - base) // SECOND) - 1)
        last = seconds
        if attempt.closed is not None:
            last = max(0, min(seconds, -(-(attempt.closed - base) // SECOND) - 1))
        if first < last:
            changes[first] += 1
            changes[last] -= 1
    series, level = [], 0
    for change in changes[:seconds]:
        level += change
        series.append(level)
    return series


def _tokens(attempts, base, seconds):
    series = [0.0] * seconds
    for attempt in attempts:
        if not attempt.output:
            continue
        first, last = attempt.first_token, attempt.last_token
        if not attempt.streamed or first is None or last is None or first >= last:
            end = attempt.answered if not attempt.streamed or last is None else last
            second = (end - base) // SECOND
            if 0 <= second < seconds:
                series[second] += attempt.output
            continue
        for second in range(max(0, (first - base) // SECOND), min(seconds, (last - base) // SECOND + 1)):
            low, high = base + second * SECOND, base + (second + 1) * SECOND
            series[second] += attempt.output * (min(high, last) - max(low, first)) / (last - first)
    return [math.floor(1000 * value + 0.5) for value in series]


def _mser(series):
    means = [sum(series[i:i + 5]) / 5 for i in range(0, len(series) - 4, 5)]
    n = len(means)
    if n <= 3:
        return 0
    best, least = 0, None
    for d in range(min(n // 2, n - 3) + 1):
        rest = means[d:]
        mean = sum(rest) / len(rest)
        score = sum((z - mean) ** 2 for z in rest) / (n - d) ** 2
        if least is None or score < least * (1 - 1e-9) - 1e-300:
            best, least = d, score
    return best


def cut(run, base, end):
    """What the figures leave out at the beginning, in ns."""
    seconds = max(0, (end - base) // SECOND)
    attempts = run.attempts
    return SHORTEST * max(_mser(_open_attempts(attempts, base, seconds)), _mser(_tokens(attempts, base, seconds)))


def _has_steps(load):
    return bool(load.get("steps")) or any(group.get("steps") for group in load.get("groups", []))


def levels(run):
    """Plateaus of a stepped load."""
    marks = run.milestones
    result = []
    for begin, end, users, rate in marks.get("plateaus_ns", []):
        begin = max(marks["start_ns"] + begin, marks["measure_from_ns"])
        end = marks["start_ns"] + end
        if run.meta["state"] != "finished":
            end = min(end, marks["last_intended_ns"])
        if end - begin > 0:
            result.append(Window("steady", begin, end, users, rate, plateau=True))
    return result


def headline(run):
    """The window that the summary's figures are of, and the levels beside it."""
    marks, plateaus = run.milestones, levels(run)
    last = marks.get("last_intended_ns", marks["measure_from_ns"])
    long_ones = [level for level in plateaus if level.end - level.begin >= SHORTEST]
    if long_ones:
        chosen = long_ones[-1]
        return Window("steady", chosen.begin, chosen.end, chosen.users, chosen.rate, plateau=True), plateaus
    if not _has_steps(run.scenario.get("load", {})):
        base = max(marks["measure_from_ns"], marks.get("ramp_end_ns", 0))
        left_out = cut(run, base, last)
        if last - base - left_out >= SHORTEST:
            return Window("steady", base + left_out, last, left_out=left_out), plateaus
    end = last if last - marks["measure_from_ns"] >= SECOND else marks["end_ns"]
    return Window("all", marks["measure_from_ns"], end), plateaus
