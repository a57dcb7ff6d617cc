# SPDX-License-Identifier: GPL-3.0-or-later
"""One block of the summary: all figures of some requests in one window."""
import collections

import distribution
import figures
import intervals
import rates


def samples_of(attempts, window):
    """{figure: [(value, known, intended)]} of the deciding attempts of a window."""
    result = {name: [] for name in figures.NAMES}
    for attempt in attempts:
        if window.holds(attempt.intended):
            for name, (value, known) in attempt.figures.items():
                result[name].append((value, known, attempt.intended))
    return result


def gaps_of(attempts, window):
    """Gaps (value, known, intended) of requests that succeeded or are censored, open ones included."""
    result = []
    for attempt in attempts:
        if not window.holds(attempt.intended) or not (attempt.succeeded or attempt.censored):
            continue
        if not attempt.streamed or attempt.coalesced:
            continue
        result += [(gap, True, attempt.intended) for gap in attempt.gaps]
        still = figures.open_gap(attempt)
        if still is not None:
            result.append((still, False, attempt.intended))
    return result


def slips_of(attempts, window):
    late = [(figures.slip(attempt), True, attempt.intended) for attempt in attempts if window.holds(attempt.intended)]
    return [sample for sample in late if sample[0] is not None]


class Part:
    """Some attempts of a run: all, or those of a template or of a target."""

    def __init__(self, attempts, dropped, levels):
        self.attempts, self.dropped, self.levels = attempts, dropped, levels
        self.requests = [attempt for attempt in attempts if attempt.deciding]


def distributions(part, window):
    result = {}
    for name, samples in samples_of(part.requests, window).items():
        result[name] = distribution.of_samples(samples, window.begin, window.end, 1 if name in figures.COUNTS else 1e6)
    result["itl_ms"] = distribution.of_gaps(gaps_of(part.requests, window), window.begin, window.end)
    result["schedule_slip_ms"] = distribution.of_samples(slips_of(part.attempts, window), window.begin, window.end, 1e6)
    return result


def counts(part, window):
    inside = [attempt for attempt in part.requests if window.holds(attempt.intended)]
    failures = collections.Counter(attempt.outcome for attempt in inside if not attempt.succeeded)
    requests = {
        "started": len(inside),
        "measured": sum(attempt.succeeded or attempt.censored for attempt in inside),
        "succeeded": sum(attempt.succeeded for attempt in inside),
        "failed": sum(attempt.failed for attempt in inside),
        "cut": sum(attempt.cut for attempt in inside),
        "dropped": sum(window.holds(intended) for intended in part.dropped),
    }
    return inside, requests, dict(failures)


def _rate(totals, parts, window):
    length = window.length
    if length <= 0:
        return 0, None
    return sum(totals) / length, intervals.rate(totals, parts, length)


def rates_of(part, window, inside):
    """({key: value}, {key: interval}) of the rates and shares of a window."""
    successes = [attempt for attempt in part.requests if attempt.succeeded]
    dropped = [intended for intended in part.dropped if window.holds(intended)]
    values, found = {}, {}
    token_givers = [attempt for attempt in part.requests if attempt.succeeded or attempt.cut]
    taken = {"requests_per_second": rates.spans(successes, window), "completions_per_second": rates.completions(successes, window),
             "tokens_per_second": rates.token_totals(token_givers, window)}
    good = [attempt for attempt in successes if attempt.good]
    measurable = rates.goodput_measurable(inside, dropped, part.levels)
    if measurable:
        taken["goodput_per_second"] = rates.spans(good, window)
        taken["tokens.goodput_per_second"] = rates.token_totals(good, window)
    for name, (totals, parts) in taken.items():
        values[name], found[name] = _rate(totals, parts, window)
    values["goodput_share"] = None
    if measurable:
        values["goodput_share"], found["goodput_share"] = rates.goodput_share(inside, dropped, window)
    return values, {name: interval for name, interval in found.items() if interval}


def of(part, window):
    """The block as the summary has it."""
    inside, requests, errors = counts(part, window)
    values, found = rates_of(part, window, inside)
    rate, interval = rates.error_share(inside, window.begin, window.end)
    found.pop("error_rate", None)
    found.pop("tokens.goodput_per_second", None)  # the headline's alone
    if interval:
        found["error_rate"] = interval
    result = {"requests": requests, "errors": errors, "error_rate": rate, "intervals": found,
              "tokens": {"per_second": values["tokens_per_second"]}}
    for name in ("requests_per_second", "completions_per_second", "goodput_per_second", "goodput_share"):
        result[name] = values.get(name)
    result.update(distributions(part, window))
    return result
