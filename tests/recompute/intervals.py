# SPDX-License-Identifier: GPL-3.0-or-later
"""Sampling error in closed form: the variance of a sum of block totals, and the intervals that follow from it."""
import bisect
import math

from numerics import chi_square, student

BLOCKS = 48
SLACK = 1e-12
COSINES = [[math.sqrt(2 / BLOCKS) * math.cos(math.pi * j * (b + 0.5) / BLOCKS) for b in range(BLOCKS)] for j in range(1, 13)]


def block_of(moment, begin, end):
    if end <= begin:
        return 0
    return max(0, min(BLOCKS - 1, math.floor(BLOCKS * (moment - begin) / (end - begin))))


def variance(totals, used):
    """(V, K) of block totals, of which `used` blocks have samples."""
    squares = [sum(y * c for y, c in zip(totals, row)) ** 2 for row in COSINES]
    rounding = 1e-12 * sum(y * y for y in totals)
    k = 12
    while k > 4 and sum(squares[:k // 2]) > 1.5 * sum(squares[k // 2:k]) + rounding:
        k -= 2
    k = min(k, used - 1)
    return (BLOCKS * sum(squares[:k]) / k if k > 0 else 0.0), k


class Sampling:
    """Intervals and effective samples of one distribution."""

    def __init__(self, curve):
        self.curve = curve
        self.used = len({sample[2] for sample in curve.samples})
        self.values = [step.value for step in curve.steps]
        self.ratios = self._cumulated(lambda step: 1.0)

    def _cumulated(self, factor):
        sums, total = [], 0.0
        for step in self.curve.steps:
            left = step.at_risk - step.ended
            if left > 0:
                total += factor(step) * step.ended / (step.at_risk * left)
            sums.append(total)
        return sums

    def _total(self, influence):
        """Block totals and the sum of squares of the influences of all samples."""
        totals, squares = [0.0] * BLOCKS, 0.0
        for value, known, block, weight in self.curve.samples:
            one = influence(value, known, bisect.bisect_right(self.values, value) - 1)
            totals[block] += weight * one
            squares += weight * one * one
        return totals, squares

    def _used_step(self, share):
        steps = self.curve.steps
        reached = next((i for i, step in enumerate(steps) if step.share >= share - SLACK), None)
        if reached is not None and steps[reached].share < 1 - SLACK:
            return reached
        below = [i for i, step in enumerate(steps) if step.share < 1 - SLACK]
        return below[-1] if below else None

    def _percentile_variance(self, share):
        """(V, K, I, F) at the step that is used for a percentile; None without a step."""
        index = self._used_step(share)
        if index is None:
            return None
        star = self.curve.steps[index]

        def influence(value, known, at):
            result = 0.0
            if known and value <= star.value:
                own = self.curve.steps[at]
                result = 1.0 / (own.at_risk - own.ended)
            reached = min(at, index)
            return star.survival * (result - (self.ratios[reached] if reached >= 0 else 0.0))

        totals, squares = self._total(influence)
        v, k = variance(totals, self.used)
        return v, k, squares, star.share

    def percentile(self, share):
        """([low, high] or None, effective samples) of a percentile."""
        n = self.curve.total
        found = self._percentile_variance(share)
        v, k, squares, f = found if found else (0.0, min(12, self.used - 1), 0.0, 0.0)
        effective = n
        if self.used < 5:
            effective = self.used
        elif v > squares * chi_square(k) / k:
            effective = min(n, f * (1 - f) / v)
        elif squares > 0:  # n without bounds, fewer with them
            effective = min(n, f * (1 - f) / squares + SLACK * n)
        starred = f * (1 - f) / v if found and v > 0 else n
        if k < 4 or min(n, starred) < 10:
            return None, effective
        freedom = max(2, min(k, math.floor(min(n, starred) * min(share, 1 - share) + SLACK)))
        return self._order_statistics(share, student(freedom) * math.sqrt(share * (1 - share) / starred)), effective

    def _order_statistics(self, share, margin):
        low = next((s.value for s in self.curve.steps if s.share >= share - margin - SLACK), None)
        high = next((s.value for s in self.curve.steps if s.share > share + margin + SLACK), None)
        return None if low is None else [low, high]

    def mean(self, mean):
        """[low, high] of the mean, None where there is none."""
        curve = self.curve
        areas, area = [0.0] * len(curve.steps), 0.0
        for i in range(len(curve.steps) - 1, -1, -1):
            end = curve.steps[i + 1].value if i + 1 < len(curve.steps) else curve.largest
            area += curve.steps[i].survival * (end - curve.steps[i].value)
            areas[i] = area
        sums = self._cumulated(lambda step: areas[bisect.bisect_left(self.values, step.value)])

        def influence(value, known, at):
            result = sums[at] if at >= 0 else 0.0
            if known and curve.steps[at].at_risk > curve.steps[at].ended:
                result -= areas[at] / (curve.steps[at].at_risk - curve.steps[at].ended)
            return result

        totals, squares = self._total(influence)
        v, k = variance(totals, self.used)
        if curve.total < 10 or k < 4 or v > squares * curve.total / 10:
            return None
        reach = student(k) * math.sqrt(v)
        return [mean - reach, None if curve.ends_in_bound else mean + reach]


def rate(totals, requests, length):
    """[low, high] of a rate from its block totals; `requests` had a part in it."""
    v, k = variance(totals, sum(1 for y in totals if y))
    if requests < 10 or k < 4:
        return None
    reach = student(k) * math.sqrt(v)
    return [max(0.0, (sum(totals) - reach) / length), (sum(totals) + reach) / length]


def share(parts, wholes, units=None):
    """Wilson's interval of a share from the block counts; `units`: the requests behind them, where they count something else."""
    whole = sum(wholes)
    if whole == 0:
        return None
    n = whole if units is None else units
    r = sum(parts) / whole
    v, k = variance([p - r * w for p, w in zip(parts, wholes)], sum(1 for w in wholes if w))
    if k < 4 or n < 10:
        return None
    effective = n if r in (0, 1) or v == 0 else min(n, r * (1 - r) * whole * whole / v)
    w = student(k) ** 2 / effective
    reach = math.sqrt(w * r * (1 - r) + w * w / 4)
    return [(r + w / 2 - reach) / (1 + w), (r + w / 2 + reach) / (1 + w)]
