# SPDX-License-Identifier: GPL-3.0-or-later
"""Thresholds: their text, the figure that they hold, and whether it does."""
import operator
import re

import figures
from runfile import SECONDS
from survival import Curve

FORM = re.compile(r'^\s*([a-z0-9_]+)\s*(\{.*\})?\s*([a-z0-9_]+(?:\([0-9.]+\))?)?\s*(<=|>=|==|!=|<|>)\s*([0-9.eE+-]+)\s*([a-z]+|%)?\s*$')
OPERATORS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
PLAIN = ("error_rate", "goodput_share", "requests_per_second", "completions_per_second", "goodput_per_second", "tokens_per_second", "bytes_received",
         "stalls")


def parse(text):
    """(metric, {request, target, group, level}, statistic, operator, value) with times in ms."""
    metric, filters, statistic, sign, value, unit = FORM.match(text).groups()
    value = float(value)
    if unit == "%":
        value /= 100
    elif unit:
        value *= SECONDS[unit] * 1000
    found = dict(re.findall(r'(request|target|group|level):("(?:[^"\\]|\\.)*"|[^,}"]+)', filters or ""))
    names = {key: re.sub(r"\\(.)", r"\1", name[1:-1]) if name.startswith('"') else name.strip() for key, name in found.items()}
    return metric, names, statistic, sign, value


def _share(statistic):
    digits = re.match(r"p\(?([0-9.]+)\)?$", statistic)
    if statistic == "med":
        return 0.5
    if not digits:
        return None
    if "(" in statistic:
        return float(digits.group(1)) / 100
    return float(digits.group(1)[:2] + "." + digits.group(1)[2:]) / 100


def statistic_of(samples, statistic, unit):
    """(value, is a bound, never holds) of samples (value, known, moment[, weight]); None without any."""
    if not samples:
        return None
    curve = Curve([(sample[0], sample[1], 0, sample[3] if len(sample) > 3 else 1) for sample in samples])
    share = _share(statistic)
    if share is not None:
        value, bound = curve.percentile(share)
        return value / unit, bound, bound
    if statistic in ("mean", "avg"):
        value = curve.mean() if curve.bounds else sum(sample[0] for sample in samples) / len(samples)
        return value / unit, bool(curve.bounds), curve.bounds > 0.05 * curve.total
    if statistic == "max":
        return curve.largest / unit, curve.ends_in_bound, curve.ends_in_bound
    if statistic == "min":
        only = curve.largest_known is None
        return curve.smallest / unit, only, only
    return curve.known, False, False


def holds(found, sign, value):
    if found is None:
        return False
    figure, _, uncertain = found
    return not (uncertain and sign in ("<", "<=", "==")) and OPERATORS[sign](figure, value)


def unit_of(metric):
    return 1 if metric + "_per_request" in figures.COUNTS or metric in figures.COUNTS else 1e6
