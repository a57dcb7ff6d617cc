# SPDX-License-Identifier: GPL-3.0-or-later
"""A distribution of the summary, from samples of requests or from gaps in buckets."""
from intervals import Sampling, block_of
from runfile import bucket_ends, bucket_of
from survival import Curve

SHARES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999}


def _empty():
    result = {key: None for key in ("mean", "min", "max", *SHARES)}
    return {**result, "count": 0, "censored": 0, "lower_bounds": [], "weak": list(SHARES), "intervals": {}}


def _assemble(curve, mean, extremes, unit, sampled=None):
    """The keys of a distribution; `extremes` are the exact smallest and largest value, `sampled` the curve of the intervals."""
    result = {"count": curve.known, "censored": curve.bounds, "mean": mean / unit, "min": extremes[0] / unit,
              "max": extremes[1] / unit, "lower_bounds": [], "weak": [], "intervals": {}}
    sampled = sampled or curve
    sampling = Sampling(sampled)
    for name, share in SHARES.items():
        value, bound = curve.percentile(share)
        result[name] = value / unit
        if bound:
            result["lower_bounds"].append(name)
        interval, effective = sampling.percentile(share)
        if effective < 10 / (1 - share) - 1e-9:
            result["weak"].append(name)
        if interval:
            result["intervals"][name] = [None if end is None else end / unit for end in interval]
    if curve.bounds:
        result["lower_bounds"].append("mean")
    if curve.ends_in_bound:
        result["lower_bounds"].append("max")
    interval = sampling.mean(sampled.mean())
    if interval:
        result["intervals"]["mean"] = [None if end is None else end / unit for end in interval]
    return result


def of_samples(samples, begin, end, unit):
    """`samples` are (value, known, intended)."""
    if not samples:
        return _empty()
    curve = Curve([(value, known, block_of(intended, begin, end), 1) for value, known, intended in samples])
    mean = curve.mean() if curve.bounds else sum(sample[0] for sample in samples) / len(samples)
    return _assemble(curve, mean, (curve.smallest, curve.largest), unit)


def bucketed(gaps, begin, end, capped=False):
    """Gaps by bucket; the upper end stands for all in it, no known gap above the largest known one; `capped`: nor a bound above the largest bound."""
    counts = {}
    largest = {True: max((gap[0] for gap in gaps if gap[1]), default=0), False: max((gap[0] for gap in gaps if not (capped and gap[1])), default=0)}
    for value, known, intended in gaps:
        key = (bucket_of(value), known, block_of(intended, begin, end))
        counts[key] = counts.get(key, 0) + 1
    return [(min(bucket_ends(bucket)[1], largest[known]), known, block, weight) for (bucket, known, block), weight in counts.items()]


def of_gaps(gaps, begin, end, unit=1e6):
    """The same of gaps (value, known, intended), which stand in buckets."""
    if not gaps:
        return _empty()
    curve = Curve(bucketed(gaps, begin, end))
    if curve.bounds:
        mean = curve.mean(lambda value: sum(bucket_ends(bucket_of(value))) / 2)
    else:
        mean = sum(gap[0] for gap in gaps) / len(gaps)
    known = [gap[0] for gap in gaps if gap[1]]
    extremes = min(known) if known else min(gap[0] for gap in gaps), max(gap[0] for gap in gaps)
    return _assemble(curve, mean, extremes, unit, Curve(bucketed(gaps, begin, end, capped=True)))


def of_histogram(histogram, unit=1e6):
    """Count, mean and percentiles of a stored histogram, which has no blocks."""
    if histogram is None or histogram[0] == 0:
        return _empty()
    count, low, high, total, buckets = histogram
    curve = Curve([(min(bucket_ends(bucket)[1], high), True, 0, number) for bucket, number in buckets.items()])
    result = {"count": count, "mean": total / count / unit, "min": low / unit, "max": high / unit, "censored": 0}
    for name, share in SHARES.items():
        result[name] = curve.percentile(share)[0] / unit
    return result
