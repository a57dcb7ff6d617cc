# SPDX-License-Identifier: GPL-3.0-or-later
"""The Kaplan-Meier curve of samples of which some are bounds, and the percentiles and the mean that follow from it."""
SLACK = 1e-12


class Step:
    """What is known at one value: how many were at risk, how many ended, the curve after it."""
    __slots__ = ("value", "at_risk", "ended", "survival")

    def __init__(self, value, at_risk, ended, survival):
        self.value, self.at_risk, self.ended, self.survival = value, at_risk, ended, survival

    @property
    def share(self):
        return 1 - self.survival


class Curve:
    """Steps of weighted samples [(value, known, block, weight)]."""

    def __init__(self, samples):
        self.samples = samples
        self.total = sum(sample[3] for sample in samples)
        self.known = sum(sample[3] for sample in samples if sample[1])
        self.bounds = self.total - self.known
        self.largest = max((sample[0] for sample in samples), default=None)
        self.largest_known = max((sample[0] for sample in samples if sample[1]), default=None)
        bounds = [sample[0] for sample in samples if not sample[1]]
        self.largest_bound = max(bounds, default=None)
        self.smallest = min((sample[0] for sample in samples if sample[1]), default=min(bounds, default=None))
        self.steps = self._steps()

    def _steps(self):
        ended, left = {}, {}
        for value, known, _, weight in self.samples:
            counts = ended if known else left
            counts[value] = counts.get(value, 0) + weight
        steps, at_risk, survival = [], self.total, 1.0
        for value in sorted(set(ended) | set(left)):
            d = ended.get(value, 0)
            if d:
                # Without bounds the product is a quotient of counts, exactly.
                survival = (at_risk - d) / self.total if not self.bounds else survival * (1 - d / at_risk)
                steps.append(Step(value, at_risk, d, survival))
            at_risk -= d + left.get(value, 0)
        return steps

    def percentile(self, share):
        """(value, only a bound)"""
        for step in self.steps:
            if step.share >= share - SLACK:
                return step.value, False
        return self.largest, True

    def mean(self, values=None):
        """Efron's mean; `values` gives what stands for a step's value where that is not the value itself."""
        total, before = 0.0, 1.0
        for step in self.steps:
            total += (values(step.value) if values else step.value) * (before - step.survival)
            before = step.survival
        return total + before * self.largest if before > SLACK else total

    @property
    def ends_in_bound(self):
        return self.largest_bound is not None and (self.largest_known is None or self.largest_bound >= self.largest_known)
